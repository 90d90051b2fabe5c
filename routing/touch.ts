import { z } from 'zod/v4';

/** Meta's business-scoped user ID of a person, for example `US.13491208655302741918`. */
const whatsappUserId = z.string();

const accountSchema = z.looseObject({
	/** Meta's phone number ID of the WhatsApp number that was messaged. */
	id: z.string(),
	/** The number itself in E.164, for example `+12025550143`. */
	number: z.string().nullish(),
	/** What people call the number, by default its verified name at Meta. */
	name: z.string().nullish(),
	/** The HighLevel tag that marks contacts of this account. */
	tag: z.string().nullish(),
});

const contactSchema = z.looseObject({
	/** HighLevel's contact ID, when the trigger knows it. */
	id: z.string().nullish(),
	/** E.164. Missing when the person uses a WhatsApp username and shares no number. */
	phone: z.string().nullish(),
	whatsappUserId: whatsappUserId.nullish(),
	username: z.string().nullish(),
	name: z.string().nullish(),
	/** ISO 3166-1 alpha-2, from the phone number or else from the WhatsApp user ID. */
	country: z.string().nullish(),
});

/**
 * One event of one contact at one account: what a trigger emits and what routing decides about.
 * Unknown fields pass through untouched, so that people can add their own before routing.
 */
export const touchSchema = z.looseObject({
	/** Same event, same key, however often it is delivered. */
	key: z.string(),
	/** `message`: the person wrote. `status`: something that we sent was delivered, read or failed. */
	event: z.enum(['message', 'status']),
	account: accountSchema,
	contact: contactSchema,
});

export type Touch = z.infer<typeof touchSchema>;
export type TouchAccount = Touch['account'];
export type TouchContact = Touch['contact'];
