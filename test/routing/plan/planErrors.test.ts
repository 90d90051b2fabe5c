import fc from 'fast-check';
import { PlanError, parsePlan } from '../../../routing/plan/plan';
import { OFFICE, SALES, byId, filter, user } from '../builders';

/** A plan that has something of everything. */
const FULL = {
	rules: [
		{
			name: 'Ads',
			target: { type: 'team', team: 'Sales' },
			backups: [user('u2'), { type: 'previousOwner' }, { type: 'nextRule' }],
			label: 'Ads',
			skills: { required: [{ name: 'Spanish', level: 3 }], optional: [{ name: 'Tax' }] },
			when: {
				accounts: [{ by: 'name', value: 'Sales Line', name: 'Sales' }],
				tags: { any: ['a'], all: ['b'], none: ['c'] },
				source: { is: ['x'], contains: ['y'], googleAds: true },
				ad: { any: true, sourceIds: ['1'], clickIds: ['2'] },
				countries: ['US', 'US-CA'],
				contact: 'new',
				time: { schedule: 'Office', outside: true },
				message: { contains: ['price'] },
				item: filter([['={{ $json.a }}', 'equals', 'x']]),
			},
		},
		{ name: 'Late', target: user('u1'), when: { time: 'afterHours' } },
		{
			name: 'VIP',
			when: { tags: { any: ['vip'] } },
			target: { type: 'firstWorkingNext', team: 'Sales' },
		},
		{ name: 'Line', when: { accounts: [byId(SALES.id)] }, target: user('u1') },
	],
	fallback: user('u8'),
	whenNobody: 'wait',
	teams: [
		{
			name: 'Sales',
			works: 'Office',
			outsideHours: user('u3'),
			ifNobody: { type: 'nobody' },
			strategy: 'sticky',
			members: [{ user: byId('u1'), weight: 2, tier: 1 }],
			roles: ['admin'],
		},
	],
	people: [
		{
			user: { by: 'email', value: 'ann@example.com' },
			works: {
				timeZone: 'Europe/Berlin',
				hours: [{ days: ['saturday'], from: '09:00', to: '12:00' }],
				holidays: [{ from: '2026-12-25', to: '2026-12-26', name: 'Christmas' }],
			},
			away: [{ from: '2026-07-01', to: '2026-07-14' }],
			paused: false,
			capacity: 5,
			limits: [{ max: 3, per: 'day', window: 'rolling' }],
			skills: [{ name: 'Spanish', level: 4 }],
			backup: byId('u2'),
		},
		{ user: byId('u2'), works: 'Office' },
	],
	schedules: [OFFICE],
	sources: { hours: 'plan', away: 'plan', load: 'ledger', refreshMinutes: 5 },
	businessHours: 'Office',
	timeZone: 'America/New_York',
	staleAfterDays: 30,
	owners: { mode: 'first', whenUnavailable: 'keep', respectManual: true },
};

type Path = Array<string | number>;
type Container = Record<string | number, unknown>;

function errorOf(input: unknown): PlanError | null {
	try {
		parsePlan(input);
		return null;
	} catch (error) {
		if (error instanceof PlanError) return error;
		throw error;
	}
}

/** Every place in the plan but those inside n8n's filter, which is not the plan's to check. */
function placesIn(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null || path.at(-1) === 'item') return [path];
	const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
	const inside = entries.flatMap(([key, one]) => placesIn(one, [...path, key]));
	return path.length > 0 ? [path, ...inside] : inside;
}

function withChange(path: Path, change: (container: Container, key: string | number) => void) {
	const plan = structuredClone(FULL) as Container;
	const container = path
		.slice(0, -1)
		.reduce<Container>((value, key) => value[key] as Container, plan);
	change(container, path.at(-1) ?? '');
	return plan;
}

const ZOD_SPEAK = /invalid|expected|received|unrecognized|undefined|NaN|\[object|too (small|big)/i;

const junk = fc.oneof(
	fc.constantFrom(null, undefined, '', '  ', 'x', 'Tomorrow', 0, -1, 1.5, 1e9, true, [], {}, [1]),
	fc.constant('long '.repeat(400)),
	fc.constantFrom({ any: 1 }, { from: '9' }, ['monday', 5], [null], [{}], NaN),
);
const slip = fc.oneof(
	junk.map((value) => (container: Container, key: string | number) => (container[key] = value)),
	fc.constant((container: Container, key: string | number) => delete container[key]),
	fc
		.constantFrom('nam', 'skill', 'usr', 'xyz', 'Name', 'long'.repeat(50))
		.map((name) => (container: Container, key: string | number) => {
			const inside = container[key];
			const here = typeof inside === 'object' && inside !== null ? inside : container;
			if (!Array.isArray(here)) (here as Container)[name] = 'x';
		}),
	fc.constant((container: Container, key: string | number) => {
		if (typeof key === 'string') {
			container[`${key}s`] = container[key];
			delete container[key];
		}
	}),
);

it('the plan with something of everything is accepted', () => {
	expect(errorOf(FULL)).toBeNull();
});

it('any mistake is told in plain words, with the place', () => {
	let refused = 0;
	fc.assert(
		fc.property(fc.constantFrom(...placesIn(FULL)), slip, (path, change) => {
			const error = errorOf(withChange(path, change));
			if (!error) return;
			refused++;
			expect(error.message).not.toMatch(ZOD_SPEAK);
			expect(error.message).not.toContain('long long');
			expect(error.message).toMatch(/\S$/);
			expect(error.message.length).toBeLessThan(400);
			expect(error.path).not.toBe('');
			const names = [error.rule, ...error.path.split('.').filter((key) => !/^\d+$/.test(key))];
			expect(
				names.some((name) => name !== null && error.message.includes(name.slice(0, 100))),
			).toBe(true);
			// The mistake is at the place that was changed, above it or below it.
			const changed = path.join('.');
			const [short, long] = [error.path, changed].sort((a, b) => a.length - b.length);
			const above = (short ?? '').split('.').slice(0, -1).join('.');
			expect(long?.startsWith(above)).toBe(true);
		}),
		{ numRuns: 2000 },
	);
	expect(refused).toBeGreaterThan(800);
});

const works = (change: object) => ({
	people: [{ user: byId('u1'), works: { timeZone: 'UTC', hours: [], ...change } }],
});
const hours = (change: object) =>
	works({ hours: [{ days: ['monday', 'friday'], from: '09:00', to: '17:00', ...change }] });
const rule = (change: object) => ({
	rules: [{ name: 'VIP', when: { tags: { any: ['vip'] } }, target: user('u1'), ...change }],
});
const when = (conditions: object) => ({
	rules: [{ name: 'When', target: user('u1'), when: conditions }],
});

it.each<[object, string]>([
	// Personal hours.
	[
		hours({ from: '9am' }),
		'Person 1: works.hours.0.from: is no time of day, e.g. 09:00 (24:00 is midnight) (monday, friday)',
	],
	[
		hours({ to: '09:00' }),
		'Person 1: works.hours.0: has no length; a whole day is 00:00 to 24:00 (monday, friday)',
	],
	[hours({ days: ['mon'] }), "Person 1: works.hours.0.days.0: must be 'monday', 'tuesday'"],
	[hours({ days: ['Friday'] }), "not 'Friday'; did you mean 'friday'?"],
	[hours({ days: 'monday' }), 'Person 1: works.hours.0.days: must be a list, not text'],
	[
		hours({ until: '18:00' }),
		"Person 1: works.hours.0.until: 'until' is not known here; known are",
	],
	[hours({ from: 9 }), 'Person 1: works.hours.0.from: must be text, not 9 (monday, friday)'],
	[works({}), 'Person 1: works.hours: names no hours'],
	[works({ hours: undefined }), 'Person 1: works.hours: is missing; it must be a list'],
	[
		works({ timeZone: 'BER' }),
		"Person 1: works.timeZone: 'BER' is not in the IANA list of time zones",
	],
	[
		works({ hours: OFFICE.hours, holiday: [] }),
		"works.holiday: 'holiday' is not known here; did you mean 'holidays'?",
	],
	[{ people: [{ user: byId('u1'), works: '' }] }, 'Person 1: works: the schedule is empty'],
	[
		{ people: [{ user: byId('u1'), works: 5 }] },
		'Person 1: works: must be text or an object, not 5',
	],
	[
		{ people: [{ user: byId('u1'), works: [] }] },
		'Person 1: works: must be text or an object, not a list',
	],
	[{ people: [{ works: 'Office' }] }, 'Person 1: user: is missing; it must be an object'],
	// Limits and skills.
	[
		{ people: [{ user: byId('u1'), limits: [{ max: 3, per: 'month' }] }] },
		"Person 1: limits.0.per: must be 'hour', 'day' or 'week', not 'month'",
	],
	[
		{ people: [{ user: byId('u1'), limits: [{ max: '3', per: 'day' }] }] },
		'Person 1: limits.0.max: must be a number, not text',
	],
	[
		{ people: [{ user: byId('u1'), skills: [{ name: 'Tax', level: 11 }] }] },
		'Person 1: skills.0.level: must be at most 10, not 11',
	],
	[
		{ people: [{ user: byId('u1'), skills: ['Tax'] }] },
		'Person 1: skills.0: must be an object with name, level, not text',
	],
	// Time.
	[
		when({ time: 'bussinessHours' }),
		"Rule 'When': when.time: must be 'any', 'businessHours' or 'afterHours', not 'bussinessHours'; did you mean 'businessHours'?",
	],
	[when({ time: { schedul: 'Office' } }), "'schedul' is not known here; did you mean 'schedule'?"],
	[when({ time: { schedule: '' } }), "Rule 'When': when.time.schedule: the schedule is empty"],
	[when({ time: { schedule: 7 } }), "Rule 'When': when.time.schedule: must be text, not 7"],
	[
		when({ time: 7 }),
		"Rule 'When': when.time: must be 'any', 'businessHours', 'afterHours' or an object, not 7",
	],
	[when({ country: ['US'] }), "when.country: 'country' is not known here; known are accounts"],
	[when({ contact: 'old' }), "when.contact: must be 'any', 'new' or 'existing', not 'old'"],
	[
		when({ accounts: ['Sales'] }),
		'when.accounts.0: must be an object with by, value, name, not text',
	],
	[when({ tags: ['vip'] }), 'when.tags: must be an object with any, all, none, not a list'],
	[
		when({ source: { googleAds: 'yes' } }),
		'when.source.googleAds: must be true or false, not text',
	],
	// Rules, targets, members.
	[rule({ skill: {} }), "Rule 'VIP': skill: 'skill' is not known here; did you mean 'skills'?"],
	[rule({ target: undefined, traget: user('u1') }), "'traget' is not known here; did you mean"],
	[rule({ target: undefined }), "Rule 'VIP': target: is missing; it must be an object"],
	[rule({ target: 'Ann' }), "Rule 'VIP': target: must be an object, not text"],
	[rule({ target: { type: 'usr' } }), "Rule 'VIP': target.type: must be 'user', 'team'"],
	[
		rule({ target: { user: byId('u1') } }),
		"Rule 'VIP': target.type: is missing; it must be 'user'",
	],
	[
		rule({ target: { type: 'user', user: { by: 'mail', value: 'x' } } }),
		"Rule 'VIP': target.user.by: must be 'id' or 'email', not 'mail'",
	],
	[
		rule({ kind: 'tag' }),
		`Rule 'VIP': kind: 'kind' is no longer written: all rules are of one kind, and differ in what they ask. Leave it out, and write for an account rule "when": {"accounts": [{"by": "number", "value": "+12025550143"}]}, for a tag rule "when": {"tags": {"any": ["vip"]}}, for`,
	],
	[rule({ tag: 'x' }), `tag: 'tag' is no longer written; write "when": {"tags": {"any": ["vip"]}}`],
	[rule({ account: {} }), `account: 'account' is no longer written; write "when": {"accounts": [{`],
	[rule({ conditions: {} }), `'conditions' is no longer written; write "when": {"item": {`],
	[
		{ order: ['tag', 'account', 'conditional'] },
		"order: 'order' is no longer written: rules are tried from top to bottom, whatever they ask. Leave it out, and put the rules in the order in which they shall be tried",
	],
	[rule({ backups: user('u2') }), "Rule 'VIP': backups: must be a list, not an object"],
	[
		{ teams: [{ name: 'T', members: [byId('u1')] }] },
		"Team 'T': members.0.user: is missing; it must be an object with by, value",
	],
	[
		{ teams: [{ name: 'T', strategy: 'roundRobin' }] },
		"Team 'T': strategy: must be 'weightedRoundRobin'",
	],
	[
		{ teams: [{ name: 'T', members: [{ user: byId('u1'), weight: 0 }] }] },
		"Team 'T': members.0.weight: must be at least 1, not 0",
	],
	// The plan itself.
	[{ sources: { hours: 'calendar' } }, "did you mean 'calendars'?"],
	[{ sources: { load: 3 } }, "sources.load: must be 'ledger', 'unreadConversations' or 'contacts'"],
	[{ owners: { mode: 'First' } }, "not 'First'; did you mean 'first'?"],
	[{ staleAfterDays: 1.5 }, 'staleAfterDays: must be a whole number, not 1.5'],
	[{ team: [] }, "team: 'team' is not known here; did you mean 'teams'?"],
	[{ rules: {} }, 'rules: must be a list, not an object'],
	[{ rules: undefined }, 'rules: is missing; it must be a list'],
])('%j: %s', (change, message) => {
	expect(errorOf({ rules: [], fallback: null, ...change })?.message).toContain(message);
});

it.each([[[]], ['x'], [null], [3]])('%j is no plan', (input) => {
	expect(errorOf(input)?.message).toMatch(/^the plan must be an object with rules, fallback, /);
});
