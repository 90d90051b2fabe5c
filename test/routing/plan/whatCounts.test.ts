import { contactNeeds } from '../../../routing/plan/contactNeeds';
import { namedUsersOf } from '../../../routing/plan/userReferences';
import { namesNumber } from '../../../routing/plan/accountNumbers';
import { compilePlan } from '../../../routing/compiledPlan';
import { byId, plan, touch, user } from '../builders';

const PREVIOUS = { type: 'previousOwner' };
const owners = { respectManual: false };
const NUMBER = '+12025550143';
const rule = (more: object) => ({ when: { contact: 'new' }, target: user('u1'), ...more });

describe('a rule that is switched off', () => {
	const rules = [
		rule({
			off: true,
			when: { contact: 'new', accounts: [{ by: 'number', value: NUMBER }] },
			target: PREVIOUS,
			backups: [user('u2')],
			skills: { required: [{ name: 'Tax' }], bindOwner: true },
		}),
	];
	const off = plan({ rules, owners });
	const on = plan({ rules: rules.map((one) => ({ ...one, off: false })), owners });

	it.each([
		[
			'asks HighLevel for nothing',
			(one: typeof on) => contactNeeds(one, touch()),
			'everything',
			'nothing',
		],
		['names nobody', (one: typeof on) => namedUsersOf(one).length, 1, 0],
		[
			'makes no number one of the business',
			(one: typeof on) => namesNumber(one, NUMBER),
			true,
			false,
		],
		['binds no owner', (one: typeof on) => compilePlan(one).bindsOwners, true, false],
	])('%s', (_, asked, whenOn, whenOff) => {
		expect([asked(on), asked(off)]).toEqual([whenOn, whenOff]);
	});
});

describe('whom a team names in its place', () => {
	const withTeam = (team: object) =>
		plan({ rules: [], owners, teams: [{ name: 'Sales', ...team }] });

	it('is among the users of the plan, with the place', () => {
		const team = {
			members: [{ user: byId('u1') }],
			outsideHours: user('u2'),
			ifNobody: user('u3'),
		};
		expect(namedUsersOf(withTeam(team))).toEqual([
			{ user: byId('u1'), place: "team 'Sales'" },
			{ user: byId('u2'), place: "team 'Sales', outside its hours" },
			{ user: byId('u3'), place: "team 'Sales', if nobody is available" },
		]);
	});

	it.each(['outsideHours', 'ifNobody'])(
		'may be the previous owner, whom HighLevel has to say: %s',
		(field) => {
			expect(contactNeeds(withTeam({ [field]: PREVIOUS }), touch())).toBe('owner');
			expect(contactNeeds(withTeam({ [field]: user('u1') }), touch())).toBe('nothing');
		},
	);

	it('is no next rule, since a team belongs to none', () => {
		expect(() => withTeam({ ifNobody: { type: 'nextRule' } })).toThrow(
			"Team 'Sales': ifNobody.type: must be 'user', 'team', 'previousOwner', 'firstWorkingNext' or 'nobody', not 'nextRule'",
		);
	});
});
