import { clearIssues } from '../plan/issueWords';
import { readPlan, type PlanError } from '../plan/plan';
import { planErrorAt } from '../plan/planError';

/** All that keeps a plan from being used, as far as one look can tell; none when it can be used. */
export function planProblems(input: unknown): PlanError[] {
	const result = readPlan(input);
	if (result.success) return [];
	return clearIssues(result.error.issues).map((issue) => planErrorAt(input, issue));
}
