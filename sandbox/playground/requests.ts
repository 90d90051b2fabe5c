import { z } from 'zod';

/** As long as WhatsApp lets a text be. */
const LONGEST_TEXT = 4096;

const phone = z
	.string({ message: 'Number is empty' })
	// Who copies a number takes along marks that nobody sees, and dashes of all kinds.
	.transform((written) => written.normalize('NFKC').replace(/[\s()+./\p{Cf}\p{Pd}]/gu, ''))
	.refine(
		(digits) => /^[1-9]\d{6,14}$/.test(digits),
		'Number: write it with its country code, 7 to 15 digits, e.g. +1 415 555 0117',
	);

/** A message that somebody is to send. */
export const messageRequest = z.object({
	name: z.string().trim().max(100, 'Name: at most 100 characters').default(''),
	phone,
	/** Phone number ID. */
	to: z.string({ message: 'To is empty' }),
	text: z
		.string({ message: 'Text is empty' })
		.trim()
		.min(1, 'Text is empty')
		.max(LONGEST_TEXT, `Text: at most ${LONGEST_TEXT} characters, as in WhatsApp`),
	/** ID of the ad that they come from. */
	ad: z.string().nullable().default(null),
});

export const tagRequest = z.object({
	tag: z
		.string({ message: 'Tag is empty' })
		.trim()
		.toLowerCase()
		.min(1, 'Tag is empty')
		.max(100, 'Tag: at most 100 characters'),
});

export const ownerRequest = z.object({
	/** Null takes the owner away. */
	userId: z.string().nullable(),
});

export const publishRequest = z.object({ slug: z.string() });

export const stateRequest = z.object({
	find: z.string().max(200).default(''),
	/** The version that the page has. */
	after: z.string().default(''),
});

/** What somebody asked for and cannot be, in words for the page. */
export class Refusal extends Error {
	constructor(
		message: string,
		readonly status = 400,
	) {
		super(message);
	}
}

/** @throws {Refusal} with the first thing that is wrong */
export function read<Schema extends z.ZodTypeAny>(
	schema: Schema,
	value: unknown,
): z.output<Schema> {
	const result = schema.safeParse(value ?? {});
	if (result.success) return result.data;
	throw new Refusal(result.error.issues[0]?.message ?? 'This cannot be read');
}
