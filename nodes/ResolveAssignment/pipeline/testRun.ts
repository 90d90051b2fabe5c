import { identitiesOf, type Touch } from '../../../routing/model/touch';
import type { Resolution } from '../../../routing/decide/decide';
import type { LedgerNeeds } from '../../../routing/ledgerNeeds';
import type { ContactOwners, LedgerState } from '../../../routing/model/state';
import type { SubAccount } from './subAccount';

/** What a decision goes by. */
interface Known {
	touch: Touch;
	state: LedgerState;
}

/**
 * A run on the canvas: who changes the rules and tries again wants to see what the rules do, so of
 * earlier test runs only turns count.
 */
export class TestRun {
	/**
	 * @param placed whom an earlier test run made HighLevel's owner, null when nobody
	 * @param real what published workflows know of the contact
	 */
	private constructor(
		private readonly startedAt: number,
		private readonly placed: string | null,
		private readonly trial: boolean,
		private readonly real: Pick<LedgerState, 'owners' | 'waits'>,
	) {}

	/** Null for a run that counts. Previews say themselves what they go on from. */
	static async of(
		touch: Touch,
		{ ledger, live, ledgerUse, trial, openedAt }: SubAccount,
		preview: string | null,
		needs: LedgerNeeds,
	): Promise<TestRun | null> {
		if (ledgerUse === 'live' || preview !== null) return null;
		// What test runs wrote to HighLevel is all that their ledger knows of it.
		const [written] = await ledger.contactSnapshots([identitiesOf(touch.contact)], 0);
		// No test run makes anybody wait, and people answer real messages.
		const real = await live.read(needs, openedAt);
		return new TestRun(openedAt, written?.ownerId ?? null, trial, real);
	}

	/** Contacts of before count neither as open nor for limits. */
	needs(needs: LedgerNeeds): LedgerNeeds {
		const openSince = this.startedAt - 1;
		return { ...needs, openSince, recentSince: needs.recentSince === null ? null : openSince };
	}

	/** What this run knows by itself; turns stay. */
	known(touch: Touch, state: LedgerState): Known {
		const { contact } = touch;
		const { owners, waits } = this.real;
		if (touch.wait) return { touch, state: { ...state, owners, waits } };
		const fresh = { ...state, waits, owners: this.ownersOfThisRun(state.owners) };
		if (!this.hasPlaced(contact.ownerId, state.owners)) return { touch, state: fresh };
		return { touch: { ...touch, contact: { ...contact, ownerId: null } }, state: fresh };
	}

	private ownersOfThisRun(owners: LedgerState['owners']): ContactOwners | null {
		const all = Object.entries(owners?.slots ?? {});
		const slots = Object.fromEntries(all.filter(([, { at }]) => at >= this.startedAt));
		const primary = owners?.primary ?? null;
		return { primary: primary !== null && slots[primary] ? primary : null, slots };
	}

	/** Not somebody whom the test runs found as the owner. */
	private hasPlaced(shown: string | null | undefined, owners: LedgerState['owners']): boolean {
		const found = Object.values(owners?.slots ?? {}).map(({ replaced }) => replaced);
		return typeof shown === 'string' && shown === this.placed && !found.includes(shown);
	}

	/** The same decision, saying that it was a test. */
	saidOf({ decision, changes }: Resolution): Resolution {
		const { receipt } = decision;
		const words = this.trial ? 'Trial without HighLevel' : 'Test run';
		const sentence = `${words}: ${receipt.sentence}`;
		return { decision: { ...decision, receipt: { ...receipt, sentence, testRun: true } }, changes };
	}
}
