import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { check } from '../../../routing/check/check';
import { compilePlan } from '../../../routing/compiledPlan';
import type { Plan } from '../../../routing/plan/plan';
import { locationNamed, openHighLevel } from '../../shared/highLevel/connection';
import { plansFor } from '../planFromParameters';
import { explainError } from '../explainError';
import { observe } from '../observe';
import { usersOf } from '../situation';

/** One item for each sub-account that says what is wrong with the plan, and the plan itself as JSON. */
export async function checkPlan(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const planOf = plansFor(context);
	const results: INodeExecutionData[] = [];
	const fail = (itemIndex: number, error: unknown) => {
		const nodeError = explainError(context.getNode(), error, itemIndex);
		if (!context.continueOnFail()) throw nodeError;
		results.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
	};
	const places = new Map<string, number[]>();
	for (const itemIndex of context.getInputData().keys()) {
		try {
			const location = locationNamed(context, itemIndex);
			places.set(location, [...(places.get(location) ?? []), itemIndex]);
		} catch (error) {
			fail(itemIndex, error);
		}
	}
	for (const [locationId, itemIndexes] of places) {
		const [first = 0] = itemIndexes;
		try {
			const json = { ...(await checkHere(context, planOf(first), first)) };
			results.push({
				json: locationId ? { ...json, locationId } : json,
				pairedItem: itemIndexes.map((item) => ({ item })),
			});
		} catch (error) {
			fail(first, error);
		}
	}
	return [results];
}

async function checkHere(
	context: IExecuteFunctions,
	plan: Plan,
	itemIndex: number,
): Promise<IDataObject> {
	const highLevel = await openHighLevel(context, itemIndex);
	const users = await usersOf(highLevel, plan);
	const compiled = compilePlan(plan);
	const observed = await observe(context, highLevel, compiled, users, null);
	const findings = check(compiled, { users, staffSnapshot: observed, now: Date.now() });
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	return {
		summary:
			findings.length === 0
				? 'Nothing is wrong with the plan.'
				: `${count(errors, 'error')} and ${count(findings.length - errors, 'warning')}.`,
		findings,
		plan,
		planHash: compiled.hash,
	} as unknown as IDataObject;
}

function count(number: number, what: string): string {
	return `${number} ${what}${number === 1 ? '' : 's'}`;
}
