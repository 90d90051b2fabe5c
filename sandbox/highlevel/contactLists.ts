import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { normalizeTags } from './contactFields';
import { contactFor, type SandboxState } from './state';
import { validate } from './validate';

interface ById {
	Params: { contactId: string };
}

const tagsBody = z.object({ tags: z.array(z.string()) }).strict();
const followersBody = z.object({ followers: z.array(z.string()) }).strict();
const write = { config: { scope: 'contacts.write' } };

/** Adding and removing tags and followers: both leave the others alone, and may be repeated. */
export function contactListRoutes(app: FastifyInstance, state: SandboxState): void {
	const { contacts } = state;

	app.post<ById>('/contacts/:contactId/tags', write, (request, reply) => {
		const contact = contactFor(state, request.access, request.params.contactId);
		const sent = normalizeTags(validate(tagsBody, request.body).tags);
		const tagsAdded = sent.filter((tag) => !contact.tags.includes(tag));
		const { tags } = contacts.update(contact, { tags: [...contact.tags, ...tagsAdded] });
		return reply.code(201).send({ tags, tagsAdded });
	});

	app.delete<ById>('/contacts/:contactId/tags', write, (request) => {
		const contact = contactFor(state, request.access, request.params.contactId);
		const sent = normalizeTags(validate(tagsBody, request.body).tags);
		const tagsRemoved = sent.filter((tag) => contact.tags.includes(tag));
		const tags = contact.tags.filter((tag) => !tagsRemoved.includes(tag));
		contacts.update(contact, { tags });
		return { tags, tagsRemoved };
	});

	app.post<ById>('/contacts/:contactId/followers', write, (request, reply) => {
		const contact = contactFor(state, request.access, request.params.contactId);
		const sent = new Set(validate(followersBody, request.body).followers);
		const before = contact.followers ?? [];
		const followersAdded = [...sent].filter((id) => !before.includes(id));
		const followers = [...before, ...followersAdded];
		contacts.update(contact, { followers: followers.length > 0 ? followers : null });
		return reply.code(201).send({ followers, followersAdded });
	});

	app.delete<ById>('/contacts/:contactId/followers', write, (request) => {
		const contact = contactFor(state, request.access, request.params.contactId);
		const sent = validate(followersBody, request.body).followers;
		const before = contact.followers ?? [];
		const followersRemoved = before.filter((id) => sent.includes(id));
		const followers = before.filter((id) => !sent.includes(id));
		contacts.update(contact, { followers: followers.length > 0 ? followers : null });
		return { followers, followersRemoved };
	});
}
