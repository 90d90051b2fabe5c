import { compilePlan } from '../../../routing/compiledPlan';
import { decide } from '../../../routing/decide/decide';
import type { Decision } from '../../../routing/model/decision';
import type {
	ContactOwners,
	LedgerState,
	RoutingState,
	StateChange,
} from '../../../routing/model/state';
import type { Touch } from '../../../routing/model/touch';
import type { NewWait, OpenWait, WaitEnding } from '../../../routing/model/wait';
import type { Plan } from '../../../routing/plan/plan';
import { answered, withAsk, type Answer, type AnswerChange } from '../../../routing/waits/answered';
import { WaitClock } from '../../../routing/waits/waitClock';
import { state, touch } from '../builders';

/** A wait as it is kept when it has ended, too. */
export interface Part extends OpenWait {
	ended: WaitEnding | null;
	endedAt: number | null;
	workingMs: number | null;
	answer: Answer | null;
}

/** The waits of one contact, with what decisions and answers make of them. */
export class WaitBook {
	readonly parts: Part[] = [];
	readonly answers: Answer[] = [];
	owners: ContactOwners = { primary: null, slots: {} };
	turns: LedgerState['turns'] = {};
	private waits = 0;

	constructor(
		public plan: Plan,
		private readonly world: Partial<RoutingState> = {},
	) {}

	get open(): Part[] {
		return this.parts.filter(({ ended }) => ended === null);
	}

	/** The one that is open; fails when there are several. */
	get one(): Part {
		const [first, ...others] = this.open;
		if (!first || others.length > 0) throw new Error(`${this.open.length} waits are open`);
		return first;
	}

	/** Decides a touch, by default a message of Maria to the Sales Line that was just sent. */
	decide(now: number, change: Parameters<typeof touch>[0] = {}): Decision {
		const message = { type: 'text', text: 'Hello?', time: new Date(now).toISOString() };
		const given: Touch = touch({ key: `msg:${now}`, message, ...change });
		const lastReply = this.answers.toSorted((a, b) => b.at - a.at)[0] ?? null;
		const { owners, turns } = this;
		const known = { ...this.world, owners, turns, waits: { open: this.open, lastReply } };
		const kept = { plan: 'plan', staff: 'staff' };
		const { decision, changes } = decide(this.plan, given, state(known), now, { kept });
		for (const one of changes) this.apply(one);
		return decision;
	}

	/** The open wait is overdue. */
	noReply(
		now: number,
		change: Parameters<typeof touch>[0] = {},
		wait: OpenWait = this.one,
	): Decision {
		const { id, level, user, askedAt } = wait;
		return this.decide(now, {
			key: `wait:${id}:${level}`,
			event: 'noReply',
			message: undefined,
			excludedUsers: [...wait.had],
			wait: {
				id,
				level,
				person: user === null ? null : { id: user },
				askedAt: new Date(askedAt).toISOString(),
				minutes: Math.round((now - askedAt) / 60_000),
			},
			...change,
		});
	}

	answer(at: number, more: Partial<Answer> = {}): void {
		const answer: Answer = { at, user: null, account: null, how: 'highLevel', ...more };
		this.answers.push(answer);
		this.giveAgain(at);
	}

	/** What the ledger does, too: what answers since then have ended is open again, and they are given in order. */
	private giveAgain(since: number): void {
		for (const part of this.parts) {
			if (part.answer === null || part.answer.at < since) continue;
			Object.assign(part, { ended: null, endedAt: null, workingMs: null, answer: null });
		}
		const answers = this.answers.filter(({ at }) => at >= since);
		for (const answer of answers.sort((a, b) => a.at - b.at)) this.settle(answer, this.open);
		this.join();
	}

	/** Two questions that the same answer ended, or none has, are one: the second only asks again. */
	private join(): void {
		const inOrder = [...this.parts].sort((a, b) => a.askedAt - b.askedAt || a.givenAt - b.givenAt);
		const gone = new Set<Part>();
		inOrder.forEach((part, i) => {
			const first = inOrder.slice(0, i).find((other) => !gone.has(other) && isSame(other, part));
			if (!first || part.id !== part.chain) return;
			for (const at of [part.askedAt, ...part.laterAsks]) Object.assign(first, withAsk(first, at));
			gone.add(part);
		});
		for (const part of gone) this.parts.splice(this.parts.indexOf(part), 1);
	}

	/** @param only the wait that is asked about; the others tell what was whose */
	private settle(answer: Answer, waits: readonly OpenWait[], only?: string): void {
		let isAbout = true;
		for (const one of answered(answer, waits, this.owners, () => this.clock())) {
			if (one.type === 'waitEnded') isAbout = only === undefined || one.wait === only;
			if (isAbout) this.applyAnswer(answer, one);
		}
	}

	private applyAnswer(answer: Answer, change: AnswerChange): void {
		this.apply(change);
		if (change.type !== 'waitEnded') return;
		const part = this.part(change.wait);
		// The others are a wait of their own from now on.
		const laterAsks = part.laterAsks.filter((asked) => asked < answer.at);
		Object.assign(part, { answer, laterAsks });
	}

	private apply(change: StateChange): void {
		switch (change.type) {
			case 'owner':
				this.owners = {
					primary: change.primary ? change.slot : this.owners.primary,
					slots: { ...this.owners.slots, [change.slot]: change.owner },
				};
				return;
			case 'turns':
				this.turns = {
					...this.turns,
					[change.team]: { ...this.turns?.[change.team], ...change.turns },
				};
				return;
			case 'waitOpened':
				return this.begin(change.wait);
			case 'waitAsked':
				Object.assign(this.part(change.wait), withAsk(this.part(change.wait), change.at));
				if (change.dueAt !== undefined) this.part(change.wait).dueAt = change.dueAt;
				if (change.outsideHours !== undefined)
					this.part(change.wait).outsideHours = change.outsideHours;
				return this.settleKnown(change.wait);
			case 'waitTold':
				Object.assign(this.part(change.wait), { level: change.level, dueAt: change.dueAt });
				return;
			case 'waitEnded':
				Object.assign(this.part(change.wait), {
					ended: change.ended,
					endedAt: change.at,
					workingMs: change.workingMs,
				});
		}
	}

	/** What the ledger does, too: answers that are known already count. */
	private begin({ continues, ...wait }: NewWait): void {
		const id = `w${++this.waits}`;
		const chain = continues === null ? id : this.part(continues).chain;
		if (continues !== null && this.part(continues).ended === null) throw new Error('It goes on');
		const part = { ...wait, id, chain, ended: null, endedAt: null, workingMs: null, answer: null };
		this.parts.push(part);
		this.settleKnown(id);
	}

	private settleKnown(id: string): void {
		for (const answer of this.answers.toSorted((a, b) => a.at - b.at)) {
			if (this.part(id).ended !== null) return;
			const then = this.parts.filter(
				(part) => part.ended === null || this.endedSince(part, answer),
			);
			this.settle(answer, then, id);
		}
	}

	private endedSince({ answer }: Part, { at }: Answer): boolean {
		return answer !== null && answer.at >= at;
	}

	private part(id: string): Part {
		const found = this.parts.find((part) => part.id === id);
		if (!found) throw new Error(`No wait ${id}`);
		return found;
	}

	private clock(): WaitClock {
		const compiled = compilePlan(this.plan);
		return new WaitClock(compiled, compiled.roster(state().users), this.world.paused);
	}
}

/** Of the same part of the contact, and open or ended by the same answer. */
function isSame(one: Part, other: Part): boolean {
	const isOver = one.ended !== null && one.answer === null;
	return (
		one.slot === other.slot && one.answer === other.answer && one.ended === other.ended && !isOver
	);
}
