import { setTimeout as wait } from 'node:timers/promises';
import type { DecisionRequest } from '../../ledger/ledger';
import { compilePlan } from '../../routing/compiledPlan';
import { namedStaff } from '../../routing/keptPlan';
import { decide } from '../../routing/decide/decide';
import { parsePlan } from '../../routing/plan/plan';
import { accountToRemember, ledgerNeeds } from '../../routing/ledgerNeeds';
import type { Touch } from '../../routing/model/touch';
import { seededRandom } from '../../sandbox/random';

/** Four equal members of one team. */
export const MEMBERS = ['u1', 'u2', 'u3', 'u4'];

const USERS = MEMBERS.map((id) => ({ id, name: `Member ${id}`, email: `${id}@example.com` }));
const ACCOUNT = { id: '1001', number: '+12025550143', name: 'Sales Line', tag: 'wa-sales' };

/** A message: its key, and the number of who wrote it. */
export interface Message {
	key: string;
	phone: string;
}

/**
 * Requests as Resolve Assignment makes them: also what is kept, so that nodes without a plan know whether
 * anybody answered.
 * @param capacity whether every member has one that is never reached, so that loads count
 */
export function reception(capacity: boolean): (message: Message) => DecisionRequest {
	const byId = (value: string) => ({ by: 'id', value });
	const compiled = compilePlan(
		parsePlan({
			rules: [
				{
					name: 'Sales',
					when: { accounts: [byId(ACCOUNT.id)] },
					target: { type: 'team', team: 'Sales' },
				},
			],
			fallback: null,
			teams: [{ name: 'Sales', members: MEMBERS.map((id) => ({ user: byId(id) })) }],
			people: capacity ? MEMBERS.map((id) => ({ user: byId(id), capacity: 1_000_000 })) : [],
			replyTimes: [{ within: 15, againAfter: 15 }],
			owners: { mode: 'first' },
		}),
	);
	const plan = { hash: compiled.hash, plan: compiled.plan, ...namedStaff(USERS, undefined) };
	const kept = { plan: plan.hash, staff: plan.staffHash };
	return ({ key, phone }) => {
		const now = Date.now();
		const touch: Touch = {
			key,
			event: 'message',
			account: ACCOUNT,
			contact: { id: null, phone, name: 'Maria', country: 'US' },
			message: { id: key, type: 'text', text: 'Hello?', time: new Date(now).toISOString() },
		};
		return {
			key,
			needs: ledgerNeeds(compiled, touch, USERS, now),
			decide: (state) => decide(compiled, touch, { ...state, users: USERS }, now, { kept }),
			account: accountToRemember(touch),
			reassignment: null,
			instead: null,
			kept: { plan, touch },
		};
	};
}

const random = seededRandom(process.pid);

/** What an execution does besides, such as asking HighLevel: half as long to half as long again. */
export async function work(ms: number): Promise<void> {
	if (ms > 0) await wait(ms * (0.5 + random()));
}
