import { createHash } from 'node:crypto';
import type { KeptFact, TurnFact, WaitPart } from '../../../ledger/facts';
import { certificatePage } from '../../../report/fairness/certificatePage';
import { certificateRows } from '../../../report/fairness/certificateRows';
import { certify } from '../../../report/fairness/certify';
import { turnShares } from '../../../report/fairness/turnShares';
import { HOUR, MINUTE } from '../../../routing/model/durations';
import type { KeptPlan } from '../../../routing/keptPlan';
import { WEDNESDAY } from '../../routing/builders';
import { ArrayReading, type Happened } from '../arrayReading';
import { SimulatedTeam, keptPlan } from './simulatedTeam';

const NAMES = { users: {}, accounts: {} };
const SPAN = { from: WEDNESDAY, to: WEDNESDAY + 24 * HOUR };

class PlansReading extends ArrayReading {
	constructor(
		happened: Partial<Happened>,
		private readonly plans: readonly KeptPlan[],
	) {
		super(happened);
	}

	override async plan(hash: string) {
		return await Promise.resolve(this.plans.find((one) => one.hash === hash) ?? null);
	}
}

const PLANS = [keptPlan('weightedRoundRobin'), keptPlan('longestIdle', 'other plan')];

/** A contact of Ann, whom Ben could have taken too, so many minutes later. */
function turn(minute: number, change: Partial<TurnFact> = {}): TurnFact {
	return {
		id: `a${minute}`,
		at: WEDNESDAY + minute * MINUTE,
		user: 'u1',
		team: 'Sales',
		account: null,
		rule: null,
		source: null,
		event: 'message',
		credited: false,
		outcomes: {},
		turns: {},
		undoneAt: null,
		pool: { u1: true, u2: true, u3: 'away' },
		plan: 'plan',
		staff: 'staff',
		...change,
	};
}

async function certified(happened: Partial<Happened>, plans = PLANS) {
	const reading = new PlansReading(happened, plans);
	return await certify(SPAN, SPAN.to, 'location', null, reading, NAMES);
}

/** The figures of one member in the first section. */
async function memberOf(user: string, happened: Partial<Happened>) {
	const { sections } = await certified(happened);
	const member = sections[0]?.members.find((one) => one.user === user);
	if (!member) throw new Error(`No ${user}`);
	return member;
}

describe('a certificate', () => {
	it('has nothing of a time in which nothing happened', async () => {
		expect((await certified({})).sections).toEqual([]);
	});

	it('has one section for each team and plan, with when it decided', async () => {
		const { sections } = await certified({
			turns: [turn(1), turn(2, { plan: 'other plan' }), turn(3)],
		});
		expect(
			sections.map(({ plan, strategy, contacts, from, to }) => [
				plan,
				strategy,
				contacts,
				(to - from) / MINUTE,
			]),
		).toEqual([
			['plan', 'weightedRoundRobin', 2, 2],
			['other plan', 'longestIdle', 1, 0],
		]);
	});

	it('says what each could have got by the weights, and why they could not', async () => {
		const happened = { turns: [turn(1), turn(2, { user: 'u2' }), turn(3, { pool: { u1: true } })] };
		expect(await memberOf('u1', happened)).toMatchObject({
			got: 2,
			expected: 5 / 8 + 5 / 8 + 1,
			could: 3,
		});
		expect(await memberOf('u2', happened)).toMatchObject({ got: 1, expected: 6 / 8, could: 2 });
		expect(await memberOf('u3', happened)).toMatchObject({
			got: 0,
			could: 0,
			couldNot: { away: 2 },
		});
		expect(await memberOf('u5', happened)).toMatchObject({ got: 0, expected: 0, name: 'Eve' });
	});

	it('counts the longest time without, and the longest run, of what somebody could have had', async () => {
		const ben = { user: 'u2' };
		const alone = { pool: { u1: true as const, u2: 'away' as const } };
		const happened = {
			turns: [turn(1, ben), turn(2), turn(4), turn(5, alone), turn(9), turn(10, ben), turn(11)],
		};
		expect(await memberOf('u2', happened)).toMatchObject({
			longestDrought: 3,
			longestDroughtMs: 7 * MINUTE,
			longestRun: 1,
		});
		expect(await memberOf('u1', happened)).toMatchObject({ longestDrought: 1, longestRun: 3 });
	});

	it('tells apart what came by escalation or a move, was given back, or came to nothing', async () => {
		const happened = {
			turns: [
				turn(1, { event: 'noReply' }),
				turn(2, { event: 'reassign' }),
				turn(3, { credited: true, undoneAt: WEDNESDAY + HOUR }),
				turn(4, { undoneAt: WEDNESDAY + HOUR }),
				turn(5, { pool: { u1: 'working_next', u2: 'outside_hours' } }),
			],
		};
		expect(await memberOf('u1', happened)).toMatchObject({
			got: 2,
			escalatedTo: 1,
			reassigned: 1,
			givenBack: 1,
			workingNext: 1,
		});
	});

	it('lists what was kept and escalated away within the time of the section', async () => {
		const dimensions = { user: 'u1', team: null, account: null, rule: null, source: null };
		const kept = (at: number, count: number, byHand: boolean): KeptFact => ({
			...dimensions,
			at,
			count,
			byHand,
		});
		const part = { ...dimensions, id: 'w', chain: 'w', team: 'Sales', ended: 'escalated' };
		const wait = { ...part, askedAt: WEDNESDAY + 2 * MINUTE, givenAt: WEDNESDAY + 2 * MINUTE };
		const happened = {
			turns: [turn(1), turn(30)],
			kept: [
				kept(WEDNESDAY, 3, false),
				kept(WEDNESDAY + 15 * MINUTE, 2, true),
				kept(WEDNESDAY + 45 * MINUTE, 9, false),
			],
			waits: [wait as WaitPart],
		};
		expect(await memberOf('u1', happened)).toMatchObject({ kept: 5, byHand: 2, escalatedAway: 1 });
	});

	it('reads who could have taken a contact as it was recorded before, for everybody looked at', async () => {
		const pool = {
			u1: 'available',
			u2: 'available',
			u7: 'available',
			u3: 'missing_skill',
		} as const;
		const happened = { turns: [turn(1, { pool })] };
		expect(await memberOf('u2', happened)).toMatchObject({ could: 1, expected: 3 / 8 });
		expect((await certified(happened)).sections[0]?.members.map(({ user }) => user)).not.toContain(
			'u7',
		);
	});

	it('names what was recorded without its plan, or without who could have taken it', async () => {
		const { sections, notCovered } = await certified({
			turns: [turn(1), turn(2, { pool: null }), turn(3, { plan: null }), turn(4, { plan: 'gone' })],
		});
		expect(sections.map(({ contacts, notRecorded }) => [contacts, notRecorded])).toEqual([[1, 1]]);
		expect(notCovered.slice(0, 2)).toEqual([
			'2 contacts of Sales were given before it was recorded which plan chose, and who could have taken them.',
			'Of 1 contact of Sales it was not recorded who could have taken them.',
		]);
	});

	it('is about the teams that are asked for alone', async () => {
		const reading = new PlansReading({ turns: [turn(1)] }, PLANS);
		const made = async (teams: string[]) =>
			(await certify(SPAN, SPAN.to, 'location', teams, reading, NAMES)).sections.length;
		expect(await made(['Support'])).toBe(0);
		expect(await made(['sales '])).toBe(1);
	});

	it('has a hash that anybody can make of its rows, and another one of other figures', async () => {
		const made = await certified({ turns: [turn(1), turn(2)] });
		const text = JSON.stringify(certificateRows(made));
		expect(made.hash).toBe(createHash('sha256').update(text).digest('hex'));
		expect((await certified({ turns: [turn(1), turn(2)] })).hash).toBe(made.hash);
		expect((await certified({ turns: [turn(1), turn(3)] })).hash).not.toBe(made.hash);
	});

	it('has rows of teams and their members with the same columns', async () => {
		const rows = certificateRows(await certified({ turns: [turn(1)] }));
		expect(rows.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
			'team Sales',
			'member Ann',
			'member Ben',
			'member Cleo',
			'member Dan',
			'member Eve',
		]);
		const columns = new Set(rows.map((row) => Object.keys(row).join()));
		expect(columns.size).toBe(1);
		expect(rows[1]).toMatchObject({ got: 1, expected: 0.63, difference: 0.38, result: null });
		expect(rows[3]).toMatchObject({ away: 1, couldTake: 0 });
	});
});

describe('the page of a certificate', () => {
	it('says of each team how it was, and lets no name be code', async () => {
		const team = new SimulatedTeam('weightedRoundRobin').run(100);
		const names = { users: { u1: '<script>alert(1)</script>' }, accounts: {} };
		const { span } = team;
		const made = await certify(span, span.to, 'location', null, team.reading(), names);
		const page = certificatePage(made, 'America/New_York');
		expect(page).toContain('Promise kept');
		expect(page).toContain(made.hash);
		expect(page).not.toContain('<script');
		expect(page).toContain('&lt;script&gt;alert(1)');
	});

	it('says what to do when there is nothing', async () => {
		expect(certificatePage(await certified({}), 'UTC')).toContain(
			'No team gave contacts to anybody in this time.',
		);
	});
});

describe('shares of turns', () => {
	it('are what a certificate says', async () => {
		const team = new SimulatedTeam('rankedTiers').run(500);
		const { span } = team;
		const shares = await turnShares(span, span.to, null, team.reading());
		const { sections } = await certify(span, span.to, 'here', null, team.reading(), NAMES);
		for (const { user, got, expected } of sections[0]?.members ?? []) {
			const of = shares.get('Sales')?.get(user) ?? { got: 0, expected: 0 };
			expect(of.got).toBe(got);
			expect(of.expected).toBeCloseTo(expected, 9);
		}
	});
});
