import { writeSync } from 'node:fs';
import { PostgresDatabase } from '../../ledger/postgres';
import { LedgerStore } from '../../ledger/store';
import type { PostgresDatabase as Place } from '../../sandbox/postgres';
import { LedgerFixture } from '../ledger/ledgerFixture';

/** How a worker differs from the others. */
export interface WorkerSettings {
	place: Place;
	/** How far its clock is ahead, milliseconds. */
	aheadMs: number;
	/** In which of its decisions it freezes, all written and nothing committed; 0 for none. */
	freezesIn: number;
}

/** A message that came to the worker. */
export interface Order {
	key: string;
}

/** What became of it. */
export type Answer = { key: string } & ({ user: string; repeated: boolean } | { error: string });

/** What a worker writes when nothing else can be said any more. */
export const FROZEN = 'frozen';
/** What it sends when it takes messages. */
export const READY = 'ready';

/** Makes this process's clock wrong, as all of the package's code sees it. */
function setClock(aheadMs: number): void {
	const real = Date.now.bind(Date);
	Date.now = () => real() + aheadMs;
}

/** As a machine that is put to sleep, or a container that gets no time. */
function freezing(database: PostgresDatabase, number: number): PostgresDatabase {
	const transaction = database.transaction.bind(database);
	let made = 0;
	database.transaction = async (lock, work) =>
		await transaction(lock, async (sql) => {
			const result = await work(sql);
			if (lock === SCOPE && (made += 1) === number) {
				// At once: it says nothing later.
				writeSync(process.stdout.fd, FROZEN);
				process.kill(process.pid, 'SIGSTOP');
			}
			return result;
		});
	return database;
}

const SCOPE = 'location';

async function work({ place, aheadMs, freezesIn }: WorkerSettings): Promise<void> {
	setClock(aheadMs);
	const { host, port, database, user, password } = place;
	const connection = { host, port, database, user, password, ssl: false, connections: 100 };
	const store = await LedgerStore.open(freezing(new PostgresDatabase(connection), freezesIn));
	const fixture = new LedgerFixture(store.ledger(SCOPE));
	const answer = async ({ key }: Order): Promise<Answer> => {
		try {
			await store.compareClocks();
			fixture.now = store.now();
			const { decision, repeated } = await fixture.decide(fixture.person(key, { key }));
			return { key, user: decision.user?.id ?? decision.outcome, repeated };
		} catch (error) {
			return { key, error: String(error) };
		}
	};
	process.on('message', (order: Order) => {
		void answer(order).then((said) => process.send?.(said));
	});
	process.once('disconnect', () => process.exit(0));
	process.send?.(READY);
}

const [settings] = process.argv.slice(2);
if (require.main === module && settings) void work(JSON.parse(settings) as WorkerSettings);
