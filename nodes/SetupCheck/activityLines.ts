import type { IExecuteFunctions } from 'n8n-workflow';
import type { Feature } from '../../highlevel/setup/features';
import type { Seen } from '../../ledger/lastSeen';
import type { LedgerStore } from '../../ledger/store';
import { DAY } from '../../routing/model/durations';
import { look, right, type SetupLine } from '../../routing/model/setupLine';
import { isPublicAddress } from '../../webhooks/publicAddress';
import type { HighLevelLocation } from '../shared/highLevel/connection';
import { ledgerScope, openStore } from '../shared/ledger/open';
import { seenName, type SeenKind } from '../shared/trigger/lastSeen';
import { answerLines } from './answerLines';
import { orLine } from './orLine';
import { latestOf, LATELY_MS, sentence } from './seen';

/** A search comes every minute, or as often as somebody has chosen. */
const SEARCHED_LATELY_MS = DAY;

const WEBHOOK = 'HighLevel Contact Trigger';
const SEARCH = 'HighLevel Missed Contacts Trigger';

/**
 * What arrives from HighLevel, as far as the ledger knows: every trigger notes it there.
 * @param place null when no sub-account is looked at
 * @param features what is used besides choosing people and assigning contacts
 * @param n8nUrl where this n8n serves its webhooks
 */
export async function activityLines(
	context: IExecuteFunctions,
	place: HighLevelLocation | null,
	features: ReadonlySet<Feature>,
	n8nUrl: string,
): Promise<SetupLine[]> {
	const lines = await orLine(context, 'Ledger', async () => {
		const store = await openStore(context);
		const ledger = right('Ledger', `What was received and decided is in ${store.name}`);
		return place === null ? [ledger] : [ledger, ...(await triggerLines(store, place.locationId))];
	});
	const answers = place && features.has('answers') ? await answersIn(context, place) : [];
	return [addressLine(n8nUrl), ...lines, ...answers];
}

async function answersIn(context: IExecuteFunctions, place: HighLevelLocation) {
	return await orLine(context, 'Answers', async () => {
		const store = await openStore(context);
		return await answerLines(store, store.ledger(ledgerScope(place, 'live')), place.locationId);
	});
}

function addressLine(n8nUrl: string): SetupLine {
	const check = 'Address of This n8n';
	if (isPublicAddress(n8nUrl)) return right(check, `${n8nUrl} can be given to HighLevel`);
	return look(
		check,
		`HighLevel cannot reach ${n8nUrl}`,
		`Set the environment variable WEBHOOK_URL of n8n to a public https address and restart n8n, or do without webhooks: ${SEARCH} needs none.`,
	);
}

async function triggerLines(store: LedgerStore, locationId: string): Promise<SetupLine[]> {
	const now = store.now();
	const read = async (kind: SeenKind, location: string | null) =>
		await store.lastSeen.read(seenName(kind, location));
	// The Webhook action need not say its sub-account.
	const events = [...(await read('webhook', locationId)), ...(await read('webhook', null))];
	const refused = (await read('refusedWebhook', null)).filter(({ at }) => now - at < LATELY_MS);
	return [
		eventLine(events, now),
		...(refused.length > 0 ? [refusedLine(refused, now)] : []),
		searchLine(await read('search', locationId), now),
	];
}

function eventLine(events: readonly Seen[], now: number): SetupLine {
	const latest = latestOf(events);
	if (!latest) {
		return look(
			WEBHOOK,
			'No webhook of this sub-account has come yet, as far as this ledger knows',
			`If you use it: publish its workflow, put its production URL into HighLevel, and change something there, e.g. add a tag to a contact. A webhook that starts nothing is noted as well. Behind several n8n or ledgers, run this node where the trigger is.`,
		);
	}
	const found = `${sentence(events, now)}: ${latest.what}`;
	if (now - latest.at < LATELY_MS) return right(WEBHOOK, found);
	return look(
		WEBHOOK,
		found,
		"Nothing is to be done if nothing has happened in HighLevel since. Else look whether the workflow is published, and in HighLevel at the execution log of the Webhook action or at the app's webhook logs.",
	);
}

/** Anybody may have sent it, so it is no proof of anything wrong. */
function refusedLine(refused: readonly Seen[], now: number): SetupLine {
	return look(
		'Webhooks Turned Away',
		`${sentence(refused, now)}: ${latestOf(refused)?.what ?? ''}`,
		'If HighLevel sent it: compare the secret at the end of the URL in HighLevel with the one in the HighLevel Webhook credential, or App ID and Location ID in the trigger with those of your app.',
	);
}

function searchLine(searches: readonly Seen[], now: number): SetupLine {
	const latest = latestOf(searches);
	if (!latest) {
		return look(
			SEARCH,
			'It has not searched this sub-account yet, as far as this ledger knows',
			`Nothing is to be done if you receive only WhatsApp messages. Else add it beside ${WEBHOOK}: it finds what HighLevel told while n8n was down.`,
		);
	}
	const found = sentence(searches, now);
	if (now - latest.at < SEARCHED_LATELY_MS) return right(SEARCH, found);
	return look(SEARCH, found, 'If it should go on searching, publish its workflow again.');
}
