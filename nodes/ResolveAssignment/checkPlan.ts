import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { check } from '../../routing/check/check';
import { compilePlan } from '../../routing/compile';
import { openHighLevel } from '../common/highLevel';
import { plansFor } from './planFromParameters';
import { explainError } from './explainError';
import { observe } from './observe';
import { usersOf } from './situation';

/** One item that says what is wrong with the plan, and the plan itself as JSON. */
export async function checkPlan(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	try {
		const plan = plansFor(context)(0);
		const highLevel = await openHighLevel(context);
		const users = await usersOf(highLevel, plan);
		const compiled = compilePlan(plan);
		const observed = await observe(context, highLevel, compiled, users, null);
		const findings = check(compiled, { users, observed, now: Date.now() });
		const errors = findings.filter(({ severity }) => severity === 'error').length;
		const json = {
			summary:
				findings.length === 0
					? 'Nothing is wrong with the plan.'
					: `${count(errors, 'error')} and ${count(findings.length - errors, 'warning')}.`,
			findings,
			plan,
			planHash: compiled.hash,
		} as unknown as IDataObject;
		return [[{ json, pairedItem: context.getInputData().map((_, item) => ({ item })) }]];
	} catch (error) {
		const nodeError = explainError(context.getNode(), error, 0);
		if (!context.continueOnFail()) throw nodeError;
		return [[{ json: { error: nodeError.message }, pairedItem: { item: 0 } }]];
	}
}

function count(number: number, what: string): string {
	return `${number} ${what}${number === 1 ? '' : 's'}`;
}
