import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { newId } from './ids';
import { contactFor, type SandboxState } from './state';
import type { SandboxNote, SandboxTask } from './types';
import { instant, validate } from './validate';

interface ById {
	Params: { contactId: string };
}

const noteBody = z
	.object({
		body: z.string(),
		userId: z.string().optional(),
		title: z.string().optional(),
		color: z.string().optional(),
		pinned: z.boolean().optional(),
	})
	.strict();

const taskBody = z
	.object({
		title: z.string(),
		body: z.string().optional(),
		dueDate: instant,
		completed: z.boolean(),
		assignedTo: z.string().optional(),
	})
	.strict();

const write = { config: { scope: 'contacts.write' } };

/**
 * Writing notes and tasks (`NotesDTO`, `CreateTaskParams`). Neither is idempotent: whoever repeats
 * a request makes a second one.
 */
export function tasksAndNotesRoutes(app: FastifyInstance, state: SandboxState): void {
	app.post<ById>('/contacts/:contactId/notes', write, (request, reply) => {
		const { id: contactId } = contactFor(state, request.access, request.params.contactId);
		const body = validate(noteBody, request.body);
		const dateAdded = new Date(state.clock()).toISOString();
		const note: SandboxNote = { id: newId(), contactId, ...body, dateAdded };
		state.notes.push(note);
		return reply.code(201).send({ note });
	});

	app.post<ById>('/contacts/:contactId/tasks', write, (request, reply) => {
		const { id: contactId } = contactFor(state, request.access, request.params.contactId);
		const { dueDate, ...body } = validate(taskBody, request.body);
		const due = new Date(dueDate).toISOString();
		const task: SandboxTask = { id: newId(), contactId, ...body, dueDate: due };
		state.tasks.push(task);
		return reply.code(201).send({ task });
	});
}
