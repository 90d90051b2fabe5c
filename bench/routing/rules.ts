import { parsePlan, type Plan } from '../../routing/plan';
import { WeekMap } from '../../routing/hours';
import type { Touch } from '../../routing/touch';

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
 * A table of rules. A table grows because there are more accounts, tags and campaigns, so their
 * number grows with it: one rule an account, one a tag, some 25 a source.
 */
export function makeRules(mix: Mix, count: number): BenchRule[] {
	const next = random(count + 7);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
	const conditional = mix === 'noEquality' ? count : Math.round(count * 0.2);
	const tags = mix === 'noEquality' ? 0 : Math.round(count * 0.2);
	return Array.from({ length: count }, (_, id): BenchRule => {
		if (mix === 'noEquality') {
			const above = Math.floor(next() * 1e6);
			const rule = { id, sourceContains: pick(WORDS), schedule: Math.floor(next() * 6) };
			// Windows become narrower with the table, or its first rules would take everything.
			return id % 3
				? { ...rule, value: [above, above + 3e6 / count] }
				: { ...rule, sourceContains: `${pick(WORDS)}${id}` };
		}
		if (id >= conditional + tags) return { id, account: `acc${id}` };
		if (id >= conditional) return { id, tag: `tag${id}` };
		const rule: BenchRule = {
			id,
			source: `source${Math.floor((next() * conditional) / 25)}`,
			countries: [...new Set([pick(COUNTRIES), pick(COUNTRIES), pick(COUNTRIES)])],
		};
		if (id % 2) rule.schedule = Math.floor(next() * 6);
		if (id % 4 === 0) rule.value = [next() * 5e5, 5e5 + next() * 5e5];
		return rule;
	});
}

/** Touches for a table: of its accounts, tags and sources, and some of none. */
export function makeContexts(mix: Mix, rules: readonly BenchRule[], count: number): Context[] {
	const next = random(rules.length + 77);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
	const accounts = rules.flatMap(({ account }) => account ?? []);
	const tags = rules.flatMap(({ tag }) => tag ?? []);
	const sources = Math.max(1, Math.ceil((rules.length * 0.2) / 25));
	return Array.from({ length: count }, (_, i) => {
		const now = NOW + Math.floor(next() * 7 * 24 * 60) * 60_000;
		const last = mix === 'last';
		const account = last ? (accounts.at(-1) ?? '') : next() < 0.8 ? pick(accounts) : 'unknown';
		const own = last || next() < 0.6 ? ['new', 'lead'] : ['new', pick(tags), 'lead'];
		const campaign =
			mix === 'noEquality' ? `${pick(WORDS)} ${i}` : `source${Math.floor(next() * sources)}`;
		const source = last ? 'none' : campaign;
		const country = pick(COUNTRIES);
		const value = next() * 1e6;
		const touch = {
			key: `k${i}`,
			event: 'message' as const,
			account: { id: account ?? '', number: '+12025550143', name: 'Some Line' },
			contact: { id: `c${i}`, tags: own, source, country },
			deal: { value },
		};
		const open = MAPS.map((map) => map.isOpen(now));
		return { touch, now, account: account ?? '', tags: own, source, country, value, open };
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
			if (account) return { ...base, kind: 'account', account: { by: 'id', value: account } };
			if (tag) return { ...base, kind: 'tag', tag };
			const when = {
				...(source && { source: { is: [source] } }),
				...(sourceContains && { source: { contains: [sourceContains] } }),
				...(countries && { countries }),
				...(schedule !== undefined && { time: { schedule: `S${schedule}` } }),
			};
			return { ...base, kind: 'conditional', when, conditions: value ? valueFilter(value) : null };
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
