import { z } from 'zod/v4';
import { VERSION, type HighLevelClient } from '../client';
import { distinctEntries } from '../entries';
import { HighLevelError, lacksPermission, unreadable } from '../errors';
import { optionalText } from '../fieldValues';
import { path } from '../path';
import { readUsers } from '../users';
import { look, right, wrong, type SetupLine } from '../../routing/model/setupLine';
import { count } from '../../routing/model/text';

/** What to check of an agency, and from where. */
export interface AgencyToCheck {
	client: HighLevelClient;
	companyId: string;
	appId: string;
	/** @throws {Error} when the agency's token does not open the sub-account */
	open: (locationId: string) => Promise<{ client: HighLevelClient }>;
	now: () => number;
}

interface Installed {
	id: string;
	name: string;
}

/** So many sub-accounts are opened; of the others only the number is told. */
const OPENED = 20;

const listSchema = z.object({ locations: z.array(z.unknown()), count: z.number().optional() });
const installedSchema = z
	.object({ _id: z.string(), name: optionalText, isInstalled: z.boolean().optional() })
	.transform(({ _id, name, isInstalled }) => ({ id: _id, name: name ?? _id, isInstalled }));

/** Whether the agency's connection is good, and which of its sub-accounts have the app and open. */
export async function checkAgency(agency: AgencyToCheck): Promise<SetupLine[]> {
	const { client } = agency;
	const lines = [
		right('Connection to the Agency', `An OAuth2 connection to the agency ${agency.companyId}`),
	];
	if (client.scopes && !client.scopes.has('oauth.write')) {
		lines.push(
			wrong(
				'Permission oauth.write',
				'The connection lacks it: no sub-account can be opened',
				connectWith('oauth.write'),
			),
		);
	}
	if (client.scopes && !client.scopes.has('oauth.readonly')) return [...lines, unlistedLine()];
	const installed = await listInstalled(agency).catch((error: unknown) => {
		if (error instanceof HighLevelError) return error;
		throw error;
	});
	if (installed instanceof HighLevelError) return [...lines, refusedLine(installed)];
	if (installed.length === 0) return [...lines, nowhereLine()];
	for (const location of installed.slice(0, OPENED)) lines.push(await openedLine(agency, location));
	if (installed.length > OPENED) {
		const more = count(installed.length - OPENED, 'more sub-account');
		lines.push(
			look(
				'Other Sub-Accounts',
				`${more} with the app`,
				"To check one of them, name it in 'Options' as 'Location ID'.",
			),
		);
	}
	return lines;
}

/** HighLevel: Get Location where app is installed. */
async function listInstalled({ client, companyId, appId }: AgencyToCheck): Promise<Installed[]> {
	const all: unknown[] = [];
	for (;;) {
		const body = await client.request({
			method: 'GET',
			path: path`/oauth/installedLocations`,
			query: {
				...{ companyId, appId, isInstalled: 'true' },
				...{ skip: String(all.length), limit: String(PAGE) },
			},
			version: VERSION,
			repeatable: true,
			mayBeRefused: true,
		});
		const answer = listSchema.safeParse(body);
		if (!answer.success) throw unreadable(body);
		all.push(...answer.data.locations);
		if (answer.data.locations.length < PAGE || all.length >= MOST) break;
	}
	return distinctEntries(all, installedSchema).filter(({ isInstalled }) => isInstalled !== false);
}

const PAGE = 100;
/** More than are looked at; a list without end ends here. */
const MOST = 1_000;

async function openedLine(agency: AgencyToCheck, { id, name }: Installed): Promise<SetupLine> {
	const check = `Sub-Account ${name}`;
	try {
		const { client } = await agency.open(id);
		const { users } = await readUsers(client, agency.now());
		return right(check, `It opens, and has ${count(users.length, 'user')} (${id})`);
	} catch (error) {
		const { message, description } = error as Error & { description?: unknown };
		return wrong(check, `${message} (${id})`, typeof description === 'string' ? description : '');
	}
}

const INSTALLED = 'Sub-Accounts With the App';

function unlistedLine(): SetupLine {
	return look(
		INSTALLED,
		'The connection lacks the scope oauth.readonly, so HighLevel does not list them',
		`Assignments work without it. To see the list here: ${connectWith('oauth.readonly')}`,
	);
}

function refusedLine(error: HighLevelError): SetupLine {
	if (lacksPermission(error)) return unlistedLine();
	if (error.kind === 'credential')
		return wrong('Connection to the Agency', error.message, RECONNECT);
	return wrong(INSTALLED, error.message, error.description);
}

function nowhereLine(): SetupLine {
	return wrong(
		INSTALLED,
		'None: the app of this connection is installed in no sub-account',
		'In HighLevel, open the agency, then App Marketplace, and install the app in the sub-accounts that shall use it.',
	);
}

const RECONNECT = 'Open the HighLevel OAuth2 credential and connect it to the agency again.';

function connectWith(scope: string): string {
	return `Add the scope ${scope} to the app at marketplace.gohighlevel.com under Advanced Settings > Auth and to the HighLevel OAuth2 credential, then connect the credential again.`;
}
