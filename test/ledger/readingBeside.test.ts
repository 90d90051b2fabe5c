import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noteBeginning } from '../../ledger/beginning';
import type { Database } from '../../ledger/database';
import type { Ledger } from '../../ledger/ledger';
import { PostgresDatabase, type PostgresPlace } from '../../ledger/postgres';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import { startPostgres, type PostgresServer } from '../../sandbox/postgres';
import { WaitsFixture } from './waitsFixture';

const WHENEVER = { from: 0, to: Number.MAX_SAFE_INTEGER };

async function countWaits({ reading }: Ledger, now = 0): Promise<number> {
	let count = 0;
	for await (const parts of reading.waits(WHENEVER, now)) count += parts.length;
	return count;
}

async function ask(store: LedgerStore, ...names: string[]): Promise<Ledger> {
	const fixture = new WaitsFixture(store.ledger('location'));
	for (const name of names) await fixture.ask(name);
	return fixture.ledger;
}

const writes = async (database: Database) =>
	await database.reading(
		async (sql) => await sql.all('DELETE FROM contact_assignment_waits RETURNING id'),
	);

describe('who reads beside others', () => {
	describe('in a SQLite file', () => {
		let folder: string;
		let file: string;
		beforeEach(() => {
			folder = mkdtempSync(join(tmpdir(), 'contact-assignment-reading-'));
			file = join(folder, 'ledger.sqlite');
		});
		afterEach(() => rmSync(folder, { recursive: true, force: true }));

		const opened = async () => {
			const database = await SqliteDatabase.open(file);
			return { database, store: await LedgerStore.open(database) };
		};

		it('can write nothing', async () => {
			const { database, store } = await opened();
			const ledger = await ask(store, '1');
			await expect(writes(database)).rejects.toThrow(/readonly/);
			expect(await countWaits(ledger)).toBe(1);
			await store.close();
		});

		it('several at once find the same', async () => {
			const { store } = await opened();
			const ledger = await ask(store, '1', '2');
			const counts = Array.from({ length: 5 }, async () => await countWaits(ledger));
			expect(await Promise.all(counts)).toEqual([2, 2, 2, 2, 2]);
			await store.close();
		});

		it('keeps nothing on the disk that another worker removes', async () => {
			const { store } = await opened();
			const ledger = await ask(store, '1', '2');
			const other = await opened();
			await store.idle();
			for await (const parts of ledger.reading.waits(WHENEVER, 0)) {
				expect(parts).toHaveLength(2);
				const fixture = new WaitsFixture(other.store.ledger('location'));
				expect(await fixture.ledger.forget(fixture.named('1'), fixture.now)).toBe(true);
				expect(statSync(`${file}-wal`).size).toBe(0);
			}
			await other.store.close();
			await store.close();
		});

		it('says that the file was deleted, and so does whoever writes then', async () => {
			const { database, store } = await opened();
			const ledger = await ask(store, '1');
			rmSync(file);
			await expect(countWaits(ledger)).rejects.toThrow(/deleted, moved or replaced/);
			expect(database.isLost).toBe(true);
			await expect(ledger.reading.accounts()).rejects.toThrow(/deleted, moved or replaced/);
			await store.close();
		});

		it('says where the ledger went that was copied elsewhere', async () => {
			const { database, store } = await opened();
			const ledger = await ask(store, '1');
			await database.transaction('', async (sql) => {
				await noteBeginning(sql, { how: 'moved', other: 'the Postgres database', at: 0 });
			});
			await expect(countWaits(ledger)).rejects.toThrow(/was copied to the Postgres database/);
			expect(store.isLost).toBe(true);
		});

		it('is told when the store was closed', async () => {
			const { store } = await opened();
			const ledger = await ask(store, '1');
			await store.close();
			await expect(countWaits(ledger)).rejects.toMatchObject({ name: 'LedgerError' });
		});
	});

	describe('in Postgres', () => {
		let server: PostgresServer;
		beforeAll(async () => {
			server = await startPostgres({ isDurable: false });
		}, 60_000);
		afterAll(async () => await server.stop(), 60_000);

		let count = 0;
		const opened = async (change: Partial<PostgresPlace> = {}) => {
			const {
				host,
				port,
				database: name,
				user,
				password,
			} = await server.createDatabase(`reading_${(count += 1)}`);
			const login = { host, port, database: name, user, password, ssl: false };
			const database = new PostgresDatabase({ ...login, connections: 100, ...change });
			return { database, store: await LedgerStore.open(database) };
		};

		it('can write nothing', async () => {
			const { database, store } = await opened();
			const ledger = await ask(store, '1');
			await expect(writes(database)).rejects.toThrow(/read-only transaction/);
			expect(await countWaits(ledger)).toBe(1);
			await store.close();
		});

		it('needs none of the connections with which others write', async () => {
			const { database, store } = await opened();
			const ledger = await ask(store, '1');
			await database.transaction('location', async () => {
				await database.transaction('another one', async () => {
					expect(await countWaits(ledger)).toBe(1);
				});
			});
			await store.close();
		});

		it('takes turns with who writes when the credential allows two connections alone', async () => {
			const { database, store } = await opened({ connections: 2 });
			const ledger = await ask(store, '1');
			const counted = await database.transaction('location', async () => await countWaits(ledger));
			expect(counted).toBe(1);
			const used = await database.transaction(
				'',
				async (sql) =>
					await sql.all(
						`SELECT pid FROM pg_stat_activity WHERE datname = current_database()
							AND application_name = 'n8n-nodes-contact-assignment'`,
					),
			);
			expect(used.length).toBeLessThanOrEqual(2);
			await store.close();
		});

		it('goes on when the server closed its connection meanwhile', async () => {
			const { database, store } = await opened();
			const ledger = await ask(store, '1');
			expect(await countWaits(ledger)).toBe(1);
			await database.transaction('', async (sql) => {
				await sql.all(
					`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
					WHERE datname = current_database() AND pid <> pg_backend_pid()`,
				);
			});
			expect(await countWaits(ledger)).toBe(1);
			await store.close();
		});

		it('says that the tables were removed', async () => {
			const { database, store } = await opened();
			const ledger = await ask(store, '1');
			await database.transaction('', async (sql) => {
				await sql.run('DROP SCHEMA public CASCADE');
				await sql.run('CREATE SCHEMA public');
			});
			await expect(countWaits(ledger)).rejects.toThrow(/tables were removed or replaced/);
			expect(database.isLost).toBe(true);
			await store.close();
		});
	});
});
