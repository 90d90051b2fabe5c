import { deepCopy, isExpression, type IExecuteFunctions } from 'n8n-workflow';
import { evaluatedIn } from '../../../routing/rules/expression';
import { PlanError } from '../../../routing/plan/plan';
import { isDeeper } from '../../shared/json';
import { text } from '../../shared/parameterValues';
import { moreConditions } from './conditions/item';

/** Filters stay raw: routing compiles their expressions, and evaluates only those that it needs. */
const RAW = new Set([moreConditions.name]);

/** A plan has about ten. */
export const MOST_LEVELS = 50;
const TOO_DEEP = 'an expression gives something that is nested too deeply';

/** Whether a raw parameter differs from item to item. */
export function hasExpressions(raw: unknown): boolean {
	if (typeof raw !== 'object' || raw === null) return isExpression(raw);
	return Object.entries(raw).some(([key, value]) => !RAW.has(key) && hasExpressions(value));
}

/** The expressions in the filters of raw parameters that n8n would evaluate, without their `=`. */
export function filterExpressions(raw: unknown): string[] {
	if (typeof raw !== 'object' || raw === null) return [];
	return Object.entries(raw).flatMap(([key, value]) =>
		RAW.has(key) ? evaluatedIn(value) : filterExpressions(value),
	);
}

/**
 * A copy of a raw parameter in which every expression has its value for the item; null is that of an
 * expression that finds nothing, so that it is not taken for a field that nobody filled in.
 * @throws {PlanError} for what is nested too deeply to be read
 */
export function evaluated(context: IExecuteFunctions, raw: unknown, itemIndex: number): unknown {
	if (typeof raw === 'string' && isExpression(raw)) {
		const value: unknown = context.evaluateExpression(raw.slice(1), itemIndex);
		if (isDeeper(value, MOST_LEVELS)) throw new PlanError(null, '', TOO_DEEP);
		return text(value) === '' ? null : value;
	}
	if (Array.isArray(raw)) return raw.map((value) => evaluated(context, value, itemIndex));
	if (typeof raw !== 'object' || raw === null) return raw;
	return Object.fromEntries(
		Object.entries(raw).map(([key, value]) => [
			key,
			RAW.has(key) ? deepCopy(value) : evaluated(context, value, itemIndex),
		]),
	);
}
