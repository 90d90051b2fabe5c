import { type IExecuteFunctions } from 'n8n-workflow';
import { HighLevelError } from '../../highlevel/errors';
import { readOpportunityResults } from '../../highlevel/opportunityResults';
import { MINUTE } from '../../routing/model/durations';
import { count } from '../../routing/model/text';
import { fieldError } from '../shared/fieldError';
import type { HighLevelConnection } from '../shared/highLevel/connection';
import { readAnswers } from '../shared/replies/readAnswers';
import { opportunitiesOption, readFreshening, syncOption } from './parameters/freshen';
import type { ReportedLedger } from './reportedLedger';

/** How long HighLevel is read for one report, milliseconds. */
const READING_MS = 0.5 * MINUTE;

/** What was sent a moment ago, HighLevel's list does not hold for certain. */
const USUALLY_BEHIND_MS = 3 * MINUTE;

/**
 * Reads from HighLevel what the ledger does not know yet, as far as the panel wants it.
 * @param since of which time opportunities matter, milliseconds since 1970
 * @returns full sentences: what could not be read
 * @throws {NodeOperationError} when what the panel asks for needs a credential
 * @throws {HighLevelError} when HighLevel refuses what the panel asks for
 * @throws {LedgerError} when the ledger cannot be used
 */
export async function freshen(
	context: IExecuteFunctions,
	itemIndex: number,
	place: ReportedLedger,
	highLevel: HighLevelConnection | null,
	since: number,
): Promise<string[]> {
	const { syncReplies, readOpportunities } = readFreshening(context, itemIndex);
	if (!highLevel) {
		if (readOpportunities) throw needsCredential(context, itemIndex, opportunitiesOption);
		if (syncReplies) throw needsCredential(context, itemIndex, syncOption);
		return [];
	}
	const deadline = performance.now() + READING_MS;
	const reading = { place, highLevel, mayGoOn: () => performance.now() < deadline };
	const unread: string[] = [];
	if (syncReplies !== false) unread.push(...(await synced(reading, syncReplies === true)));
	if (readOpportunities) unread.push(...(await opportunitiesRead(reading, since)));
	return unread;
}

interface Reading {
	place: ReportedLedger;
	highLevel: HighLevelConnection;
	/** False when no time is left. */
	mayGoOn: () => boolean;
}

/** @param isAskedFor else a report is made without, too */
async function synced(reading: Reading, isAskedFor: boolean): Promise<string[]> {
	return await repliesRead(reading).catch((error: unknown) => {
		if (isAskedFor || !(error instanceof HighLevelError)) throw error;
		return [
			`Answers could not be read from HighLevel before this report was made, so what was answered lately may be missing: ${error.message}. ${error.description}`,
		];
	});
}

async function repliesRead({ place, highLevel, mayGoOn }: Reading): Promise<string[]> {
	const upTo = await readAnswers({ client: highLevel.client, ...place, mayGoOn });
	const behind = upTo === null ? 0 : place.ledger.now() - upTo;
	if (behind <= USUALLY_BEHIND_MS) return [];
	const minutes = count(Math.floor(behind / MINUTE), 'minute');
	return [
		`Answers of the last ${minutes} are not read from HighLevel yet: there were too many for one time.`,
	];
}

async function opportunitiesRead(reading: Reading, since: number): Promise<string[]> {
	const { place, highLevel, mayGoOn } = reading;
	const { ledger } = place;
	const { results, complete } = await readOpportunityResults(highLevel.client, { since, mayGoOn });
	await ledger.outcomes.note(results, ledger.now());
	return complete
		? []
		: [
				'Not all opportunities could be read from HighLevel: there were too many for one time, and the oldest are missing.',
			];
}

function needsCredential(
	context: IExecuteFunctions,
	itemIndex: number,
	{ displayName }: typeof syncOption,
): Error {
	return fieldError(
		context,
		itemIndex,
		`'${displayName}' needs a HighLevel credential, and none is chosen`,
		'Choose one above, or remove the option.',
	);
}
