import type { DecisionRequest, Ledger, Recorded, Settlement } from '../../ledger/ledger';
import type { ContactSnapshot } from '../../routing/model/contactSnapshot';
import { compilePlan } from '../../routing/compiledPlan';
import { decide } from '../../routing/decide/decide';
import type { LedgerState } from '../../routing/model/state';
import { accountToRemember, ledgerNeeds } from '../../routing/ledgerNeeds';
import { identitiesOf, type Touch } from '../../routing/model/touch';
import { SALES, USERS, WEDNESDAY, byId, plan, team, touch } from '../routing/builders';
import { MINUTE } from '../../routing/model/durations';

export const RESERVED_MS = 15 * MINUTE;

/** Ann, Ben and Cleo in equal turns. */
export const TEAM_PLAN = {
	rules: [{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Sales') }],
	teams: [{ name: 'Sales', members: ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id) })) }],
	owners: { mode: 'first' },
};

let messages = 0;

/** A ledger, a plan that decides in it, and a clock that only the test moves. */
export class LedgerFixture {
	now = WEDNESDAY;
	private readonly compiled;
	/** By what each contact was known, by the ID of the decision. */
	private readonly decidedAbout = new Map<string, string[]>();

	constructor(
		readonly ledger: Ledger,
		input: Record<string, unknown> = TEAM_PLAN,
	) {
		this.compiled = compilePlan(plan(input));
	}

	/** A request as Resolve Assignment makes it. */
	request(one: Touch): DecisionRequest {
		const { now, compiled } = this;
		return {
			key: one.key,
			needs: ledgerNeeds(compiled, one, USERS, now),
			decide: (state: LedgerState) => decide(compiled, one, { ...state, users: USERS }, now),
			account: accountToRemember(one),
			reassignment: null,
			instead: null,
			kept: null,
		};
	}

	/** Somebody who has written before or not; their next message. */
	person(name: string, change: Parameters<typeof touch>[0] = {}): Touch {
		const contact = { id: null, phone: `+1415${name}`, ...change.contact };
		return touch({ key: `msg:${name}:${(messages += 1)}`, ...change, contact });
	}

	async decide(one: Touch, reserveFor: number | null = RESERVED_MS): Promise<Recorded> {
		const [recorded] = await this.ledger.decide([this.request(one)], this.now, reserveFor);
		if (!recorded) throw new Error('No decision');
		this.decidedAbout.set(recorded.id, identitiesOf(one.contact));
		return recorded;
	}

	/** The name of who gets the next message of somebody. */
	async write(name: string, change: Parameters<typeof touch>[0] = {}): Promise<string> {
		const { decision } = await this.decide(this.person(name, change));
		return `${decision.outcome} ${decision.user?.name ?? '-'}`;
	}

	/** @param shownAs what names the contact that HighLevel showed; by default the decision's */
	async settle(
		{ id }: Recorded,
		outcome: Settlement['outcome'],
		alsoKnownAs: string[] = [],
		snapshot: ContactSnapshot | null = null,
		shownAs = this.decidedAbout.get(id) ?? [],
	) {
		const shown = { id, shownAs, snapshot };
		const settlement: Settlement =
			outcome === 'confirmed'
				? { ...shown, outcome, alsoKnownAs }
				: { ...shown, outcome, reason: 'HighLevel refused the owner' };
		await this.ledger.settle([settlement], this.now);
	}

	/** What the ledger knows about somebody. */
	async look(name: string, contact: Partial<Touch['contact']> = {}): Promise<LedgerState> {
		const one = this.person(name, { contact });
		return await this.ledger.read(ledgerNeeds(this.compiled, one, USERS, this.now), this.now);
	}

	/** Open contacts of Ann, Ben and Cleo. */
	async open(): Promise<number[]> {
		const { loads } = await this.look('nobody');
		return ['u1', 'u2', 'u3'].map((id) => loads?.[id]?.open ?? 0);
	}

	/** What Ann, Ben and Cleo are owed, in thousandths of a turn. */
	async credits(): Promise<number[]> {
		const { turns } = await this.look('nobody');
		return ['u1', 'u2', 'u3'].map((id) => Math.round(1000 * (turns?.Sales?.[id]?.credit ?? 0)));
	}

	/** As the ledger is asked about somebody. */
	named(name: string, contact: Partial<Touch['contact']> = {}): string[] {
		return identitiesOf(this.person(name, { contact }).contact);
	}
}
