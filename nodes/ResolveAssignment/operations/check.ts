import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { check } from '../../../routing/check/check';
import { compilePlan } from '../../../routing/compiledPlan';
import { count } from '../../../routing/model/text';
import type { Plan } from '../../../routing/plan/plan';
import { openHighLevel } from '../../shared/highLevel/connection';
import { locationNamed } from '../../shared/highLevel/location';
import { inSlices } from '../../shared/inSlices';
import { errorItem, failedItem, type FailedItem } from '../pipeline/failedItem';
import { StaffReader } from '../pipeline/staffReader';
import { ownExpressions } from '../ownExpressions';
import { plansFor } from '../planFromParameters';
import type { Operation } from './operation';

/** One item for each sub-account that says what is wrong with the plan, and the plan itself as JSON. */
export const checkPlan: Operation = {
	option: {
		name: 'Check Plan',
		value: 'check',
		description: 'List what is wrong with the rules, teams and working hours',
		action: 'Check the plan',
	},
	parameters: [],
	execute,
};

async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const planOf = plansFor(context);
	const { locations, failed } = await itemsByLocation(context);
	const results = failed.map(errorItem);
	for (const [locationId, itemIndexes] of locations) {
		const [first = 0] = itemIndexes;
		try {
			const json = await checkHere(context, planOf(first), first);
			results.push({
				json: locationId ? { ...json, locationId } : json,
				pairedItem: itemIndexes.map((item) => ({ item })),
			});
		} catch (error) {
			results.push(errorItem(failedItem(context, first, error)));
		}
	}
	return [results];
}

/** Indexes of the items by the sub-account that they name. */
async function itemsByLocation(context: IExecuteFunctions) {
	const locations = new Map<string, number[]>();
	const failed: FailedItem[] = [];
	for await (const itemIndex of inSlices(context.getInputData().keys())) {
		try {
			const location = locationNamed(context, itemIndex);
			const known = locations.get(location);
			if (known) known.push(itemIndex);
			else locations.set(location, [itemIndex]);
		} catch (error) {
			failed.push(failedItem(context, itemIndex, error));
		}
	}
	return { locations, failed };
}

async function checkHere(
	context: IExecuteFunctions,
	plan: Plan,
	itemIndex: number,
): Promise<IDataObject> {
	const staff = new StaffReader(context, await openHighLevel(context, itemIndex));
	const { users } = await staff.userList(plan);
	const compiled = compilePlan(plan);
	const staffSnapshot = await staff.snapshot(compiled, users, null);
	const findings = check(compiled, {
		users,
		staffSnapshot,
		expressions: ownExpressions(context),
		now: Date.now(),
	});
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
