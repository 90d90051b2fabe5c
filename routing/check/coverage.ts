import { both, without } from '../availability/spans';
import type { CompiledPlan } from '../compiledPlan';
import type { User } from '../model/decision';
import type { StaffSnapshot } from '../model/staffSnapshot';
import { count } from '../model/text';
import type { Plan, Rule } from '../plan/plan';
import { targetsOf } from '../plan/rule';
import { hoursOf } from '../plan/ruleConditions';
import { CoverReader, type Cover, type KnownHours } from './cover';
import { finding, type Finding } from './finding';
import { Gaps } from './gaps';
import { ruleAt } from './places';

/** A rule with when it matches, and when it finds somebody. */
interface Chain {
	rules: string[];
	cover: Exclude<Cover, 'always' | null>;
	matches: Match[];
}

/** Hours within or outside of which a rule matches. */
interface Match {
	known: KnownHours;
	open: boolean;
}

/**
 * Finds the hours in which a rule that matches finds nobody: neither its target nor its backups
 * nor the fallback. Weekly hours only; holidays and away days come and go. Rules with the same times
 * are one finding.
 * @param users those of HighLevel, null when they are not known
 */
export function checkCoverage(
	compiled: CompiledPlan,
	users: readonly User[] | null,
	snapshot: StaffSnapshot,
	now: number,
): Finding[] {
	const { plan } = compiled;
	const reader = new CoverReader(compiled, users, snapshot);
	const chains = new Map<string, Chain>();
	for (const { rule, position, never } of compiled.rules) {
		if (never !== null) continue;
		const cover = reader.chain([...targetsOf(rule), ...(plan.fallback ? [plan.fallback] : [])]);
		// Nobody named at all is another finding, or the previous owner, whom no plan knows.
		if (cover === 'always' || cover === null) continue;
		const matches = matchesOf(rule, plan, reader);
		const key = [cover.key, ...matches.map(({ known, open }) => `${known.key} ${open}`)].join('\n');
		const chain = chains.get(key) ?? { rules: [], cover, matches };
		chain.rules.push(ruleAt(rule, position));
		chains.set(key, chain);
	}
	const gaps = new Gaps(now);
	return [...chains.values()].flatMap((chain) => findingsOf(chain, gaps, plan));
}

function matchesOf(rule: Rule, plan: Plan, reader: CoverReader): Match[] {
	return hoursOf(rule).map(({ schedule, open }) => {
		return { known: reader.hoursNamed(schedule ?? plan.businessHours ?? ''), open };
	});
}

function findingsOf({ rules, cover, matches }: Chain, gaps: Gaps, plan: Plan): Finding[] {
	const zones = [...cover.goesBy, ...cover.zones, ...matches.flatMap(({ known }) => known.zones)];
	const found = gaps.find({
		nobodyIn: (week) => {
			const nobody = without([week.from, week.until], cover.in(week));
			return matches.reduce((left, { known, open }) => {
				return (open ? both : without)(left, known.openIn(week));
			}, nobody);
		},
		zones: [...new Set(zones)].sort(),
		told: cover.zones,
	});
	const [first = '', ...more] = rules;
	const where = more.length > 0 ? `${first} and ${count(more.length, 'more rule')}` : first;
	const wayOut = wayOutOf(plan);
	return [
		...(found.usual ? [finding('uncovered', where, `${found.usual} ${wayOut}`)] : []),
		...(found.unusual
			? [finding('uncovered_clock_change', where, `${found.unusual} ${wayOut}`)]
			: []),
	];
}

function wayOutOf({ whenNobody }: Plan): string {
	const then = whenNobody === 'wait' ? 'Contacts wait until somebody works' : 'Contacts get nobody';
	return `${then}. To have somebody then, add 'Backups' to the rule, or choose somebody in 'If No Rule Fits'.`;
}
