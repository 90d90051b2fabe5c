import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { escaped } from '../../report/pages/html';
import { toNodeError } from '../shared/highLevel/nodeErrors';
import { itemsIn, type Forms } from './formedItems';
import { parameters } from './parameters';
import type { Operation } from './parameters/operation';
import { readAttached, readOutput } from './parameters/output';
import { reportedLedger, type ReportedLedger } from './reportedLedger';

/** What an operation made of one sub-account. */
export interface Made {
	forms: Forms;
	/** Full sentences: what is to be seen first. */
	first: readonly string[];
	/** Full sentences: what is not in it. */
	notSeen: readonly string[];
}

/** Makes it of one sub-account, as an item asks for it. */
export type Make = (
	context: IExecuteFunctions,
	itemIndex: number,
	place: ReportedLedger,
) => Promise<Made>;

/** Fields that may have another value in each item. */
const ASKED = parameters
	.filter(({ noDataExpression }) => !noDataExpression)
	.map(({ name }) => name);

/** For each sub-account that the items ask about. What fails, fails for its item alone if the node says so. */
export async function runOperation(
	context: IExecuteFunctions,
	operation: Operation,
	make: Make,
): Promise<INodeExecutionData[]> {
	const output = readOutput(context, operation);
	const results: INodeExecutionData[] = [];
	const seen = new Set<string>();
	for (const itemIndex of context.getInputData().keys()) {
		const pairedItem = { item: itemIndex };
		try {
			const place = await reportedLedger(context, itemIndex);
			const asked = askedBy(context, itemIndex, place);
			if (seen.has(asked)) continue;
			seen.add(asked);
			const made = await make(context, itemIndex, place);
			sayAbove(context, made);
			const attached = output === 'email' ? readAttached(context, itemIndex) : [];
			const items = await itemsIn(context, output, made.forms, attached);
			results.push(...items.map((item) => ({ ...item, pairedItem })));
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			results.push({ json: { error: nodeError.message }, pairedItem });
		}
	}
	return results;
}

/** What tells two items apart that ask about the same sub-account, such as another period. */
function askedBy(context: IExecuteFunctions, itemIndex: number, { scope }: ReportedLedger): string {
	const values = ASKED.map((name) => context.getNodeParameter(name, itemIndex, null) as unknown);
	return JSON.stringify([scope, ...values]);
}

/** Above what comes out: what is to be seen first, and, folded, what is not in it. */
function sayAbove(context: IExecuteFunctions, { first, notSeen }: Made): void {
	const location = 'outputPane';
	if (first.length > 0) {
		context.addExecutionHints({ message: escaped(first.join(' ')), type: 'info', location });
	}
	const group = {
		key: 'notSeen',
		summary: 'What is not seen here, or not to be trusted ({count})',
	};
	for (const sentence of notSeen) {
		context.addExecutionHints({ message: escaped(sentence), type: 'info', location, group });
	}
}
