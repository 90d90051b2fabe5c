import { IANAZone } from 'luxon';
import { z } from 'zod/v4';

/** Text that must say something; `what` names the field for people. */
export const named = (what: string) =>
	z
		.string({ error: `${what} is missing` })
		.trim()
		.min(1, `${what} is empty`);

/** Some of these; a list that is left out or empty asks nothing. */
export const someOf = (what: string) => z.array(named(what)).optional();

/** How a plan names a HighLevel user: by ID, or by e-mail so that one plan serves many sub-accounts. */
export const userReferenceSchema = z.strictObject({
	by: z.enum(['id', 'email']),
	value: named('the user'),
});

/** How a rule names a WhatsApp account. Numbers compare by digits, names without regard to case. */
export const accountReferenceSchema = z.strictObject({
	by: z.enum(['id', 'number', 'name', 'tag']),
	value: named('the WhatsApp account'),
});

export const timeZoneSchema = z
	.string()
	.refine((zone) => IANAZone.isValidZone(zone), 'is no IANA time zone, e.g. America/New_York');

/** `YYYY-MM-DD`, a day of the local calendar. */
const daySchema = z.iso.date('is no date, e.g. 2026-12-25');

/** Days from `from` to `to`, both included; one day when `to` is left out. */
export const daysSchema = z
	.strictObject({
		from: daySchema,
		to: daySchema.optional(),
		name: z.string().optional(),
	})
	.refine(({ from, to }) => to === undefined || from <= to, 'ends before it starts');

export type UserReference = z.infer<typeof userReferenceSchema>;
export type AccountReference = z.infer<typeof accountReferenceSchema>;
export type Days = z.infer<typeof daysSchema>;
