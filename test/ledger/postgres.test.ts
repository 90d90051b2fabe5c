import { Client } from 'pg';
import { PostgresDatabase } from '../../ledger/postgres';
import {
	startPostgres,
	type PostgresDatabase as Place,
	type PostgresServer,
} from '../../sandbox/postgres';
import { conformance } from './conformance';

describe('a ledger in Postgres', () => {
	let server: PostgresServer;
	let place: Place;
	let count = 0;
	beforeAll(async () => {
		server = await startPostgres({ isDurable: false });
	}, 60_000);
	afterAll(async () => await server.stop(), 60_000);
	beforeEach(async () => {
		place = await server.createDatabase(`ledger_${(count += 1)}`);
	});

	conformance(
		async () => {
			const { host, port, database, user, password } = place;
			return await Promise.resolve(
				new PostgresDatabase({ host, port, database, user, password, ssl: false, connections: 4 }),
			);
		},
		async () => {
			const client = new Client({ connectionString: place.url });
			await client.connect();
			const { rows } = await client.query<{ content: string }>(
				"SELECT query_to_xml('TABLE ' || tablename, true, false, tablename)::text AS content FROM pg_tables WHERE schemaname = 'public'",
			);
			await client.end();
			return JSON.stringify(rows);
		},
	);
});
