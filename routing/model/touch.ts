import { z } from 'zod/v4';
import { EVENT_NAMES } from './events';
import { ownFields } from './own';
import { knownForms, phoneKey } from './phoneForms';
import { previewSchema } from './preview';

/** An object to which people may add fields of their own. */
function openObject<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	return z.preprocess(ownFields, z.looseObject(shape));
}

/** Meta's business-scoped user ID of a person, for example `US.13491208655302741918`. */
const whatsappUserId = z.string();

const accountSchema = openObject({
	/**
	 * Meta's phone number ID of the WhatsApp number that was messaged; empty when only the number, the
	 * name or the tag is known, as for messages that come through HighLevel.
	 */
	id: z.string(),
	/** The number itself in E.164, for example `+12025550143`. */
	number: z.string().nullish(),
	/** What people call the number, by default its verified name at Meta. */
	name: z.string().nullish(),
	/** The HighLevel tag that marks contacts of this account. */
	tag: z.string().nullish(),
});

/** HighLevel's `attributionSource`: read-only there, and never complete. */
const attributionSchema = openObject({});

const contactSchema = openObject({
	/** HighLevel's contact ID, when the trigger knows it. */
	id: z.string().nullish(),
	/** E.164. Missing when the person uses a WhatsApp username and shares no number. */
	phone: z.string().nullish(),
	whatsappUserId: whatsappUserId.nullish(),
	/** Meta's ID of the same person for all linked business portfolios. */
	parentUserId: z.string().nullish(),
	/** The number or user ID to answer to, exactly as it was received. */
	replyTo: z.string().nullish(),
	username: z.string().nullish(),
	name: z.string().nullish(),
	/** ISO 3166-1 alpha-2, from the phone number or else from the WhatsApp user ID. */
	country: z.string().nullish(),
	/**
	 * ISO 3166-2, for example `US-CA`: where the area code belongs, not where the person is. Or ISO
	 * 3166-1 of a part of the country, for example `JE`.
	 */
	region: z.string().nullish(),
	/** IANA time zones of the area code, a hint like the region. */
	timeZones: z.array(z.string()).nullish(),
	tags: z.array(z.string()).nullish(),
	/** HighLevel's free text. */
	source: z.string().nullish(),
	attributionSource: attributionSchema.nullish(),
	lastAttributionSource: attributionSchema.nullish(),
	/** Whether HighLevel had the contact before this touch. Missing: unknown, neither new nor old. */
	existed: z.boolean().nullish(),
	/** HighLevel's `assignedTo`. Null: known to have no owner. Missing: unknown. */
	ownerId: z.string().nullish(),
	/** The same person's other number or user ID, announced when they change them. */
	alsoKnownAs: openObject({
		phone: z.string().nullish(),
		whatsappUserId: whatsappUserId.nullish(),
	}).nullish(),
});

/** A Click-to-WhatsApp ad, which Meta names in the first message only. */
const referralSchema = openObject({
	sourceType: z.string().nullish(),
	sourceId: z.string().nullish(),
	/** Meta's `ctwa_clid`. */
	clickId: z.string().nullish(),
});

const personSchema = openObject({ id: z.string(), name: z.string().nullish() });

/** Work on many contacts at once: why this one moves, and what has to be remembered. */
const reassignSchema = openObject({
	/**
	 * `leaves`: `from` leaves, and must not keep the contact. `handOver`: the same until `until`.
	 * `handBack`: `to` is back and gets it from `from`, who stood in. `account`: the rules of its
	 * account changed, and who they still name keeps it.
	 */
	kind: z.enum(['leaves', 'account', 'handOver', 'handBack']),
	from: personSchema.nullish(),
	to: personSchema.nullish(),
	/** ISO 8601. */
	until: z.string().nullish(),
	/** What the ledger knows the hand-over by that this gives back. */
	handOver: z.string().nullish(),
	/** Names the work that this contact is a part of. */
	run: z.string(),
	/** What all of this work is about, e.g. a person or an account. */
	about: z.string(),
});

/** An answer that is due: what a `noReply` or `replyDueSoon` event is about. Times are ISO 8601. */
const waitSchema = openObject({
	/** What the ledger knows the wait by. */
	id: z.string(),
	/** Who has to answer. */
	person: personSchema.nullish(),
	askedAt: z.string(),
	givenAt: z.string().nullish(),
	dueAt: z.string().nullish(),
	/** How long the contact has waited, and how much of it was working time of who has to answer. */
	minutes: z.number().nullish(),
	workingMinutes: z.number().nullish(),
	/** How long after it was due this is said: more than a few after an outage. */
	lateMinutes: z.number().nullish(),
	/** How often the question was escalated before. */
	level: z.number().nullish(),
});

/** How satisfied the person is: what a `rating` event is about. */
const ratingSchema = openObject({
	/** What the ledger knows the question by. */
	id: z.string(),
	/** From 1 to 5. */
	value: z.number(),
});

/** The touch waited in the queue, and somebody may be free now. */
const queuedSchema = openObject({
	/** What the ledger knows the entry by. */
	id: z.string(),
	/** ISO 8601. */
	since: z.string(),
	/** Name of the rule that matched then: what the message said is not kept. */
	rule: z.string().nullish(),
});

/**
 * One event of one contact at one account: what a trigger emits and what routing decides about.
 * Unknown fields pass through untouched, so that people can add their own before routing.
 */
export const touchSchema = openObject({
	/** Same event, same key, however often it is delivered. */
	key: z.string(),
	/** What happened, and so whether there is something to decide: see `EVENTS`. */
	event: z.enum(EVENT_NAMES),
	/** A sample of Meta's App Dashboard: never taken for a repetition. */
	test: z.boolean().nullish(),
	/** Missing in events of HighLevel that say none; then the ledger or the contact's tags may. */
	account: accountSchema.nullish(),
	contact: contactSchema,
	referral: referralSchema.nullish(),
	/** The tag that a `tag` event is about. */
	tag: z.string().nullish(),
	/** IDs of users who must not get this contact now, for example because they let it wait. */
	excludedUsers: z.array(z.string()).nullish(),
	/** With `reassign` events only. */
	reassign: reassignSchema.nullish(),
	/** With `noReply` and `replyDueSoon` events only. */
	wait: waitSchema.nullish(),
	/** With `rating` events only. */
	rating: ratingSchema.nullish(),
	/** Of a touch that was told to wait, and is decided again. */
	queued: queuedSchema.nullish(),
	/**
	 * Decide as always, but write nothing, and remember it for later previews of the same series alone:
	 * those of the workflow, or of the name that is given here.
	 */
	preview: previewSchema.nullish(),
});

export type Touch = z.infer<typeof touchSchema>;
export type TouchAccount = z.infer<typeof accountSchema>;
export type Reassign = z.infer<typeof reassignSchema>;
export type TouchRating = z.infer<typeof ratingSchema>;
export type TouchWait = z.infer<typeof waitSchema>;
export type TouchContact = Touch['contact'];

function isNumber(name: string, id: string, number: string): boolean {
	return name === id || (/^\d+$/.test(name) && name === number.replace(/\D/g, ''));
}

/** An account in words: its name, or else what it is known by. A gateway may give its ID for a name. */
export function accountName({ id, number, name, tag }: TouchAccount): string {
	if (name && !(number && isNumber(name, id, number))) return `'${name}'`;
	if (number) return number;
	return tag ? `the account with the tag '${tag}'` : `account ${id}`;
}

/** Where the contact comes from, as HighLevel calls it; null when nobody has said. */
export function sourceOf({ contact }: Touch): string | null {
	return contact.source?.trim() || null;
}

/**
 * What the sticky strategy knows a contact by: the identity that every message of a person carries.
 * HighLevel's ID comes after the number, because a new contact's first message has none. Empty when
 * the contact shows nothing that lasts.
 */
export function contactKey(contact: TouchContact): string {
	const { id, phone, whatsappUserId, parentUserId } = contact;
	return whatsappUserId || (phone ? phoneKey(phone) : id) || parentUserId || '';
}

/** Everything that names this contact; who shares one of these with another touch is one person. */
export function identitiesOf(contact: TouchContact): string[] {
	const { id, phone, whatsappUserId, parentUserId, alsoKnownAs } = contact;
	const phones = (one: string | null | undefined) =>
		one ? knownForms(one).map((form) => ['phone', form]) : [];
	const all = [
		['highLevel', id],
		['whatsApp', whatsappUserId],
		['whatsApp', parentUserId],
		...phones(phone),
		['whatsApp', alsoKnownAs?.whatsappUserId],
		...phones(alsoKnownAs?.phone),
	];
	return [...new Set(all.flatMap(([kind, value]) => (value ? [`${kind}:${value}`] : [])))];
}
