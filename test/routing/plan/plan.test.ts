import { PlanError, parsePlan, planHash, planJsonSchema } from '../../../routing/plan/plan';
import { OFFICE, plan, user } from '../builders';

const account = { by: 'name', value: 'Sales Line' };

function errorOf(input: unknown): PlanError {
	try {
		parsePlan(input);
	} catch (error) {
		if (error instanceof PlanError) return error;
	}
	throw new Error('The plan was accepted');
}

describe('parsePlan', () => {
	it('fills in defaults', () => {
		const parsed = plan({
			rules: [{ name: 'Sales', when: { accounts: [account] }, target: user('u1') }],
		});
		expect(parsed).toMatchObject({
			whenNobody: 'wait',
			owners: { mode: 'first', whenUnavailable: 'keep', respectManual: true },
			rules: [{ off: false, backups: [] }],
		});
	});

	it.each([[undefined], [{}], [{ whenUnavailable: 'keep' }], [{ respectManual: true }]])(
		'an owner policy that says %j keeps the first owner, as the panel does',
		(owners) => {
			expect(plan({ owners }).owners).toEqual({
				mode: 'first',
				whenUnavailable: 'keep',
				respectManual: true,
			});
		},
	);

	it('an owner policy of null asks the rules every time', () => {
		expect(plan({ owners: null }).owners).toBeNull();
	});

	it('is stable: a parsed plan parses to itself', () => {
		const parsed = plan({ teams: [{ name: 'A' }], schedules: [OFFICE], businessHours: 'Office' });
		expect(parsePlan(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed);
		expect(planHash(parsePlan(parsed))).toBe(planHash(parsed));
	});

	it.each([
		[{ name: 'Sales', when: { accounts: [account] } }, "Rule 'Sales'", 'target'],
		[
			{ name: 'Sales', when: { accounts: [account] }, target: { type: 'x' } },
			"Rule 'Sales'",
			'target',
		],
		[{ when: { accounts: [account] }, target: 1 }, 'Rule 1', 'target'],
		[{ name: 'VIP', target: user('u1'), kind: 'tag' }, "Rule 'VIP'", 'kind'],
		[
			{ name: 'US', when: { countries: ['USA!'] }, target: user('u1') },
			"Rule 'US'",
			'when.countries.0',
		],
		[
			{
				name: 'VIP',
				when: { tags: { any: ['vip'] } },
				target: { type: 'user', user: { by: 'id' } },
			},
			"Rule 'VIP'",
			'target.user.value',
		],
	])('names rule and field of %j', (rule, name, field) => {
		const error = errorOf({ rules: [rule], fallback: null });
		expect(error.rule).toBe(name);
		expect(error.path).toMatch(new RegExp(`^rules\\.0\\.${field}`));
		expect(error.message).toContain(`${name}: ${field}`);
	});

	it.each([
		[{ schedules: [{ ...OFFICE, timeZone: 'Mars/Base' }] }, "Schedule 'Office': timeZone"],
		[
			{ timeZone: 'EST' },
			"timeZone: 'EST' is not in the IANA list of time zones; choose a zone like",
		],
		[
			{ schedules: [{ ...OFFICE, hours: [{ days: ['monday'], from: '24:00', to: '06:00' }] }] },
			'is the end of a day',
		],
		[
			{ schedules: [{ ...OFFICE, hours: [{ days: ['monday'], from: '09:00:00', to: '09:00' }] }] },
			'has no length',
		],
		[
			{ schedules: [{ ...OFFICE, hours: [{ days: ['monday'], from: '09:00:30', to: '10:00' }] }] },
			'is no time of day',
		],
		[
			{ schedules: [{ ...OFFICE, hours: [{ days: ['monday'], from: '09:00', to: '09:00' }] }] },
			'has no length',
		],
		[
			{ teams: [{ name: 'A', members: [{ user: { by: 'id', value: 'u' }, weight: 0 }] }] },
			"Team 'A'",
		],
		[{ people: [{ user: { by: 'id', value: 'u' }, away: [{ from: '2026-02-30' }] }] }, 'Person 1'],
		[
			{
				people: [
					{ user: { by: 'id', value: 'u' }, away: [{ from: '2026-02-03', to: '2026-02-01' }] },
				],
			},
			'ends before',
		],
		[{ nonsense: 1 }, 'nonsense'],
	])('refuses %j', (change, message) => {
		expect(errorOf({ rules: [], fallback: null, ...change }).message).toContain(message);
	});

	it.each([[null], [3], ['x'], [[]], [{}]])('refuses %j without breaking', (input) => {
		expect(errorOf(input)).toBeInstanceOf(PlanError);
	});
});

it('times of day may have seconds, and are written without', () => {
	const hours = [{ days: ['monday'], from: '09:00:00', to: '23:59:59' }];
	const { schedules } = parsePlan({
		rules: [],
		fallback: null,
		schedules: [{ ...OFFICE, hours }],
	});
	expect(schedules[0]?.hours).toEqual([{ days: ['monday'], from: '09:00', to: '23:59' }]);
});

it('the JSON Schema lets fields with a default out', () => {
	const schema = planJsonSchema();
	expect(schema.required).toEqual(['rules', 'fallback']);
	expect(Object.keys(schema.properties as object)).toContain('people');
});
