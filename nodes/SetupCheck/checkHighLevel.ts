import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { checkAgency } from '../../highlevel/setup/checkAgency';
import { checkLocation } from '../../highlevel/setup/checkLocation';
import type { Feature } from '../../highlevel/setup/features';
import { look, type SetupLine } from '../../routing/model/setupLine';
import { usesOAuth } from '../shared/highLevel/authentication';
import {
	connectedLocation,
	openAgency,
	openHighLevel,
	type AgencyConnection,
	type HighLevelLocation,
} from '../shared/highLevel/connection';
import { locationNamed } from '../shared/highLevel/location';
import { openLedger } from '../shared/ledger/open';
import { activityLines } from './activityLines';
import { areAnswersUsed } from './answerLines';
import { webhookBase } from './n8nAddress';
import { orLine } from './orLine';
import { readFeatures } from './parameters/highLevel';
import { itemsOf, sumUp } from './result';

const CREDENTIAL = 'Credential for HighLevel';

/** One item for each line of the check; sub-accounts that several items name are checked once. */
export async function checkHighLevel(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: INodeExecutionData[] = [];
	// The line of the sub-account says why it cannot be opened.
	const agency = await openAgency(context).catch(() => null);
	const checked = new Set<string>();
	const all: SetupLine[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		const named = locationNamed(context, itemIndex);
		if (checked.has(named)) continue;
		const lines = checked.size === 0 ? await agencyLines(context, agency) : [];
		checked.add(named);
		lines.push(
			...(agency !== null && named === ''
				? [NONE_NAMED, ...(await arriving(context, itemIndex, null, new Set()))]
				: await locationLines(context, itemIndex, agency !== null)),
		);
		all.push(...lines);
		results.push(...itemsOf(lines, itemIndex));
	}
	sumUp(context, all, 'HighLevel');
	return results;
}

async function agencyLines(
	context: IExecuteFunctions,
	agency: AgencyConnection | null,
): Promise<SetupLine[]> {
	if (!agency) return [];
	return await orLine(
		context,
		CREDENTIAL,
		async () => await checkAgency({ ...agency, now: Date.now }),
	);
}

async function locationLines(
	context: IExecuteFunctions,
	itemIndex: number,
	ofAgency: boolean,
): Promise<SetupLine[]> {
	let place: HighLevelLocation | null = null;
	let features = readFeatures(context, itemIndex);
	const lines = await orLine(context, CREDENTIAL, async () => {
		place = await connectedLocation(context, itemIndex);
		if (await usesAnswers(context, place)) features = new Set([...features, 'answers']);
		const { client, account } = await openHighLevel(context, itemIndex);
		return await checkLocation({
			client,
			account,
			access: usesOAuth(context) ? 'oAuth2' : 'privateIntegration',
			ofAgency,
			features,
			timeZone: context.getTimezone(),
			now: Date.now,
		});
	});
	return [...lines, ...(await arriving(context, itemIndex, place, features))];
}

/** Whoever has a plan with reply times needs not tick it. */
async function usesAnswers(context: IExecuteFunctions, place: HighLevelLocation): Promise<boolean> {
	try {
		return await areAnswersUsed(await openLedger(context, place, 'live'));
	} catch {
		// The line of the ledger says why.
		return false;
	}
}

async function arriving(
	context: IExecuteFunctions,
	itemIndex: number,
	place: HighLevelLocation | null,
	features: ReadonlySet<Feature>,
) {
	return await activityLines(context, place, features, webhookBase(context, itemIndex));
}

const NONE_NAMED = look(
	'Sub-Account',
	'None was named, so permissions, people and working hours were not looked at',
	"Add the option 'Location ID' and fill in the ID of a sub-account, then run this node again.",
);
