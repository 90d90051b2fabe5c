import type { Ledger } from '../../../ledger/ledger';
import { DAY, HOUR, MINUTE } from '../../../routing/model/durations';
import { liveView, type LiveView } from '../../../report/live/liveView';
import { WaitsFixture } from '../../ledger/waitsFixture';
import { OFFICE, SALES, SUPPORT, USERS, byId, team } from '../../routing/builders';

export const NIGHT = { id: '1003', number: '+12025550155', name: 'Night Line', tag: 'wa-night' };

/** Which team has which account. */
export const ACCOUNTS = { Sales: SALES, Support: SUPPORT, Night: NIGHT };
export type TeamName = keyof typeof ACCOUNTS;

/** Three teams that choose in three ways; Sales works in the office's hours, Eve is in no team. */
export const WORLD_PLAN = {
	rules: Object.entries(ACCOUNTS).map(([name, { id }]) => ({
		...{ name, when: { accounts: [byId(id)] }, target: team(name) },
	})),
	teams: [
		{
			...{ name: 'Sales', works: 'Office' },
			members: ['u1', 'u2', 'u3'].map((id, i) => ({ user: byId(id), weight: i + 1 })),
		},
		{
			...{ name: 'Support', strategy: 'fewestOpen' },
			members: ['u3', 'u4', 'u5'].map((id) => ({ user: byId(id) })),
		},
		{
			...{ name: 'Night', strategy: 'longestIdle' },
			members: ['u6', 'u7'].map((id) => ({ user: byId(id) })),
		},
	],
	schedules: [OFFICE],
	people: [
		{ user: byId('u4'), capacity: 3 },
		{ user: byId('u5'), works: 'Office' },
		{ user: byId('u8'), works: 'Office' },
	],
	replyTimes: [{ within: 30, time: 'always' }],
	whenNobody: 'wait',
	owners: { mode: 'first' },
};

/** What can happen in a day. */
export type WorldStep =
	| { do: 'ask'; who: number; team: TeamName }
	| { do: 'answer' | 'close' | 'forget'; who: number }
	| { do: 'pause'; user: string; minutes: number | null }
	| { do: 'resume'; user: string }
	| { do: 'pass'; minutes: number };

/** Contacts who write, and people who answer, in a real ledger. */
export class LiveWorld extends WaitsFixture {
	/** Turns that the ledger gave, by team and user: a contact who was given to somebody anew. */
	readonly given: Array<{ team: string; user: string; at: number }> = [];
	private strangers = 0;

	constructor(ledger: Ledger) {
		super(ledger, WORLD_PLAN);
	}

	async take(step: WorldStep): Promise<void> {
		switch (step.do) {
			case 'pass':
				this.now += step.minutes * MINUTE;
				return;
			case 'ask':
				return await this.writes(`1${step.who}`, step.team);
			case 'answer':
				await this.answer(`1${step.who}`, (this.now - this.began) / MINUTE);
				return;
			case 'close':
			case 'forget':
				await this.ledger[step.do](this.named(`1${step.who}`), this.now);
				return;
			case 'pause': {
				const until = step.minutes === null ? null : this.now + step.minutes * MINUTE;
				await this.ledger.pauses.pause(step.user, until, this.now);
				return;
			}
			case 'resume':
				await this.ledger.pauses.resume(step.user, this.now);
		}
	}

	private async writes(name: string, teamName: TeamName): Promise<void> {
		this.now += 1;
		const { decision } = await this.ask(name, undefined, { account: ACCOUNTS[teamName] });
		const { outcome, user, team: chosen } = decision;
		if (outcome !== 'assigned' || !user || chosen === null) return;
		this.given.push({ team: chosen, user: user.id, at: this.now });
	}

	/** Who really gets a contact that nobody has seen before; nobody has got it afterwards. */
	async reallyNext(teamName: TeamName): Promise<string | null> {
		const name = `9${(this.strangers += 1)}`;
		const request = this.request(this.person(name, { account: ACCOUNTS[teamName] }));
		const [decision] = await this.ledger.preview([request], this.now, null);
		return decision?.user?.name ?? null;
	}

	async view(zone = 'America/New_York'): Promise<LiveView> {
		const users = Object.fromEntries(USERS.map(({ id, name }) => [id, name]));
		return await liveView(this.now, zone, this.ledger.reading, { users, accounts: {} });
	}
}

/** Minutes: when something is just due, and a day, so that hours open and close. */
export const LONG_TIMES = [1, 15, 30, 6 * (HOUR / MINUTE), DAY / MINUTE];
