import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { asShownRow } from '../../shared/decidedItem/canvasRow';
import { fieldError, repeated } from '../../shared/fieldError';
import { connectedLocation } from '../../shared/highLevel/connection';
import { toNodeError } from '../../shared/highLevel/nodeErrors';
import { perLocation } from '../../shared/highLevel/perLocation';
import { openLedger } from '../../shared/ledger/open';
import { number, text } from '../../shared/parameterValues';
import { readIdentities } from '../contactParameters';
import type { ListOperation } from '../operationParameters';
import { historyOf } from './history';
import { lastDecisions } from './lastDecisions';
import type { List, ListSource } from './list';
import { teamStanding } from './teamStanding';
import { waitingContacts } from './waitingContacts';

const LIMITED = ['history', 'lastDecisions', 'waitingContacts'] as const satisfies ListOperation[];

const MOST = 50;

export const listParameters: INodeProperties[] = [
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { operation: [...LIMITED] } },
		description: 'Max number of results to return',
	},
];

type ReadList = (source: ListSource, asked: Asked) => Promise<List>;

interface Asked {
	context: IExecuteFunctions;
	itemIndex: number;
}

const LISTS: Readonly<Record<ListOperation, ReadList>> = {
	history: async (source, { context, itemIndex }) =>
		await historyOf(source, readIdentities(context, itemIndex)),
	lastDecisions,
	teamStanding,
	waitingContacts,
};

/**
 * What the ledger of real decisions says, also when it is asked on the canvas: a row an item. The
 * history is of the contact of each item, the others of each sub-account that the items name.
 */
export async function readLists(
	context: IExecuteFunctions,
	operation: ListOperation,
): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	const nothing = new Set<string>();
	for (const itemIndex of await askedItems(context, operation)) {
		try {
			const { rows, nothing: why } = await readList({ context, itemIndex }, operation);
			if (rows.length === 0) nothing.add(why);
			const pairedItem = { item: itemIndex };
			results.push(...rows.map((row) => ({ json: asShownRow(context, row), pairedItem })));
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			results.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
		}
	}
	if (results.length === 0) sayNothing(context, nothing);
	return results;
}

/** The items that ask for something that none before them has asked for. */
async function askedItems(context: IExecuteFunctions, operation: ListOperation): Promise<number[]> {
	const all = [...context.getInputData().keys()];
	if (operation === 'history') return all;
	const firsts: number[] = [];
	const firstOf = perLocation(context, async (itemIndex) => {
		firsts.push(itemIndex);
	});
	for (const itemIndex of all) await firstOf(itemIndex);
	return firsts;
}

async function readList(asked: Asked, operation: ListOperation): Promise<List> {
	const { context, itemIndex } = asked;
	const place = await connectedLocation(context, itemIndex);
	const ledger = await openLedger(context, place, 'live');
	const kept = await ledger.plans.latest();
	const limit = LIMITED.some((one) => one === operation) ? readLimit(context, itemIndex) : Infinity;
	return await LISTS[operation]({ ledger, kept, limit, now: ledger.now() }, asked);
}

function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	const given = context.getNodeParameter('limit', itemIndex, MOST);
	const limit = number(given) ?? MOST;
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw fieldError(
		context,
		itemIndex,
		`'Limit' is not a number of results: ${repeated(text(given))}`,
		'Write a whole number from 1 on.',
	);
}

/** So that an empty output says whether that is good. */
function sayNothing(context: IExecuteFunctions, why: ReadonlySet<string>): void {
	for (const message of why) {
		context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	}
}
