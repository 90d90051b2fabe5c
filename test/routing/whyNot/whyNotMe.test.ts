import fc from 'fast-check';
import { decide } from '../../../routing/decide/decide';
import { STRATEGY_NAMES, STRATEGIES } from '../../../routing/strategies';
import { whyNotMe } from '../../../routing/whyNot/whyNotMe';
import {
	OFFICE,
	SALES,
	SUPPORT,
	USERS,
	WEDNESDAY,
	byId,
	plan,
	state,
	team,
	touch,
	user,
} from '../builders';

const SATURDAY = WEDNESDAY + 3 * 24 * 3_600_000;
const sales = (change: Record<string, unknown>) => ({
	name: 'Sales',
	when: { accounts: [byId(SALES.id)] },
	...change,
});

function ask(
	input: Record<string, unknown>,
	who: string,
	at = touch(),
	world = state(),
	now = WEDNESDAY,
) {
	const { changes, sentence, wins } = whyNotMe(plan(input), at, world, now, byId(who));
	return { codes: changes?.map(({ code }) => code) ?? null, sentence, wins };
}

it('the winner wins', () => {
	expect(ask({ rules: [sales({ target: user('u1') })] }, 'u1')).toEqual({
		codes: [],
		wins: true,
		sentence: 'Ann does get this contact.',
	});
});

it('outside of their hours', () => {
	const people = [{ user: byId('u1'), works: 'Office' }];
	const input = { rules: [sales({ target: user('u1') })], people, schedules: [OFFICE] };
	expect(ask(input, 'u1', touch(), state(), SATURDAY)).toMatchObject({
		codes: ['working'],
		sentence: 'Ann would have got this contact if Ann worked at this time.',
	});
});

it.each([
	[{ paused: true }, ['not_paused']],
	[{ away: [{ from: '2026-03-01', to: '2026-03-09' }] }, ['not_away']],
	[{ capacity: 2 }, ['capacity']],
	[{ limits: [{ max: 1, per: 'day' }] }, ['limit']],
	[{ capacity: 2, paused: true }, ['not_paused', 'capacity']],
])('%j: %j', (person, codes) => {
	const input = {
		rules: [sales({ target: user('u1') })],
		people: [{ user: byId('u1'), ...person }],
	};
	const loads = { u1: { open: 2, lastAssignedAt: WEDNESDAY, recent: [WEDNESDAY] } };
	expect(ask(input, 'u1', touch(), state({ loads })).codes).toEqual(codes);
});

it('paused by hand, or behind others who wait', () => {
	const rules = [sales({ target: team('Red') })];
	const input = { rules, teams: [{ name: 'Red', members: [{ user: byId('u1') }] }] };
	const codes = (known: Parameters<typeof state>[0]) =>
		ask(input, 'u1', touch(), state(known)).codes;
	expect(codes({ paused: { u1: null } })).toEqual(['not_paused']);
	expect(codes({ queued: ['Red'] })).toEqual(['no_queue']);
});

it('had the question before', () => {
	const rules = [sales({ target: user('u1') })];
	const wait = {
		...{ id: 'w', chain: 'w', slot: '*', user: 'u1', account: null, team: null, rule: null },
		...{ level: 0, askedAt: 0, givenAt: 0, laterAsks: [], dueAt: 0, replyTime: 0 },
		...{ plan: '', staff: '', had: ['u1'], source: null, outsideHours: null },
		escalation: {
			replyTime: { within: 1, then: { type: 'user', user: byId('u1') } },
			cover: false,
			steps: [],
		},
	};
	const overdue = touch({ event: 'noReply', wait: { id: 'w', askedAt: '2026-03-04T15:00:00Z' } });
	const known = state({ waits: { open: [wait], lastReply: null } });
	expect(ask({ rules }, 'u1', overdue, known)).toMatchObject({ wins: true });
	const others = state({ waits: { open: [{ ...wait, user: 'u2' }], lastReply: null } });
	expect(ask({ rules }, 'u1', overdue, others).codes).toEqual(['not_had']);
});

it('excluded, not listed, without the skill', () => {
	const rules = [sales({ target: user('u1') })];
	expect(ask({ rules }, 'u1', touch({ excludedUsers: ['u1'] })).codes).toEqual(['not_excluded']);
	expect(ask({ rules: [sales({ target: user('new') })] }, 'new').codes).toEqual(['listed']);
	const skills = { required: [{ name: 'Spanish', level: 2 }] };
	expect(ask({ rules: [sales({ target: user('u1'), skills })] }, 'u1').codes).toEqual(['skill']);
});

/** Those with which something else could have put somebody ahead. */
const WITH_TURNS = STRATEGY_NAMES.filter((name) => STRATEGIES[name].ahead !== null);

it.each(WITH_TURNS)('the turn of somebody else, by %s', (strategy) => {
	const members = ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id) }));
	const input = {
		rules: [sales({ target: team('T') })],
		teams: [{ name: 'T', strategy, members }],
	};
	const winner = decide(plan(input), touch(), state(), WEDNESDAY).decision.user?.id;
	const loser = winner === 'u3' ? 'u2' : 'u3';
	const { codes } = ask(input, loser);
	expect(codes).toEqual(['turn']);
});

it('a backup: only when the target cannot', () => {
	const input = { rules: [sales({ target: user('u1'), backups: [user('u2')] })] };
	expect(ask(input, 'u2').codes).toEqual(['other_unavailable']);
});

it('a rule that does not match, with the conditions that fail', () => {
	const input = {
		rules: [
			{ name: 'Ads', when: { source: { is: ['Ads'] } }, target: user('u2') },
			sales({ target: user('u1') }),
		],
	};
	expect(ask(input, 'u2').sentence).toBe(
		"Ben would have got this contact if rule 'Ads' matched, which it does not because the contact's source is not known, not 'Ads'.",
	);
});

it('the previous owner, where a rule names them', () => {
	expect(ask({ rules: [sales({ target: { type: 'previousOwner' } })] }, 'u5').codes).toEqual([
		'owner',
	]);
});

it('somebody whom no rule names cannot win', () => {
	expect(ask({ rules: [sales({ target: user('u1') })] }, 'u5').codes).toBeNull();
});

it('an owner in the way', () => {
	const input = { rules: [sales({ target: user('u1') })], owners: { mode: 'first' } };
	expect(ask(input, 'u1', touch({ contact: { ownerId: 'u7' } })).codes).toEqual(['no_owner']);
});

describe('a tag that was added to the contact of somebody else', () => {
	const vip = { name: 'VIP', when: { tags: { any: ['vip'] } }, target: user('u2') };
	const input = { rules: [vip, sales({ target: user('u1') })] };
	const added = (tag: string) => touch({ event: 'tag', tag, contact: { ownerId: 'u7' } });

	it('an owner in the way, where the rule does not ask for it', () => {
		expect(ask(input, 'u1', added('new'))).toMatchObject({
			codes: ['no_owner'],
			sentence: 'Ann would have got this contact if the contact had no owner.',
		});
	});

	it('a rule that asks for another tag', () => {
		const when = { tags: { any: ['gold'] } };
		const gold = { ...vip, name: 'Gold', when, target: user('u3') };
		expect(ask({ rules: [vip, gold] }, 'u3', added('vip')).sentence).toBe(
			"Cleo would have got this contact if rule 'VIP' did not match and rule 'Gold' matched, which it does not because the contact does not have the tag 'gold'.",
		);
	});

	it('who gets it wins', () => {
		expect(ask(input, 'u2', added('vip')).wins).toBe(true);
	});
});

it('a skill that binds the owner', () => {
	const skills = { required: [{ name: 'Spanish', level: 2 }], bindOwner: true };
	const people = [{ user: byId('u1'), skills: [{ name: 'Spanish', level: 2 }] }];
	const rules = [sales({ target: user('u1'), skills })];
	expect(ask({ rules, people }, 'u7', touch({ contact: { ownerId: 'u7' } }))).toMatchObject({
		codes: ['skill'],
		sentence: "Gus would have got this contact if Gus had the skill 'Spanish' at level 2.",
	});
});

it('changes always make the user win: found by deciding, so checked by the search itself', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...USERS),
			fc.constantFrom(...STRATEGY_NAMES),
			fc.subarray(['u1', 'u2', 'u3', 'u4'], { minLength: 1 }),
			fc.subarray(['u1', 'u2', 'u3', 'u4']),
			(who, strategy, members, paused) => {
				const input = {
					rules: [
						sales({ target: team('T') }),
						{ name: 'Support', when: { accounts: [byId(SUPPORT.id)] }, target: user('u5') },
					],
					teams: [{ name: 'T', strategy, members: members.map((id) => ({ user: byId(id) })) }],
					people: paused.map((id) => ({ user: byId(id), paused: true })),
				};
				const named = members.includes(who.id) || who.id === 'u5';
				expect(ask(input, who.id).codes !== null).toBe(named);
			},
		),
		{ numRuns: 60 },
	);
});
