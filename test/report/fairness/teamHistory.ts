import type { DecisionRequest, Ledger, Recorded, Settlement } from '../../../ledger/ledger';
import type { Section } from '../../../report/fairness/certificate';
import { certify } from '../../../report/fairness/certify';
import { identitiesOf, type Touch } from '../../../routing/model/touch';
import { DAY, HOUR, MINUTE } from '../../../routing/model/durations';
import type { StrategyName } from '../../../routing/strategies';
import { SALES, byId, team } from '../../routing/builders';
import { WaitsFixture } from '../../ledger/waitsFixture';

const shift = (from: string, to: string) => ({
	timeZone: 'UTC',
	hours: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], from, to }],
});

/** A week away from the Monday after the beginning, 4 March 2026, and each fourth week again. */
const WEEKS_AWAY = [
	{ from: '2026-03-09', to: '2026-03-15' },
	{ from: '2026-04-06', to: '2026-04-12' },
	{ from: '2026-05-04', to: '2026-05-10' },
];

/**
 * Six people of all kinds: Ann, who is always there; Ben, who has weeks off; Cleo with office hours; Dan, who works
 * mornings only; Eve, who is full again and again; Finn, who may have three an hour.
 */
export function teamPlan(strategy: StrategyName) {
	const tiers = [1, 1, 2, 2, 3, 3];
	return {
		rules: [{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Sales') }],
		teams: [
			{
				name: 'Sales',
				strategy,
				members: [5, 3, 2, 1, 1, 4].map((weight, i) => ({
					user: byId(`u${i + 1}`),
					weight,
					tier: tiers[i],
				})),
			},
		],
		people: [
			{ user: byId('u1'), capacity: 8000 },
			{ user: byId('u2'), away: WEEKS_AWAY, capacity: 2000 },
			{ user: byId('u3'), works: shift('08:00', '17:00'), capacity: 3000 },
			{ user: byId('u4'), works: shift('06:00', '11:00'), capacity: 1000 },
			{ user: byId('u5'), capacity: 40 },
			{ user: byId('u6'), limits: [{ max: 3, per: 'hour' }], capacity: 4000 },
		],
		owners: { mode: 'first' },
	};
}

/** The same numbers each time, from 0 to 1. */
export function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return state / 2 ** 32;
	};
}

/** A team that gets one contact after the other from the real engine, over a real ledger. */
export class TeamHistory extends WaitsFixture {
	private readonly random = numbers(20260304);
	/** What the one who is full again and again has. */
	private readonly carried: Touch[] = [];
	private readonly unsettled: Array<{ one: Touch; recorded: Recorded }> = [];

	constructor(ledger: Ledger, strategy: StrategyName) {
		super(ledger, teamPlan(strategy));
	}

	/** So many contacts: some are closed, some turns given back, some never carried out. */
	async run(contacts: number): Promise<void> {
		for (let done = 0; done < contacts;) {
			const some = Math.min(contacts - done, 1 + Math.floor(this.random() * 10));
			await this.bring(done, some);
			done += some;
			if (this.unsettled.length > 30) await this.settleAll();
		}
		this.now += MINUTE;
	}

	private async bring(first: number, number: number): Promise<void> {
		const touches: Touch[] = [];
		const requests: DecisionRequest[] = [];
		this.now += 2000 + Math.floor(this.random() * 40 * MINUTE);
		for (let i = first; i < first + number; i++) {
			const excluded = this.random() < 0.02 ? ['u1'] : [];
			const one = this.person(`555${i}`, { excludedUsers: excluded });
			touches.push(one);
			requests.push(this.request(one));
		}
		const recorded = await this.ledger.decide(requests, this.now, 4 * HOUR);
		touches.forEach((one, i) => {
			const of = recorded[i];
			if (of) this.unsettled.push({ one, recorded: of });
			if (of?.decision.user?.id === 'u5') this.carried.push(one);
		});
	}

	private async settleAll(): Promise<void> {
		this.now += 1500;
		const some = this.unsettled.splice(0, Infinity);
		const settlements: Settlement[] = [];
		for (const { one, recorded } of some) {
			const chance = this.random();
			// Nobody says what became of it: the reservation expires.
			if (chance < 0.01) continue;
			const shown = { id: recorded.id, shownAs: identitiesOf(one.contact), snapshot: null };
			settlements.push(
				chance < 0.02
					? { ...shown, outcome: 'released', reason: 'HighLevel refused' }
					: { ...shown, outcome: 'confirmed', alsoKnownAs: [] },
			);
		}
		await this.ledger.settle(settlements, this.now);
		const { contact } = some[0]?.one ?? this.person('');
		await this.ledger.giveTurnBack(identitiesOf(contact), 'wrong number', this.now);
		while (this.carried.length > 38) {
			const [done] = this.carried.splice(Math.floor(this.random() * this.carried.length), 1);
			if (done) await this.ledger.close(identitiesOf(done.contact), this.now);
		}
	}
}

/** What became of the promise, of so many contacts. */
export async function certifiedHistory(
	ledger: Ledger,
	strategy: StrategyName,
	contacts: number,
): Promise<Section | undefined> {
	const history = new TeamHistory(ledger, strategy);
	await history.run(contacts);
	const names = { users: {}, accounts: {} };
	const span = spanOf(history);
	const { sections } = await certify(span, history.now, 'here', null, ledger.reading, names);
	return sections.length === 1 ? sections[0] : undefined;
}

/** The span in which all of it is. */
function spanOf({ began, now }: TeamHistory) {
	return { from: began - HOUR, to: now + DAY };
}
