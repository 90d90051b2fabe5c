import { z } from 'zod/v4';
import type { ContactState } from '../routing/model/contactSnapshot';
import { countryCodeOf, optionalAttribution, optionalText, phoneOf, timeOf } from './fieldValues';
import { distinctTags } from './tags';

/** A contact as HighLevel's API gives it. */
export interface HighLevelContact extends ContactState {
	tags: string[];
	/** E.164. */
	phone: string | null;
	name: string | null;
	email: string | null;
	/** ISO 3166-1 alpha-2. */
	country: string | null;
	/** Free text. */
	source: string | null;
	/** Of the first and the latest touch; HighLevel documents only some of the fields. */
	attributionSource: Record<string, unknown> | null;
	lastAttributionSource: Record<string, unknown> | null;
	/** Milliseconds since 1970, null when HighLevel does not say. */
	addedAt: number | null;
	updatedAt: number | null;
}

const sharedFields = {
	id: z.string(),
	contactName: optionalText,
	name: optionalText,
	firstName: optionalText,
	lastName: optionalText,
	email: optionalText,
	phone: optionalText,
	country: optionalText,
	source: optionalText,
	attributionSource: optionalAttribution,
	lastAttributionSource: optionalAttribution,
	dateAdded: z.unknown(),
	dateUpdated: z.unknown(),
};

/** One contact that was asked for: its owner and its tags are as documented, or it is unreadable. */
export const contactSchema = z.looseObject({
	...sharedFields,
	/** Left out when nobody owns the contact. */
	assignedTo: z.string().nullish(),
	tags: z.array(z.string()).nullish(),
	followers: z
		.array(z.string())
		.nullish()
		.catch(null)
		.transform((followers) => followers ?? []),
});

/** One of many: an odd field does not keep the others from being found. */
export const lenientContactSchema = z.looseObject({
	...sharedFields,
	assignedTo: optionalText,
	tags: z
		.array(z.unknown())
		.catch([])
		.transform((tags) => distinctTags(tags.filter((tag) => typeof tag === 'string'))),
	/** Searches do not show them. */
	followers: z.array(z.string()).nullish().catch(null),
});

/** What one of the schemas has read, with the names of this package. */
export function toContact(
	contact: z.infer<typeof contactSchema> | z.infer<typeof lenientContactSchema>,
): HighLevelContact {
	const { firstName, lastName } = contact;
	const name =
		contact.name ?? contact.contactName ?? [firstName, lastName].filter(Boolean).join(' ');
	return {
		contactId: contact.id,
		ownerId: contact.assignedTo || null,
		tags: contact.tags ?? [],
		followers: contact.followers ?? null,
		phone: phoneOf(contact.phone),
		name: name || null,
		email: contact.email ?? null,
		country: countryCodeOf(contact.country),
		source: contact.source ?? null,
		attributionSource: contact.attributionSource ?? null,
		lastAttributionSource: contact.lastAttributionSource ?? null,
		addedAt: timeOf(contact.dateAdded),
		updatedAt: timeOf(contact.dateUpdated),
	};
}

/** The contact in an answer of HighLevel, null when it is none. */
export function contactIn(body: unknown): HighLevelContact | null {
	const answer = z.object({ contact: contactSchema }).safeParse(body);
	return answer.success ? toContact(answer.data.contact) : null;
}

/** What rules may ask of a contact, under the names of a touch. */
type ContactFacts = { id: string } & Pick<
	HighLevelContact,
	'ownerId' | 'tags' | 'source' | 'attributionSource' | 'lastAttributionSource'
>;

/** Nothing more of the contact, so that it may be spread into a touch. */
export function factsOf(contact: HighLevelContact): ContactFacts {
	const { contactId: id, ownerId, tags, source } = contact;
	const { attributionSource, lastAttributionSource } = contact;
	return { id, ownerId, tags, source, attributionSource, lastAttributionSource };
}
