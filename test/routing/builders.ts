import { parsePlan, type Plan } from '../../routing/plan/plan';
import type { RoutingState } from '../../routing/model/state';
import type { Touch } from '../../routing/model/touch';

/** Users Ann to Hal: `u1` is Ann, `ann@example.com`. */
export const USERS = ['Ann', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gus', 'Hal'].map((name, i) => ({
	id: `u${i + 1}`,
	name,
	email: `${name.toLowerCase()}@example.com`,
}));

export const byId = (id: string) => ({ by: 'id' as const, value: id });
export const user = (id: string) => ({ type: 'user' as const, user: byId(id) });
export const team = (name: string) => ({ type: 'team' as const, team: name });

export const SALES = { id: '1001', number: '+12025550143', name: 'Sales Line', tag: 'wa-sales' };
export const SUPPORT = {
	id: '1002',
	number: '+12025550199',
	name: 'Support Line',
	tag: 'wa-support',
};

/** A Wednesday, 11:00 in New York. */
export const WEDNESDAY = Date.parse('2026-03-04T16:00:00Z');

export const OFFICE = {
	name: 'Office',
	timeZone: 'America/New_York',
	hours: [
		{
			days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
			from: '09:00',
			to: '17:00',
		},
	],
};

/** A plan from what a test is about; the rest is empty. */
export function plan(input: Record<string, unknown>): Plan {
	return parsePlan({ rules: [], fallback: null, ...input });
}

/** A message of Maria to the Sales Line. */
export function touch(
	change: Partial<Touch> & { contact?: Partial<Touch['contact']> } = {},
): Touch {
	const { contact, ...rest } = change;
	return {
		key: 'msg:1',
		event: 'message',
		account: SALES,
		referral: null,
		...rest,
		contact: { id: 'c1', phone: '+12025550111', name: 'Maria', country: 'US', ...contact },
	};
}

export function state(more: Partial<RoutingState> = {}): RoutingState {
	return { users: USERS, ...more };
}

/** A filter as n8n's editor saves it. */
export function filter(
	conditions: Array<[left: unknown, operation: string, right: unknown, type?: string]>,
	combinator = 'and',
) {
	return {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		combinator,
		conditions: conditions.map(([leftValue, operation, rightValue, type = 'string'], i) => ({
			id: `c${i}`,
			leftValue,
			rightValue,
			operator: { type, operation },
		})),
	};
}
