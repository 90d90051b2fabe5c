import { CompiledPlan, compilePlan } from '../compiledPlan';
import type { User } from '../model/decision';
import type { StaffSnapshot } from '../model/staffSnapshot';
import type { Plan } from '../plan/plan';
import { checkAnswers } from './answers';
import { checkBackups } from './backups';
import { checkCoverage } from './coverage';
import { checkDates } from './dates';
import { checkFilters } from './filters';
import { checkEmptyReferences } from './emptyReferences';
import type { Finding, Severity } from './finding';
import { checkLongReplyTimes } from './longReplyTimes';
import { checkNobodyNext } from './nobodyNext';
import { checkOrder } from './order';
import { checkOwnerPolicy } from './ownerPolicy';
import { checkTeamHours } from './teamHours';
import { checkTeams } from './teams';
import { checkUsers } from './users';
import { checkReferences } from './references';
import { checkReplyTimes } from './replyTimes';
import { checkRules } from './rules';
import { checkSkills } from './skills';
import { checkStaffData } from './staffData';
import { checkTeamNumbers } from './teamNumbers';

export { FINDINGS, type Finding, type FindingCode, type Severity } from './finding';

interface CheckOptions {
	/** The users of the HighLevel location; without them users are not checked. */
	users?: readonly User[];
	/** What HighLevel showed of them. */
	staffSnapshot?: StaffSnapshot;
	/** The only expressions that are evaluated, without their leading `=`; all are when it is left out. */
	expressions?: ReadonlySet<string>;
	/** Milliseconds since 1970: coverage is checked for the year that follows. */
	now: number;
}

const GRAVEST_FIRST: Record<Severity, number> = { error: 0, warning: 1 };

/** Reads a plan for mistakes before a contact does, the gravest first. */
export function check(
	plan: Plan | CompiledPlan,
	{ users, staffSnapshot, expressions, now }: CheckOptions,
): Finding[] {
	const compiled = plan instanceof CompiledPlan ? plan : compilePlan(plan);
	const findings = [
		...checkReferences(compiled.plan),
		...checkEmptyReferences(compiled.plan),
		...checkBackups(compiled.plan),
		...checkTeams(compiled.plan),
		...checkUsers(compiled, users ?? null),
		...checkTeamNumbers(compiled.plan, users ?? []),
		...checkSkills(compiled, users ?? null),
		...checkStaffData(compiled, users ?? [], staffSnapshot ?? {}),
		...checkRules(compiled),
		...checkOrder(compiled),
		...checkOwnerPolicy(compiled),
		...checkReplyTimes(compiled, users ?? null),
		...checkNobodyNext(compiled, users ?? null),
		...checkLongReplyTimes(compiled, users ?? null, staffSnapshot ?? {}, now),
		...checkAnswers(compiled, users ?? null),
		...checkFilters(compiled.plan, expressions ?? null),
		...checkDates(compiled.plan, now),
		...checkTeamHours(compiled, users ?? null, staffSnapshot ?? {}, now),
		...checkCoverage(compiled, users ?? null, staffSnapshot ?? {}, now),
	];
	return findings.sort((a, b) => GRAVEST_FIRST[a.severity] - GRAVEST_FIRST[b.severity]);
}
