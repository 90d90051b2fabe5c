import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { createBody, patchFrom, updateBody, upsertBody } from './contactFields';
import type { ContactPatch } from './contactFields';
import type { Identity } from './contactStore';
import { ApiError, duplicateContact, unknownOwner } from './errors';
import { contactFor, formsOf, phoneIn, type SandboxState } from './state';
import { requireLocation } from './tokens';
import type { ContactIdentifier, SandboxContact } from './types';
import { validate } from './validate';

interface ById {
	Params: { contactId: string };
}

const duplicateQuery = z
	.object({
		locationId: z.string(),
		number: z.string().optional(),
		email: z.string().optional(),
	})
	.strict();

const read = { config: { scope: 'contacts.readonly' } };
const write = { config: { scope: 'contacts.write' } };

/**
 * Reading and writing single contacts. Writes check that `assignedTo` is a user only on request: what
 * HighLevel does then is not documented, so clients must not rely on being told.
 */
export function contactRoutes(app: FastifyInstance, state: SandboxState): void {
	const { contacts, locations } = state;

	app.get<ById>('/contacts/:contactId', read, (request) => ({
		contact: contactFor(state, request.access, request.params.contactId),
	}));

	app.get('/contacts/search/duplicate', read, (request) => {
		const locationId = locationOf(request, request.query);
		const { number, email } = validate(duplicateQuery, request.query);
		const phone = number && phoneIn(state, locationId, number);
		return contacts.match(locationId, { email, phone }) ?? { contact: null };
	});

	app.post('/contacts/', write, (request, reply) => {
		const locationId = locationOf(request, request.body);
		const body = validate(createBody, request.body);
		if (Object.keys(body).length === 1) throw nothingToIdentify();
		const patch = patchFrom(body, formsOf(state, locationId));
		refuseUnknownOwner(locationId, patch);
		refuseDuplicate(locationId, patch);
		return reply.code(201).send({ contact: create(locationId, patch) });
	});

	app.post('/contacts/upsert', write, (request) => {
		const locationId = locationOf(request, request.body);
		const { createNewIfDuplicateAllowed, ...body } = validate(upsertBody, request.body);
		const forms = formsOf(state, locationId);
		const patch = patchFrom(body, forms);
		if (!patch.email && !patch.phone) throw nothingToIdentify();
		refuseUnknownOwner(locationId, patch);
		const { allowDuplicateContact } = locations.get(locationId) ?? {};
		const createAnyway = createNewIfDuplicateAllowed && allowDuplicateContact;
		const match = createAnyway ? undefined : contacts.match(locationId, patch);
		if (!match) return flagged(request, { new: true, contact: create(locationId, patch) });
		const { contact, matchingField } = match;
		const changes = {
			...patchFrom(body, forms, contact),
			...ignoredOnUpsert(contact, patch, matchingField),
		};
		return flagged(request, { new: false, contact: contacts.update(contact, changes) });
	});

	app.put<ById>('/contacts/:contactId', write, (request) => {
		const body = validate(updateBody, request.body);
		const contact = contactFor(state, request.access, request.params.contactId);
		const { locationId } = contact;
		const patch = patchFrom(body, formsOf(state, locationId), contact);
		refuseUnknownOwner(locationId, patch);
		refuseDuplicate(locationId, patch, contact.id);
		return flagged(request, { contact: contacts.update(contact, patch) });
	});

	/** A contact made by API has a conversation at once (seen live). */
	function create(locationId: string, patch: ContactPatch): SandboxContact {
		const contact = contacts.create(locationId, patch);
		state.conversations.open(contact);
		return contact;
	}

	/** @throws ApiError 422 when the owner is no user, and the sandbox is to mind */
	function refuseUnknownOwner(locationId: string, { assignedTo }: ContactPatch): void {
		if (!state.refusesUnknownOwners || !assignedTo) return;
		const user = state.users.ofLocation(locationId).find(({ id }) => id === assignedTo);
		if (!user || user.deleted) throw unknownOwner();
	}

	/** @throws ApiError 400 when the e-mail or phone belongs to another contact */
	function refuseDuplicate(locationId: string, identity: Identity, ownId?: string): void {
		if (locations.get(locationId)?.allowDuplicateContact) return;
		const taken = contacts.match(locationId, withoutOwn(locationId, identity, ownId));
		if (taken) throw duplicateContact(taken.contact, taken.matchingField);
	}

	function withoutOwn(locationId: string, identity: Identity, ownId?: string): Identity {
		const others = (field: ContactIdentifier) => {
			const value = identity[field];
			const found = value ? contacts.having(locationId, field, value) : [];
			return found.some(({ id }) => id === ownId) ? undefined : value;
		};
		return { email: others('email'), phone: others('phone') };
	}

	/**
	 * What an upsert leaves alone: the gender (highlevel-api-docs issue 313), and a phone or e-mail
	 * that belongs to a contact other than the matched one (issue 37).
	 */
	function ignoredOnUpsert(
		contact: SandboxContact,
		patch: ContactPatch,
		matchingField: ContactIdentifier,
	): ContactPatch {
		const second = matchingField === 'email' ? 'phone' : 'email';
		const value = patch[second];
		const elsewhere = value
			? contacts.having(contact.locationId, second, value).some(({ id }) => id !== contact.id)
			: false;
		return { gender: undefined, ...(elsewhere && { [second]: undefined }) };
	}
}

function locationOf(request: FastifyRequest, source: unknown): string {
	const named = typeof source === 'object' && source !== null ? source : {};
	return requireLocation(request.access, 'locationId' in named ? named.locationId : undefined);
}

/** HTTP 400 with a body that says 422: seen with a body that has nothing but the location. */
function nothingToIdentify(): ApiError {
	return new ApiError(400, {
		statusCode: 422,
		message: ['email or phone must be provided'],
		error: 'Unprocessable Entity',
	});
}

/** `succeded` is HighLevel's spelling up to `v3`, which has `succeeded`. */
function flagged<Body extends object>(request: FastifyRequest, body: Body): Body {
	const flag = request.headers.version === 'v3' ? 'succeeded' : 'succeded';
	return { [flag]: true, ...body };
}
