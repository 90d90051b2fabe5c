import { z } from 'zod/v4';
import { accountNumberProblem } from './accountNumbers';
import { fold, repeated } from './text';
import { isTimeZone, likelyTimeZone, spelledTimeZone } from './timeZones';

/** Text that must say something; `what` names the field for people. */
export const named = (what: string) =>
	z
		.string({ error: ({ input }) => (input === undefined ? `${what} is missing` : undefined) })
		.trim()
		.min(1, `${what} is empty`)
		.refine((text) => fold(text) !== '', `${what} is empty`);

/**
 * Text that may be empty, which then names nobody and nothing: an expression found nothing for this
 * contact. It must be there all the same, so that what was forgotten is told from what is unknown.
 */
export const nameOrNobody = (what: string) =>
	z
		.string({ error: ({ input }) => (input === undefined ? `${what} is missing` : undefined) })
		.trim();

/** Some of these; a list that is left out or empty asks nothing. */
export const someOf = (what: string) => z.array(named(what)).optional();

/** What people call it, as somebody saw it who chose it. For words only: it decides nothing. */
const shownName = z.string().trim().optional();

/** How a plan names a HighLevel user: by ID, or by e-mail so that one plan serves many sub-accounts. */
export const userReferenceSchema = z.strictObject({
	by: z.enum(['id', 'email']),
	value: nameOrNobody('the user'),
	name: shownName,
});

/** How a rule names a WhatsApp account. Numbers compare in all their forms, names folded. */
export const accountReferenceSchema = z
	.strictObject({
		by: z.enum(['id', 'number', 'name', 'tag']),
		value: nameOrNobody('the WhatsApp account'),
		name: shownName,
	})
	.superRefine(({ by, value }, context) => {
		const problem = by === 'number' && value !== '' ? accountNumberProblem(value) : null;
		if (problem) context.addIssue({ code: 'custom', path: ['value'], message: problem });
	});

export const timeZoneSchema = z
	.string({
		error: ({ input }) => (input === undefined ? 'the time zone is missing' : undefined),
	})
	.overwrite(spelledTimeZone)
	.refine(isTimeZone, { error: ({ input }) => noTimeZone(String(input)) });

function noTimeZone(name: string): string {
	const problem = name
		? `${repeated(name)} is not in the IANA list of time zones`
		: 'the time zone is empty';
	return `${problem}; choose a zone like '${likelyTimeZone(name)}'`;
}

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

/** What people call what a reference means. */
export function referenceWords({ value, name }: { value: string; name?: string }): string {
	return name || value || 'an empty field';
}

export type UserReference = z.infer<typeof userReferenceSchema>;
export type AccountReference = z.infer<typeof accountReferenceSchema>;
export type Days = z.infer<typeof daysSchema>;
