import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { check } from '../../../routing/check/check';
import type { Finding } from '../../../routing/check/finding';
import { compilePlan } from '../../../routing/compiledPlan';
import { count } from '../../../routing/model/text';
import type { Plan } from '../../../routing/plan/plan';
import { openHighLevel } from '../../shared/highLevel/connection';
import { locationNamed } from '../../shared/highLevel/location';
import { StaffReader } from '../../shared/highLevel/staffReader';
import { inSlices } from '../../shared/inSlices';
import { ownExpressions } from '../ownExpressions';
import { simplifies } from '../parameters/simplify';
import { errorItem, failedItem, type FailedItem } from '../pipeline/failedItem';
import { warn } from '../pipeline/warn';
import { plansFor } from '../planFromParameters';
import { planNames } from '../planName';
import { NOT_USED } from './onCanvas';
import type { Operation } from './operation';

/**
 * What is wrong with the plan, for each sub-account: a row a finding; without 'Simplify' one item
 * with all findings and the plan itself as JSON.
 */
export const checkPlan: Operation = {
	option: {
		name: 'Check Plan',
		value: 'check',
		description: 'List what is wrong with the rules, teams and working hours',
		action: 'Check the plan',
	},
	parameters: [],
	outputs: [NOT_USED, 'Findings'],
	onCanvasOnly: true,
	execute,
};

async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const planOf = plansFor(context);
	const { locations, failed } = await itemsByLocation(context);
	const results = failed.map(errorItem);
	const itemsOf = simplifies(context) ? rowsOf : wholeCheck;
	for (const [locationId, itemIndexes] of locations) {
		const [first = 0] = itemIndexes;
		try {
			const checked = await checkHere(context, planOf(first), first);
			const pairedItem = itemIndexes.map((item) => ({ item }));
			for (const json of itemsOf(checked)) {
				results.push({ json: { ...json, ...(locationId && { locationId }) }, pairedItem });
			}
		} catch (error) {
			results.push(errorItem(failedItem(context, first, error)));
		}
	}
	return [[], results];
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

/** A plan with what is wrong with it, the gravest first. */
interface CheckedPlan {
	findings: Finding[];
	plan: Plan;
	planHash: string;
}

async function checkHere(
	context: IExecuteFunctions,
	plan: Plan,
	itemIndex: number,
): Promise<CheckedPlan> {
	const staff = new StaffReader(await openHighLevel(context, itemIndex), warn(context));
	const { users } = await staff.userList(plan);
	const compiled = compilePlan(plan);
	const staffSnapshot = await staff.snapshot(compiled, users, null);
	const expressions = ownExpressions(context);
	const findings = check(compiled, { users, staffSnapshot, expressions, now: Date.now() });
	return { findings, plan, planHash: planNames(context)(plan) };
}

const NOTHING_WRONG = 'Nothing is wrong with the plan.';

/** The same columns whether or not something is wrong. */
export function rowsOf({ findings }: Pick<CheckedPlan, 'findings'>): IDataObject[] {
	if (findings.length === 0) {
		return [{ where: 'Plan', finding: NOTHING_WRONG, severity: 'ok', code: '' }];
	}
	return findings.map(({ where, text, severity, code }) => ({
		where,
		finding: text,
		severity,
		code,
	}));
}

function wholeCheck({ findings, ...rest }: CheckedPlan): IDataObject[] {
	return [{ summary: summaryOf(findings), findings, ...rest } as unknown as IDataObject];
}

function summaryOf(findings: readonly Finding[]): string {
	if (findings.length === 0) return NOTHING_WRONG;
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	return `${count(errors, 'error')} and ${count(findings.length - errors, 'warning')}.`;
}
