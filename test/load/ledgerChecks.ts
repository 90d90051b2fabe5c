import { createHmac } from 'node:crypto';
import type { HighLevelSandbox } from '../../sandbox/highlevel';
import type { Sent, Writer } from './messages';
import { readTables, type LedgerPlace, type Tables } from './ledgerTables';
import { ownerOf, trueOfAll, type Check } from './outsideChecks';

/** What the ledger says, beside what was sent and what is in HighLevel. */
export async function checkLedger(
	place: LedgerPlace,
	sent: readonly Sent[],
	writers: readonly Writer[],
	highLevel: HighLevelSandbox,
): Promise<Check[]> {
	let tables: Tables;
	try {
		tables = await readTables(place);
	} catch (error) {
		// The other checks are worth knowing all the same.
		return [{ check: 'The ledger can be read', holds: false, found: String(error) }];
	}
	return [
		sameOwners(tables, writers, highLevel),
		oneDecisionEach(tables, sent),
		oneTurnEach(tables, writers),
	];
}

function sameOwners(
	tables: Tables,
	writers: readonly Writer[],
	highLevel: HighLevelSandbox,
): Check {
	const contacts = new Map(tables.identities.map(({ hash, contact }) => [hash, contact]));
	const owners = new Map(tables.owners.map(({ contact, user_id }) => [contact, user_id]));
	const inLedger = ({ phone, userId }: Writer) => {
		const known = [`phone:+${phone}`, `whatsApp:${userId}`].map((identity) =>
			contacts.get(hashed(identity, tables.hashKey)),
		);
		// Two identities of one person must not be two contacts.
		return known[0] === known[1] ? owners.get(known[0] ?? '') : undefined;
	};
	const different = writers.filter((writer) => {
		const owner = inLedger(writer);
		return owner === undefined || owner !== ownerOf(highLevel, writer);
	});
	const [first] = different;
	return trueOfAll(
		'The owner in the ledger is the owner in HighLevel',
		different.length,
		writers.length,
		() =>
			first
				? `+${first.phone}: ${inLedger(first) ?? 'nobody'} and ${ownerOf(highLevel, first) ?? 'nobody'}`
				: '',
	);
}

function oneDecisionEach({ decisions }: Tables, sent: readonly Sent[]): Check {
	const messages = new Set(sent.map(({ message }) => message.id)).size;
	return {
		check: 'The ledger has one decision for each message',
		holds: decisions === messages,
		found: `${decisions} decisions, ${messages} messages`,
	};
}

/** A turn that was never confirmed would go back and make somebody else's share larger. */
function oneTurnEach({ assignments }: Tables, writers: readonly Writer[]): Check {
	const statuses = new Map<string, number>();
	for (const { status } of assignments) statuses.set(status, (statuses.get(status) ?? 0) + 1);
	const contacts = new Set(assignments.map(({ contact }) => contact)).size;
	return {
		check: 'Every person cost one turn, and all are confirmed',
		holds:
			assignments.length === writers.length &&
			contacts === writers.length &&
			statuses.get('confirmed') === writers.length,
		found: [...statuses].map(([status, count]) => `${count} ${status}`).join(', ') || 'no turns',
	};
}

/** As the ledger does it, made anew: it keeps no phone numbers. */
function hashed(identity: string, hashKey: string): string {
	return createHmac('sha256', Buffer.from(hashKey, 'base64url'))
		.update(identity)
		.digest('base64url');
}
