import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import type { User } from '../../../routing/model/user';
import { connectedLocation } from '../../shared/highLevel/connection';
import { toNodeError } from '../../shared/highLevel/nodeErrors';
import { perLocation } from '../../shared/highLevel/perLocation';
import { inSlices } from '../../shared/inSlices';
import { hintAtTrial, isTrial } from '../../shared/highLevel/trial';
import { openLedger } from '../../shared/ledger/open';
import type { OperationAbout } from '../operationParameters';
import { withPerson, type PersonUpdate } from '../resultItem';
import { isoOf, timeWords } from '../../shared/times';
import { findPerson } from './findPerson';
import { readPausedUntil, readPerson } from './personParameters';

/**
 * Pauses or resumes the person of every item, in order: for real decisions and for what is tried on
 * the canvas, which shows what would really happen.
 */
export async function pausePeople(
	context: IExecuteFunctions,
	operation: OperationAbout<'person'>,
): Promise<INodeExecutionData[]> {
	if (isTrial(context)) return tryPauses(context, operation);
	const results: INodeExecutionData[] = [];
	const ledgersFor = perLocation(context, async (itemIndex) => {
		const place = await connectedLocation(context, itemIndex);
		const live = await openLedger(context, place, 'live');
		return [live, await openLedger(context, place, 'test runs')] as const;
	});
	for await (const [itemIndex, item] of inSlices(context.getInputData().entries())) {
		try {
			const ledgers = await ledgersFor(itemIndex);
			const json = await applyTo(context, itemIndex, { operation, ledgers, json: item.json });
			results.push({ ...item, json, pairedItem: { item: itemIndex } });
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, itemIndex);
			if (!context.continueOnFail()) throw nodeError;
			results.push({ json: { error: nodeError.message }, pairedItem: { item: itemIndex } });
		}
	}
	return results;
}

interface Work {
	operation: OperationAbout<'person'>;
	ledgers: readonly [Ledger, ...Ledger[]];
	json: IDataObject;
}

async function applyTo(
	context: IExecuteFunctions,
	itemIndex: number,
	{ operation, ledgers, json }: Work,
): Promise<IDataObject> {
	const [ledger] = ledgers;
	const asked = { ledger, ...readPerson(context, itemIndex) };
	const user = await findPerson(context, itemIndex, asked);
	const update =
		operation === 'pausePerson'
			? await pause(context, itemIndex, ledgers, user)
			: await resume(ledgers, user);
	return withPerson(json, update, user);
}

async function pause(
	context: IExecuteFunctions,
	itemIndex: number,
	ledgers: Work['ledgers'],
	{ id, name }: User,
): Promise<PersonUpdate> {
	const now = ledgers[0].now();
	const until = readPausedUntil(context, itemIndex, now);
	for (const ledger of ledgers) await ledger.pauses.pause(id, until, now);
	return {
		result: 'paused',
		summary: `${name} gets no new contacts ${endOf(context, until)}.`,
		pausedUntil: isoOf(until),
	};
}

function endOf(context: IExecuteFunctions, until: number | null): string {
	return until === null ? 'until somebody resumes them' : `until ${timeWords(context, until)}`;
}

async function resume(ledgers: Work['ledgers'], { id, name }: User): Promise<PersonUpdate> {
	let wasPaused = false;
	for (const ledger of ledgers) {
		if (await ledger.pauses.resume(id, ledger.now())) wasPaused = true;
	}
	return wasPaused
		? { result: 'resumed', summary: `${name} gets new contacts again.`, pausedUntil: '' }
		: { result: 'notPaused', summary: `${name} was not paused by hand.`, pausedUntil: '' };
}

/** What would be done, before somebody has chosen a credential: who is meant, only HighLevel knows. */
function tryPauses(
	context: IExecuteFunctions,
	operation: OperationAbout<'person'>,
): INodeExecutionData[] {
	hintAtTrial(context, 'nobody is paused or resumed.');
	return context.getInputData().map((item, itemIndex) => {
		const { value } = readPerson(context, itemIndex).reference;
		const user = { id: '', name: value, email: value.includes('@') ? value : '' };
		const json = withPerson(item.json, trialOf(context, itemIndex, { operation, value }), user);
		return { ...item, json, pairedItem: { item: itemIndex } };
	});
}

function trialOf(
	context: IExecuteFunctions,
	itemIndex: number,
	{ operation, value }: { operation: OperationAbout<'person'>; value: string },
): PersonUpdate {
	const trial = `Trial without HighLevel: ${value || 'nobody'}`;
	if (operation === 'resumePerson') {
		return { result: 'preview', summary: `${trial} gets new contacts again.`, pausedUntil: '' };
	}
	const until = readPausedUntil(context, itemIndex, Date.now());
	const summary = `${trial} gets no new contacts ${endOf(context, until)}.`;
	return { result: 'preview', summary, pausedUntil: isoOf(until) };
}
