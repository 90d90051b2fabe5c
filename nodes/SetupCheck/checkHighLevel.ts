import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { checkAgency } from '../../highlevel/setup/checkAgency';
import { checkLocation } from '../../highlevel/setup/checkLocation';
import { look, type SetupLine } from '../../routing/model/setupLine';
import { usesOAuth } from '../shared/highLevel/authentication';
import {
	connectedLocation,
	openAgency,
	openHighLevel,
	type AgencyConnection,
} from '../shared/highLevel/connection';
import { locationNamed } from '../shared/highLevel/location';
import { activityLines } from './activityLines';
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
				? [NONE_NAMED, ...(await arriving(context, itemIndex, null))]
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
	let locationId: string | null = null;
	const lines = await orLine(context, CREDENTIAL, async () => {
		({ locationId } = await connectedLocation(context, itemIndex));
		const { client, account } = await openHighLevel(context, itemIndex);
		return await checkLocation({
			client,
			account,
			access: usesOAuth(context) ? 'oAuth2' : 'privateIntegration',
			ofAgency,
			features: readFeatures(context, itemIndex),
			timeZone: context.getTimezone(),
			now: Date.now,
		});
	});
	return [...lines, ...(await arriving(context, itemIndex, locationId))];
}

async function arriving(context: IExecuteFunctions, itemIndex: number, locationId: string | null) {
	return await activityLines(context, locationId, webhookBase(context, itemIndex));
}

const NONE_NAMED = look(
	'Sub-Account',
	'None was named, so permissions, people and working hours were not looked at',
	"Add the option 'Location ID' and fill in the ID of a sub-account, then run this node again.",
);
