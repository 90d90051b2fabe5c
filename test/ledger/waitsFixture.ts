import type { DecisionRequest, Ledger } from '../../ledger/ledger';
import type { KeptWait } from '../../ledger/waits';
import { compilePlan } from '../../routing/compiledPlan';
import { decide } from '../../routing/decide/decide';
import { namedStaff, type KeptPlan } from '../../routing/keptPlan';
import { accountToRemember, ledgerNeeds } from '../../routing/ledgerNeeds';
import { MINUTE } from '../../routing/model/durations';
import type { Reply } from '../../routing/model/reply';
import type { LedgerState } from '../../routing/model/state';
import type { Touch } from '../../routing/model/touch';
import { USERS, plan } from '../routing/builders';
import { LedgerFixture, TEAM_PLAN } from './ledgerFixture';

/** Ann, Ben and Cleo in equal turns, who have ten minutes to answer, and then the next of them. */
export const ANSWER_PLAN = {
	...TEAM_PLAN,
	replyTimes: [{ within: 10, time: 'always', againAfter: 10, atMost: 5 }],
};

/** What becomes of a wait, as tests compare it: times in minutes since the fixture began. */
export interface SeenWait {
	user: string | null;
	asked: number;
	ended: string | null;
	at: number | null;
}

let replies = 0;

/** A ledger that keeps what it needs to know whether anybody answered. */
export class WaitsFixture extends LedgerFixture {
	readonly kept: KeptPlan;
	readonly began = this.now;
	private readonly plan;

	constructor(ledger: Ledger, input: Record<string, unknown> = ANSWER_PLAN) {
		super(ledger, input);
		this.plan = compilePlan(plan(input));
		this.kept = {
			hash: this.plan.hash,
			plan: this.plan.plan,
			...namedStaff(USERS, undefined),
		};
	}

	override request(one: Touch): DecisionRequest {
		const { now, kept } = this;
		const names = { kept: { plan: kept.hash, staff: kept.staffHash } };
		return {
			key: one.key,
			needs: ledgerNeeds(this.plan, one, USERS, now),
			decide: (state: LedgerState) =>
				decide(this.plan, one, { ...state, users: USERS }, now, names),
			account: accountToRemember(one),
			reassignment: null,
			instead: null,
			kept: { plan: kept, touch: one },
		};
	}

	/** Milliseconds since 1970, so many minutes after the fixture began. */
	at(minute: number): number {
		return this.began + minute * MINUTE;
	}

	/** Somebody asks at a minute, which is decided now. */
	async ask(
		name: string,
		minute = (this.now - this.began) / MINUTE,
		change: Parameters<typeof this.person>[1] = {},
	) {
		const message = { type: 'text', text: 'Hello?', time: new Date(this.at(minute)).toISOString() };
		return await this.decide(this.person(name, { message, ...change }), null);
	}

	/** An answer at a minute, by a message that nobody told of before. */
	reply(name: string, minute: number, change: Partial<Reply> = {}): Reply {
		return {
			ids: [`message:${(replies += 1)}`],
			contact: this.named(name),
			at: this.at(minute),
			user: null,
			account: null,
			verdict: 'person',
			how: 'highLevel',
			...change,
		};
	}

	/** @returns how many waits it ended */
	async answer(name: string, minute: number, change: Partial<Reply> = {}): Promise<number> {
		const [noted] = await this.ledger.waits.note([this.reply(name, minute, change)], this.now);
		return noted?.ended.length ?? 0;
	}

	/** The waits of somebody, the earliest first. */
	async waits(name: string, contact: Partial<Touch['contact']> = {}): Promise<SeenWait[]> {
		const history = await this.ledger.records.historyOf(this.named(name, contact));
		const minute = (at: number) => (at - this.began) / MINUTE;
		return (history?.waits ?? []).reverse().map(({ user, askedAt, ended, endedAt }) => ({
			user,
			asked: minute(askedAt),
			ended,
			at: endedAt === null ? null : minute(endedAt),
		}));
	}

	/** The touch that a workflow gets of a wait that is overdue. */
	overdue({ id, level, user, askedAt, givenAt, touch, had }: KeptWait): Touch {
		const person = user === null ? null : { id: user };
		const iso = (at: number) => new Date(at).toISOString();
		return {
			...touch,
			key: `wait:${id}:${level}`,
			event: 'noReply',
			excludedUsers: [...had],
			wait: { id, person, askedAt: iso(askedAt), givenAt: iso(givenAt), level },
		};
	}

	/** What is overdue now goes on. */
	async escalate(): Promise<string[]> {
		const due = await this.ledger.waits.takeOverdue(this.now, 50, 2 * MINUTE);
		const decided: string[] = [];
		for (const wait of due) {
			const { decision } = await this.decide(this.overdue(wait), null);
			decided.push(`${decision.outcome} ${decision.user?.name ?? '-'}`);
		}
		return decided;
	}
}
