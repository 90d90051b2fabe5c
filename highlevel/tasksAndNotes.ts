import { VERSION, type HighLevelClient } from './client';
import type { HighLevelError } from './errors';
import { path } from './path';

/** None of these is repeatable: HighLevel has no idempotency keys, a repeat would make a second one. */
const ONCE = { method: 'POST', version: VERSION, repeatable: false } as const;

export interface NewTask {
	title: string;
	/** ISO 8601 in UTC. */
	dueAt: string;
}

/** A task of a contact for a user, whom HighLevel notifies (Create Task). */
export async function createTask(
	client: HighLevelClient,
	contactId: string,
	userId: string,
	{ title, dueAt }: NewTask,
): Promise<void> {
	await client.request({
		...ONCE,
		path: path`/contacts/${contactId}/tasks`,
		body: { title, dueDate: dueAt, completed: false, assignedTo: userId },
	});
}

/** A note on a contact (HighLevel: Create Note). */
export async function createNote(
	client: HighLevelClient,
	contactId: string,
	text: string,
): Promise<void> {
	await client.request({ ...ONCE, path: path`/contacts/${contactId}/notes`, body: { body: text } });
}

/**
 * An internal comment in a contact's conversation that mentions a user. Works, but is not documented,
 * and not every app may do it (highlevel-api-docs issues 142 and 215).
 * @returns the refusal, null when the comment was written
 */
export async function mention(
	client: HighLevelClient,
	contactId: string,
	userId: string,
	text: string,
): Promise<HighLevelError | null> {
	const answer = await client.attempt({
		...ONCE,
		path: path`/conversations/messages`,
		body: { type: 'InternalComment', contactId, message: text, mentions: [userId] },
		version: '2021-04-15',
		mayBeRefused: true,
	});
	return answer instanceof Error ? answer : null;
}
