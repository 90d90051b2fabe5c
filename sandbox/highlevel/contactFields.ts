import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';
import { z } from 'zod';
import type { CustomFieldValue, SandboxContact } from './types';

const text = z.string().nullable().optional();
const settings = z.object({}).passthrough().optional();
const customField = z
	.object({
		id: z.string().optional(),
		key: z.string().optional(),
		field_value: z.unknown(),
		fieldValue: z.unknown(),
		value: z.unknown(),
	})
	.passthrough();

const common = {
	firstName: text,
	lastName: text,
	name: text,
	email: text,
	phone: text,
	address1: text,
	city: text,
	state: text,
	postalCode: z.string().optional(),
	website: text,
	timezone: text,
	dnd: z.boolean().optional(),
	dndSettings: settings,
	inboundDndSettings: settings,
	tags: z.array(z.string()).optional(),
	customFields: z.array(customField).optional(),
	dateOfBirth: text,
	country: z.string().optional(),
};

/** `CreateContactDto`. Undeclared properties are refused (highlevel-api-docs issue 262). */
export const createBody = z
	.object({
		...common,
		locationId: z.string(),
		gender: z.string().optional(),
		source: z.string().optional(),
		companyName: text,
		assignedTo: z.string().optional(),
	})
	.strict();

/** `UpsertContactDto`: the owner cannot be null here. */
export const upsertBody = createBody.extend({
	createNewIfDuplicateAllowed: z.boolean().optional(),
});

/** `UpdateContactDto`: no locationId, no gender, no companyName; null takes the owner away. */
export const updateBody = z.object({ ...common, source: text, assignedTo: text }).strict();

/** Any of the three bodies. */
type ContactBody = Partial<Omit<z.output<typeof upsertBody>, 'assignedTo' | 'source'>> &
	Pick<z.output<typeof updateBody>, 'assignedTo' | 'source'>;

/** Changes to a contact: undefined keeps a field, null removes it. */
export type ContactPatch = {
	[Field in keyof SandboxContact]?: SandboxContact[Field] | null;
};

/** How a location reads what clients write. */
export interface LocationForms {
	/** National phone numbers are numbers of this country. */
	country: string | undefined;
	/** The custom field of contacts that has this key. */
	customFieldId: (key: string | undefined) => string | undefined;
}

/**
 * What a body changes on a contact: phone in E.164, tags in lower case, a whole name in its parts,
 * custom fields merged with those that the contact has. A key that no custom field has is ignored:
 * what HighLevel does then is not documented.
 */
export function patchFrom(
	body: ContactBody,
	{ country, customFieldId }: LocationForms,
	current?: SandboxContact,
): ContactPatch {
	const { name, email, phone, tags, customFields, ...others } = body;
	const patch: ContactPatch = { ...nameParts(name), ...others };
	if (email !== undefined) patch.email = email?.trim() || null;
	if (phone !== undefined) patch.phone = phone ? normalizePhone(phone, country) : null;
	if (tags) patch.tags = normalizeTags(tags);
	if (customFields) {
		const written = customFields.map(({ id, key, field_value, fieldValue, value }) => ({
			id: id ?? customFieldId(key),
			// Clients write `field_value` (v3: `fieldValue`) and read `value`.
			value: field_value ?? fieldValue ?? value ?? null,
		}));
		patch.customFields = mergeById(current?.customFields, written);
	}
	return patch;
}

/** The contact with a patch applied. Fields without a value are absent, as HighLevel answers them. */
export function applyPatch(contact: SandboxContact, patch: ContactPatch): SandboxContact {
	const next = { ...contact };
	for (const [field, value] of Object.entries(patch)) {
		if (value === null) Reflect.deleteProperty(next, field);
		else if (value !== undefined) Reflect.set(next, field, value);
	}
	const name = [next.firstName, next.lastName].filter(Boolean).join(' ');
	if (name) next.name = name;
	else delete next.name;
	return next;
}

/** E.164. National numbers are read with the location's country, else as US numbers. */
export function normalizePhone(phone: string, country = 'US'): string {
	return parsePhoneNumberFromString(phone, country as CountryCode)?.number ?? phone.trim();
}

/** Lower case, trimmed, each one once. */
export function normalizeTags(tags: readonly string[]): string[] {
	return [...new Set(tags.map((tag) => tag.trim().toLowerCase()).filter(Boolean))];
}

/** A whole name as first name and the rest. */
export function nameParts(name: string | null | undefined): ContactPatch {
	if (name === undefined) return {};
	const [first, ...rest] = (name ?? '').trim().split(/\s+/);
	return { firstName: first || null, lastName: rest.join(' ') || null };
}

/** The values with those that were written in place of or behind them; without an id is no field. */
export function mergeById(
	current: readonly CustomFieldValue[] = [],
	written: readonly { id: string | undefined; value: unknown }[],
): CustomFieldValue[] {
	const values = new Map(current.map(({ id, value }) => [id, value]));
	for (const { id, value } of written) if (id) values.set(id, value);
	return Array.from(values, ([id, value]) => ({ id, value }));
}
