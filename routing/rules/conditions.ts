import { cameFromGoogleAds, digits, fold, type TouchFacts } from './touchFacts';
import { compileFilter } from './filter';
import { WeekMap } from '../availability/hours';
import type { AccountReference, Plan, Rule, When } from '../plan/plan';
import { getPath } from './expression';

/** One condition of a rule. Every test of a rule must pass. */
export interface Test {
	/** May throw (only filters do): the rule then does not match. */
	passes(facts: TouchFacts): boolean;
	/** Why it did not pass, in words; asked only after `passes` said no. */
	failure(facts: TouchFacts): string;
}

/** A test that passes exactly when the touch has one of `keys`: a look-up can answer it. */
interface MemberTest extends Test {
	keys: KeySet;
}

/** The rule can match only when the touch has one of `keys` in the dimension. */
export interface KeySet {
	dimension: Dimension;
	keys: readonly string[];
}

/** Something that a touch has a few values of. */
export interface Dimension {
	/** Two dimensions of the same name are the same. */
	name: string;
	/** The values; null when they are not known, and every rule has to be asked. */
	values(facts: TouchFacts): readonly string[] | null;
}

/** Conditions of a rule; `never` tells why the rule can match nothing. */
export interface RuleTests {
	tests: Test[];
	/** What the rule needs by look-up, for the index; `tests` ask all of it again. */
	keys: KeySet[];
	never: string | null;
}

/** Compiles the schedules of a plan, by folded name. */
export function compileSchedules(plan: Plan): Map<string, WeekMap> {
	return new Map(plan.schedules.map((schedule) => [fold(schedule.name), new WeekMap(schedule)]));
}

export function compileRule(
	rule: Rule,
	plan: Plan,
	schedules: ReadonlyMap<string, WeekMap>,
): RuleTests {
	const tests: Test[] = [];
	const keys: KeySet[] = [];
	let never: string | null = null;
	const add = (test: Test | MemberTest) => {
		tests.push(test);
		if ('keys' in test) keys.push(test.keys);
	};
	if (rule.kind === 'account') add(accountTest([rule.account]));
	if (rule.kind === 'tag') add(tagTest([rule.tag]));
	if (rule.kind !== 'conditional') return { tests, keys, never };
	const { when } = rule;
	if (when.accounts?.length) add(accountTest(when.accounts));
	tagTests(when.tags).forEach(add);
	const source = sourceTest(when.source);
	if (source) add(source);
	const ad = adTest(when.ad);
	if (ad) add(ad);
	if (when.countries?.length) add(countryTest(when.countries));
	if (when.contact && when.contact !== 'any') add(contactTest(when.contact));
	if (when.time !== undefined && when.time !== 'any') {
		const test = timeTest(when.time, plan, schedules);
		if (typeof test === 'string') never = test;
		else add(test);
	}
	if (rule.conditions !== null) {
		const filter = compileFilter(rule.conditions);
		if (typeof filter === 'string') {
			never = filter;
		} else {
			add({
				passes: (facts) => filter.matches(facts),
				failure: (facts) => filter.failure(facts) ?? '',
			});
			for (const { path, text, ignoreCase, loose } of filter.equalities) {
				keys.push({ dimension: pathDimension(path, ignoreCase, loose), keys: [text] });
			}
		}
	}
	if (tests.length === 0) never ??= 'it has no conditions';
	return { tests, keys, never };
}

/** For rules that name accounts in several ways. */
const ACCOUNT: Dimension = { name: 'account', values: (facts) => facts.accountKeys };
/** For rules that name them in one way, so that the other names need not be worked out. */
const ACCOUNT_BY: Record<AccountReference['by'], Dimension> = {
	id: { name: 'account id', values: (facts) => facts.accountBy('id') },
	number: { name: 'account number', values: (facts) => facts.accountBy('number') },
	name: { name: 'account name', values: (facts) => facts.accountBy('name') },
};
const TAG: Dimension = { name: 'tag', values: (facts) => facts.tags };
const SOURCE: Dimension = { name: 'source', values: (facts) => facts.sources };
const COUNTRY: Dimension = { name: 'country', values: (facts) => facts.countries };

function accountTest(accounts: readonly AccountReference[]): MemberTest {
	const [first] = accounts;
	const by = first && accounts.every((account) => account.by === first.by) ? first.by : null;
	const keys = accounts.flatMap((account) => {
		const value = foldAccount(account);
		if (value === '') return [];
		return [by === null ? account.by[0] + value : value];
	});
	return memberTest(
		by === null ? ACCOUNT : ACCOUNT_BY[by],
		keys,
		(facts) =>
			`${describeAccount(facts)}, not to ${accounts.map(({ by, value }) => `the account with the ${by} '${value}'`).join(' or ')}`,
	);
}

function foldAccount({ by, value }: AccountReference): string {
	if (by === 'id') return value;
	return by === 'number' ? digits(value) : fold(value);
}

/** The account that was written to, in words. */
export function describeAccount({ account, touch }: TouchFacts): string {
	if (touch.event === 'reassign') {
		return account
			? `the contact belongs to ${accountName(account)}`
			: 'the WhatsApp account of the contact is not known';
	}
	if (!account) return 'no WhatsApp account was written to';
	return `the message came to ${accountName(account)}`;
}

export function accountName(account: NonNullable<TouchFacts['account']>): string {
	if (account.name) return `'${account.name}'`;
	return account.number ?? `account ${account.id}`;
}

function tagTests(tags: When['tags']): Test[] {
	const tests: Array<Test | MemberTest> = [];
	if (tags?.any?.length) tests.push(tagTest(tags.any));
	for (const tag of tags?.all ?? []) tests.push(tagTest([tag]));
	if (tags?.none?.length) {
		const unwanted = new Set(tags.none.map(fold));
		tests.push({
			passes: (facts) => !facts.tags.some((tag) => unwanted.has(tag)),
			failure: (facts) =>
				`the contact has the tag '${facts.tags.find((tag) => unwanted.has(tag)) ?? ''}'`,
		});
	}
	return tests;
}

function tagTest(tags: readonly string[]): MemberTest {
	return memberTest(TAG, tags.map(fold), (facts) =>
		facts.touch.event === 'tag'
			? `the tag that was added is '${facts.touch.tag ?? ''}', not ${quoted(tags)}`
			: `the contact does not have the tag ${quoted(tags)}`,
	);
}

function sourceTest(source: When['source']): Test | null {
	const is = (source?.is ?? []).map(fold);
	const parts = (source?.contains ?? []).map(fold);
	const googleAds = source?.googleAds === true;
	if (is.length === 0 && parts.length === 0 && !googleAds) return null;
	const failure = ({ touch }: TouchFacts) => {
		const wanted = [
			...(is.length ? [quoted(source?.is ?? [])] : []),
			...(parts.length ? [`something with ${quoted(source?.contains ?? [])}`] : []),
			...(googleAds ? ['Google Ads'] : []),
		];
		const found = touch.contact.source;
		return `the contact's source is ${found ? `'${found}'` : 'not known'}, not ${wanted.join(' or ')}`;
	};
	if (parts.length === 0 && !googleAds) return memberTest(SOURCE, is, failure);
	return {
		passes: (facts) => {
			const [found = ''] = facts.sources;
			if (found !== '' && (is.includes(found) || parts.some((part) => found.includes(part)))) {
				return true;
			}
			return googleAds && cameFromGoogleAds(facts.touch);
		},
		failure,
	};
}

function adTest(ad: When['ad']): Test | null {
	const sourceIds = ad?.sourceIds ?? [];
	const clickIds = ad?.clickIds ?? [];
	if (!ad?.any && sourceIds.length === 0 && clickIds.length === 0) return null;
	return {
		passes: ({ touch: { referral } }) => {
			if (!referral) return false;
			const { sourceType, sourceId, clickId } = referral;
			if (ad?.any && (sourceType === 'ad' || clickId)) return true;
			return (
				(!!sourceId && sourceIds.includes(sourceId)) || (!!clickId && clickIds.includes(clickId))
			);
		},
		failure: ({ touch: { referral } }) =>
			referral?.sourceId
				? `the person came from the ad '${referral.sourceId}'`
				: 'the person did not come from an ad',
	};
}

function countryTest(countries: readonly string[]): Test {
	return memberTest(
		COUNTRY,
		countries.map((country) => country.toUpperCase()),
		({ touch: { contact } }) =>
			`the contact's country is ${contact.region ?? contact.country ?? 'not known'}, not ${countries.join(' or ')}`,
	);
}

function contactTest(wanted: 'new' | 'existing'): Test {
	const expected = wanted === 'existing';
	return {
		passes: ({ touch }) => touch.contact.existed === expected,
		failure: ({ touch }) => {
			const { existed } = touch.contact;
			if (typeof existed !== 'boolean') return 'it is not known whether the contact is new';
			return existed ? 'the contact existed before' : 'the contact is new';
		},
	};
}

function timeTest(
	time: NonNullable<When['time']>,
	plan: Plan,
	schedules: ReadonlyMap<string, WeekMap>,
): Test | string {
	const name = typeof time === 'object' ? time.schedule : plan.businessHours;
	if (name === null) return 'the plan does not say what its business hours are';
	const hours = schedules.get(fold(name));
	if (!hours) return `there is no schedule '${name}'`;
	const wanted = time !== 'afterHours';
	return {
		passes: ({ now }) => hours.isOpen(now) === wanted,
		failure: ({ now }) => {
			if (!wanted) return `it is within the hours '${name}'`;
			return hours.isHoliday(now)
				? `it is a holiday in the hours '${name}'`
				: `it is outside the hours '${name}'`;
		},
	};
}

/** A test that one of the touch's values is one of some keys: answered by look-up. */
function memberTest(
	dimension: Dimension,
	keys: readonly string[],
	failure: (facts: TouchFacts) => string,
): MemberTest {
	const [only] = keys;
	const set = new Set(keys);
	return {
		passes:
			keys.length === 1 && only !== undefined
				? (facts) => dimension.values(facts)?.includes(only) ?? false
				: (facts) => dimension.values(facts)?.some((value) => set.has(value)) ?? false,
		failure,
		keys: { dimension, keys: [...set] },
	};
}

/** Values of a path as n8n's `equals` for text sees them; null for what it would convert. */
function pathDimension(path: readonly string[], ignoreCase: boolean, loose: boolean): Dimension {
	return {
		name: JSON.stringify([path, ignoreCase, loose]),
		values: (facts) => {
			const value = getPath(facts.item, path);
			if (typeof value === 'string') return [ignoreCase ? value.toLocaleLowerCase() : value];
			// Strict comparisons of other types throw and never match; nothing equals a missing value,
			// because empty texts are not indexed.
			return loose && value !== null && value !== undefined ? null : [];
		},
	};
}

function quoted(texts: readonly string[]): string {
	return texts.map((text) => `'${text}'`).join(' or ');
}
