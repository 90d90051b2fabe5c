import { createHash } from 'node:crypto';
import { z } from 'zod/v4';

const named = (what: string) => z.string().trim().min(1, `${what} is empty`);

/** How a plan names a HighLevel user: by ID, or by e-mail so that one plan serves many sub-accounts. */
const userReferenceSchema = z.strictObject({
	by: z.enum(['id', 'email']),
	value: named('the user'),
});

/** How a rule names a WhatsApp account. Numbers compare by digits, names without regard to case. */
const accountReferenceSchema = z.strictObject({
	by: z.enum(['id', 'number', 'name']),
	value: named('the WhatsApp account'),
});

const targetSchema = z.strictObject({ user: userReferenceSchema });

const accountRuleSchema = z.strictObject({
	kind: z.literal('account'),
	name: named('the rule name'),
	account: accountReferenceSchema,
	target: targetSchema,
});

/** Everything a user configures, as plain JSON. */
export const planSchema = z.strictObject({
	rules: z.array(accountRuleSchema),
	fallback: targetSchema.nullable(),
});

export type Plan = z.infer<typeof planSchema>;
export type Rule = Plan['rules'][number];
export type Target = z.infer<typeof targetSchema>;
export type UserReference = z.infer<typeof userReferenceSchema>;
export type AccountReference = z.infer<typeof accountReferenceSchema>;

/**
 * A plan that cannot be used. `path` leads to the value; `rule` is the name or position of its rule,
 * or `Fallback`.
 */
export class PlanError extends Error {
	constructor(
		readonly rule: string | null,
		readonly path: string,
		reason: string,
	) {
		super(rule === null ? reason : `${rule}: ${reason}`);
		this.name = 'PlanError';
	}
}

/**
 * Checks a plan that came from outside.
 * @throws {PlanError} for the first value that does not fit, naming the rule
 */
export function parsePlan(input: unknown): Plan {
	const result = planSchema.safeParse(input);
	if (result.success) return result.data;
	const issue = result.error.issues[0];
	const path = issue?.path ?? [];
	throw new PlanError(
		placeOf(path, input),
		path.join('.'),
		issue?.message ?? 'the plan is not readable',
	);
}

function placeOf(path: PropertyKey[], input: unknown): string | null {
	const [part, position] = path;
	if (part === 'fallback') return 'Fallback';
	return part === 'rules' && typeof position === 'number' ? ruleLabel(input, position) : null;
}

function ruleLabel(input: unknown, position: number): string {
	const name = (input as { rules?: Array<{ name?: unknown }> }).rules?.[position]?.name;
	return typeof name === 'string' && name.trim() ? `Rule '${name}'` : `Rule ${position + 1}`;
}

/** Twelve hex digits that name the content of a plan, so that a receipt says which plan decided. */
export function planHash(plan: Plan): string {
	return createHash('sha256').update(JSON.stringify(plan)).digest('hex').slice(0, 12);
}

/** Every user that a plan names, so that the caller can make sure to know them. */
export function userReferencesOf(plan: Plan): UserReference[] {
	const targets = plan.rules.map(({ target }) => target);
	return [...targets, ...(plan.fallback ? [plan.fallback] : [])].map(({ user }) => user);
}
