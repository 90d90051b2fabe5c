import { decide } from '../../../routing/decide/decide';
import type { Touch } from '../../../routing/model/touch';
import { whyNotMe } from '../../../routing/whyNot/whyNotMe';
import { OFFICE, SALES, WEDNESDAY, byId, plan, state, team, touch, user } from '../builders';

/** The evening of that Wednesday, 20:00 in New York. */
const EVENING = WEDNESDAY + 9 * 3_600_000;
/** The next morning, 9:00 in New York. */
const MORNING = '2026-03-05T14:00:00.000Z';
const NOBODY = { type: 'nobody' };
const ANN = { user: byId('u1') };
const BEN = { user: byId('u2') };

const department = (more: object = {}) => ({
	name: 'Sales',
	members: [ANN, BEN],
	works: 'Office',
	...more,
});

interface Asked extends Record<string, unknown> {
	now?: number;
	/** More of the one rule. */
	rule?: object;
}

function decided(
	teams: object[],
	{ now = EVENING, rule, ...more }: Asked = {},
	at: Partial<Touch> = {},
) {
	const line = { name: 'Line', when: { accounts: [byId(SALES.id)] }, target: team('Sales') };
	const world = { schedules: [OFFICE], teams, owners: null };
	const input = plan({ rules: [{ ...line, ...rule }], ...world, ...more });
	return decide(input, touch(at), state(), now).decision;
}

const said = ({ outcome, user, team }: ReturnType<typeof decided>) =>
	[outcome, user?.name, team].filter(Boolean).join(' ');

describe('a team with hours', () => {
	const onCall = { outsideHours: user('u5'), ifNobody: user('u6') };

	it('chooses of its members when it works', () => {
		expect(said(decided([department(onCall)], { now: WEDNESDAY }))).toBe('assigned Ann Sales');
	});

	it('is not asked outside its hours, but whom it names then, with their own words in the receipt', () => {
		const decision = decided([department(onCall)]);
		expect(said(decision)).toBe('assigned Eve');
		expect(decision.receipt.sentence).toBe(
			"Rule 'Line' chose Eve, because the message came to 'Sales Line'; Sales does not work now.",
		);
		expect(decision.receipt.candidates).toMatchObject([
			{ user: 'Sales', userId: null, from: 'Line', reason: 'team_closed' },
			{ user: 'Eve', from: 'Line, outside the hours of Sales', chosen: true },
		]);
	});

	it('has hours of its own, with holidays', () => {
		const { timeZone, hours } = OFFICE;
		const works = { timeZone, hours, holidays: [{ from: '2026-03-04' }] };
		const decision = decided([department({ works })], { now: WEDNESDAY });
		expect(said(decision)).toBe('waiting');
		expect(decision.receipt.candidates[0]).toMatchObject({ detail: 'has a holiday' });
		expect(decision.availableAt).toBe(MORNING);
	});

	it('whose schedule is not in the plan never works', () => {
		const decision = decided([department({ works: 'No', ...onCall })], { now: WEDNESDAY });
		expect(said(decision)).toBe('assigned Eve');
	});

	it.each([
		['whom it names then is not available', onCall, [{ ...BEN, user: byId('u5'), paused: true }]],
		['it names nobody for that time', { ifNobody: user('u6') }, []],
	])('asks whom it names for want of anybody, when %s', (_, more, people) => {
		expect(said(decided([department(more)], { people }))).toBe('assigned Finn');
	});

	it('asks whom it names for want of anybody when it works, too', () => {
		const people = [ANN, BEN].map((one) => ({ ...one, paused: true }));
		const decision = decided([department(onCall)], { now: WEDNESDAY, people });
		expect(said(decision)).toBe('assigned Finn');
		expect(decision.receipt.candidates.at(-1)?.from).toBe('Line, nobody of Sales available');
	});

	it('comes before the backups of the rule and the fallback', () => {
		const rule = { backups: [user('u3')] };
		expect(said(decided([department(onCall)], { rule, fallback: user('u8') }))).toBe(
			'assigned Eve',
		);
		expect(said(decided([department()], { rule, fallback: user('u8') }))).toBe('assigned Cleo');
		expect(said(decided([department()], { fallback: user('u8') }))).toBe('assigned Hal');
	});

	it('hands over to another team, with its turns', () => {
		const night = { name: 'Night', members: [{ user: byId('u4') }] };
		const decision = decided([department({ outsideHours: team('night') }), night]);
		expect(said(decision)).toBe('assigned Dan Night');
	});

	it('may give the contact to nobody outside its hours, for good', () => {
		const decision = decided([department({ outsideHours: NOBODY, ifNobody: user('u6') })], {
			fallback: user('u8'),
		});
		expect(said(decision)).toBe('unassigned');
		expect(decision.rule).toEqual({ name: 'Line', kind: 'rule', position: 1 });
		expect(decision.receipt.sentence).toBe(
			"Rule 'Line' gives this contact to nobody, because the message came to 'Sales Line'; Sales does not work now.",
		);
	});

	it('drops optional skills before it gives up', () => {
		const rule = { skills: { optional: [{ name: 'Tax' }] } };
		const teams = [department({ works: null, ifNobody: NOBODY })];
		expect(said(decided(teams, { rule }))).toBe('assigned Ann Sales');
	});

	it('does not mind when somebody shall be named who works next', () => {
		const rule = { target: { type: 'firstWorkingNext', team: 'Sales' } };
		expect(said(decided([department(onCall)], { rule }))).toBe('assigned Ann Sales');
	});
});

describe('teams that name each other', () => {
	const circle = [
		department({ outsideHours: team('Other'), ifNobody: team('other') }),
		{ ...department(), name: 'Other', outsideHours: team('SALES'), ifNobody: team('Sales') },
	];

	it('are each asked once', () => {
		const { receipt, outcome } = decided(circle);
		expect(outcome).toBe('waiting');
		expect(receipt.candidates.map(({ user }) => user)).toEqual(['Sales', 'Other']);
	});

	it('end soon, however many they are', () => {
		const names = Array.from({ length: 60 }, (_, i) => (i === 0 ? 'Sales' : `T${i}`));
		const teams = names.map((name, i) => ({
			...department({
				outsideHours: team(names[(i + 1) % 60]!),
				ifNobody: team(names[(i + 7) % 60]!),
			}),
			name,
		}));
		expect(decided(teams).receipt.candidates).toHaveLength(60);
	});
});

describe('when somebody is available', () => {
	it('is when the team works next', () => {
		const decision = decided([department()]);
		expect(said(decision)).toBe('waiting');
		expect(decision.availableAt).toBe(MORNING);
		expect(decision.receipt.sentence).toContain('Somebody works from Thursday 9:00 in New York.');
	});

	it('is when the team and one of its members work', () => {
		const works = {
			timeZone: 'America/New_York',
			hours: [{ days: ['friday'], from: '14:00', to: '22:00' }],
		};
		const people = [ANN, BEN].map((one) => ({ ...one, works }));
		const at = '2026-03-06T19:00:00.000Z';
		expect(decided([department()], { people }).availableAt).toBe(at);
		expect(decided([department()], { people, now: WEDNESDAY }).availableAt).toBe(at);
	});

	it('is never when they work at other times', () => {
		const works = {
			timeZone: 'America/New_York',
			hours: [{ days: ['sunday'], from: '14:00', to: '22:00' }],
		};
		const people = [ANN, BEN].map((one) => ({ ...one, works }));
		expect(decided([department()], { people })).toMatchObject({
			outcome: 'waiting',
			availableAt: null,
		});
	});

	it('nobody waits for a team of people whom HighLevel does not list, or who must not get it', () => {
		const gone = [{ user: byId('gone') }];
		expect(said(decided([department({ members: gone })]))).toBe('unassigned');
		expect(said(decided([department()], {}, { excludedUsers: ['u1', 'u2'] }))).toBe('unassigned');
	});
});

it('who asks why not them is told that their team does not work', () => {
	const input = plan({
		rules: [{ name: 'Line', when: { accounts: [byId(SALES.id)] }, target: team('Sales') }],
		schedules: [OFFICE],
		teams: [department()],
	});
	expect(whyNotMe(input, touch(), state(), EVENING, byId('u1'))).toMatchObject({
		changes: [{ code: 'team_working' }],
		sentence: "Ann would have got this contact if the team 'Sales' worked at this time.",
	});
});

it('a tag leaves the contact with an owner whom the team of its rule names for want of others', () => {
	const rule = { when: { tags: { any: ['vip'] } } };
	const contact = { id: 'c1', ownerId: 'u6', tags: [] };
	const at = { event: 'tag' as const, tag: 'vip', contact };
	const decision = decided([department({ ifNobody: user('u6') })], { rule, now: WEDNESDAY }, at);
	expect(said(decision)).toBe('kept Finn');
});
