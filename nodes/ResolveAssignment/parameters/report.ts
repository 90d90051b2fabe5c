import type { PlanError } from '../../../routing/plan/plan';

/**
 * Takes what is wrong with a field. A run throws it and ends; whoever looks at the panel collects all,
 * so a reader goes on after it with something that is never true.
 */
export type Report = (error: PlanError) => void;
