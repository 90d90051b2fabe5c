import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';

/** Where the ledger of a run is. */
export type LedgerPlace = { kind: 'sqlite'; path: string } | { kind: 'postgres'; url: string };

/** What the checks need of the ledger's tables. */
export interface Tables {
	/** The key that identities are hashed with, base64url. */
	hashKey: string;
	identities: Array<{ hash: string; contact: string }>;
	/** Who owns each contact towards HighLevel. */
	owners: Array<{ contact: string; user_id: string }>;
	assignments: Array<{ contact: string; status: string }>;
	decisions: number;
}

/** Reads the ledger past the package's own code, which is what is being tested. */
export async function readTables(place: LedgerPlace): Promise<Tables> {
	const { all, close } = await open(place);
	try {
		const [key] = await all("SELECT value FROM contact_assignment_meta WHERE name = 'hashKey'");
		const [counted] = await all('SELECT count(*) AS decisions FROM contact_assignment_decisions');
		return {
			hashKey: String(key?.value),
			identities: (await all(
				'SELECT hash, contact FROM contact_assignment_identities',
			)) as Tables['identities'],
			owners: (await all(
				`SELECT slots.contact, slots.user_id FROM contact_assignment_slots slots
				JOIN contact_assignment_contacts contacts
					ON contacts.id = slots.contact AND contacts.primary_slot = slots.slot`,
			)) as Tables['owners'],
			assignments: (await all(
				'SELECT contact, status FROM contact_assignment_assignments',
			)) as Tables['assignments'],
			decisions: Number(counted?.decisions),
		};
	} finally {
		await close();
	}
}

interface Reader {
	all(sql: string): Promise<Array<Record<string, unknown>>>;
	close(): Promise<void>;
}

async function open(place: LedgerPlace): Promise<Reader> {
	if (place.kind === 'postgres') {
		const client = new Client({ connectionString: place.url });
		await client.connect();
		return {
			all: async (sql) => (await client.query<Record<string, unknown>>(sql)).rows,
			close: async () => await client.end(),
		};
	}
	const database = new DatabaseSync(place.path, { readOnly: true });
	return {
		all: async (sql) => await Promise.resolve(database.prepare(sql).all()),
		close: async () => await Promise.resolve(database.close()),
	};
}
