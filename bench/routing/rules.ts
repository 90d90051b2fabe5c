import { parsePlan, type Plan } from '../../routing/plan/plan';
import { WeekMap } from '../../routing/availability/hours';
import type { Touch } from '../../routing/model/touch';

/** A rule in the terms that every engine shares; all that is given must be true. */
export interface BenchRule {
	id: number;
	account?: string;
	tag?: string;
	source?: string;
	sourceContains?: string;
	countries?: string[];
	/** Number of a schedule. */
	schedule?: number;
	/** The value of the deal lies in here, both ends excluded. */
	value?: [above: number, below: number];
}

/** A touch in the same terms. */
export interface Context {
	touch: Touch;
	now: number;
	account: string;
	tags: string[];
	source: string;
	country: string;
	value: number;
	/** Schedules that are open, worked out before the clock runs: peers have no hours of their own. */
	open: boolean[];
}

export const MIXES = ['realistic', 'last', 'noEquality'] as const;
export type Mix = (typeof MIXES)[number];

const ZONES = [
	'America/New_York',
	'America/Los_Angeles',
	'America/Sao_Paulo',
	'Europe/Berlin',
	'Europe/London',
	'Asia/Kolkata',
];
const COUNTRIES = 'US CA MX BR AR CL CO PE DE FR ES IT GB IE NL BE IN AU NZ ZA'.split(' ');
const WORDS = 'google face insta tiktok refer web form call event partner mail print radio'.split(
	' ',
);
const NOW = Date.parse('2026-03-04T00:00:00Z');

const SCHEDULES = ZONES.map((timeZone, i) => ({
	name: `S${i}`,
	timeZone,
	hours: [
		{
			days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const,
			from: '09:00',
			to: i % 2 ? '13:00' : '18:00',
		},
	],
}));
const MAPS = SCHEDULES.map(
	({ timeZone, hours }) =>
		new WeekMap({
			timeZone,
			hours: hours.map((one) => ({ ...one, days: [...one.days] })),
			holidays: [],
		}),
);

/** Small, fast and seeded: the same rules and touches in every run (mulberry32, public domain). */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/**
 * A table of rules, shuffled. 60 % are about an account (half of them alone, 30 % with hours, 20 %
 * with a source), 20 % about a tag (30 % with a source), 20 % about source, country, hours and a
 * window of the value. A table grows because there are more accounts, tags and campaigns, so their
 * number grows with it; windows get narrower, or the first rules would take everything.
 */
export function makeRules(mix: Mix, count: number): BenchRule[] {
	const next = random(count + 7);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
	const source = () => `source${Math.floor(next() * sourceCount(count))}`;
	const schedule = () => Math.floor(next() * ZONES.length);
	const window = (width: number): [number, number] => {
		const above = next() * 1e6;
		return [above, above + width];
	};
	const rules = Array.from({ length: count }, (_, id): BenchRule => {
		if (mix === 'noEquality') {
			const sourceContains = id % 3 ? pick(WORDS) : `${pick(WORDS)} ${id % 500}`;
			const rule = { id, sourceContains, schedule: schedule() };
			return id % 3 ? { ...rule, value: window(3e6 / count) } : rule;
		}
		const kind = id / count;
		if (id === count - 1 || kind < 0.3) return { id, account: `acc${id}` };
		const account = `acc${Math.floor(next() * count)}`;
		if (kind < 0.48) return { id, account, schedule: schedule() };
		if (kind < 0.6) return { id, account, source: source() };
		if (kind < 0.74) return { id, tag: `tag${id}` };
		if (kind < 0.8) return { id, tag: `tag${id}`, source: source() };
		const countries = [...new Set([pick(COUNTRIES), pick(COUNTRIES), pick(COUNTRIES)])];
		return { id, source: source(), countries, schedule: schedule(), value: window(2e5) };
	});
	// The last rule stays the last: the mix `last` asks for its account.
	for (let i = rules.length - 2; i > 0; i--) {
		const j = Math.floor(next() * (i + 1));
		[rules[i], rules[j]] = [rules[j] as BenchRule, rules[i] as BenchRule];
	}
	return rules.map((rule, id) => ({ ...rule, id }));
}

function sourceCount(rules: number): number {
	return Math.max(3, Math.ceil(rules / 100));
}

/** Touches for a table: of its accounts, tags and sources, and some of none. */
export function makeContexts(mix: Mix, rules: readonly BenchRule[], count: number): Context[] {
	const next = random(rules.length + 77);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
	const accounts = rules.flatMap(({ account }) => account ?? []);
	const tags = rules.flatMap(({ tag }) => tag ?? []);
	const sources = sourceCount(rules.length);
	return Array.from({ length: count }, (_, i) => {
		const now = NOW + Math.floor(next() * 7 * 24 * 60) * 60_000;
		const last = mix === 'last';
		const known = accounts.length > 0 && next() < 0.6;
		const account = last ? (accounts.at(-1) ?? '') : known ? pick(accounts) : 'unknown';
		const own =
			last || tags.length === 0 || next() < 0.6 ? ['new', 'lead'] : ['new', pick(tags), 'lead'];
		const campaign =
			mix === 'noEquality' ? `${pick(WORDS)} ${i}` : `source${Math.floor(next() * sources)}`;
		const source = last ? 'none' : campaign;
		const country = pick(COUNTRIES);
		const value = next() * 1e6;
		const touch = {
			key: `k${i}`,
			event: 'message' as const,
			account: { id: account, number: '+12025550143', name: 'Some Line' },
			contact: { id: `c${i}`, tags: own, source, country },
			deal: { value },
		};
		const open = MAPS.map((map) => map.isOpen(now));
		return { touch, now, account, tags: own, source, country, value, open };
	});
}

const TARGET = { type: 'user', user: { by: 'id', value: 'u1' } };

/** The table as a plan of ours; rule names are the ids. */
export function toPlan(rules: readonly BenchRule[]): Plan {
	return parsePlan({
		fallback: null,
		owners: null,
		schedules: SCHEDULES,
		rules: rules.map((rule) => {
			const base = { name: String(rule.id), target: TARGET };
			const { account, tag, source, sourceContains, countries, schedule, value } = rule;
			const when = {
				...(account && { accounts: [{ by: 'id', value: account }] }),
				...(tag && { tags: { any: [tag] } }),
				...(source && { source: { is: [source] } }),
				...(sourceContains && { source: { contains: [sourceContains] } }),
				...(countries && { countries }),
				...(schedule !== undefined && { time: { schedule: `S${schedule}` } }),
				...(value && { item: valueFilter(value) }),
			};
			return { ...base, when };
		}),
	});
}

function valueFilter([above, below]: [number, number]) {
	const condition = (operation: string, rightValue: number) => ({
		id: operation,
		leftValue: '={{ $json.deal.value }}',
		rightValue,
		operator: { type: 'number', operation },
	});
	return {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
		combinator: 'and',
		conditions: [condition('gt', above), condition('lt', below)],
	};
}

/** What every engine must answer: the id of the first rule that matches, -1 when none does. */
export function reference(rules: readonly BenchRule[], context: Context): number {
	const { account, tags, source, country, value, open } = context;
	const found = rules.find(
		(rule) =>
			(rule.account === undefined || rule.account === account) &&
			(rule.tag === undefined || tags.includes(rule.tag)) &&
			(rule.source === undefined || rule.source === source) &&
			(rule.sourceContains === undefined || source.includes(rule.sourceContains)) &&
			(rule.countries === undefined || rule.countries.includes(country)) &&
			(rule.schedule === undefined || open[rule.schedule] === true) &&
			(rule.value === undefined || (value > rule.value[0] && value < rule.value[1])),
	);
	return found?.id ?? -1;
}
