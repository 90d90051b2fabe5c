import { setImmediate as turn } from 'node:timers/promises';
import { LedgerError } from '../../ledger/ledger';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import { LedgerFixture } from '../ledger/ledgerFixture';

/** What became of somebody's message. */
export interface CopyAnswer {
	name: string;
	/** Who got it; null when the ledger refused. */
	user: string | null;
	error?: string;
	/** Milliseconds. */
	waited: number;
}

export const SCOPE = 'location';

/**
 * Decides messages of people whom nobody knows, one after the other, until it is told that the ledger
 * is elsewhere, and says what became of each once it is on disk.
 */
async function work(file: string, prefix: string): Promise<void> {
	const store = await LedgerStore.open(await SqliteDatabase.open(file));
	const fixture = new LedgerFixture(store.ledger(SCOPE));
	process.on('disconnect', () => process.exit(0));
	for (let i = 0; ; i++) {
		const name = `${prefix}${String(i).padStart(6, '0')}`;
		const since = performance.now();
		const answer = await answerOf(fixture, name);
		process.send?.({ name, ...answer, waited: performance.now() - since } satisfies CopyAnswer);
		if (/was copied to/.test(answer.error ?? '')) return process.disconnect();
		await turn();
	}
}

async function answerOf(fixture: LedgerFixture, name: string) {
	try {
		const { decision } = await fixture.decide(fixture.person(name, { key: name }));
		return { user: decision.user?.id ?? null };
	} catch (error) {
		if (!(error instanceof LedgerError)) throw error;
		return { user: null, error: error.message };
	}
}

const [, , file, prefix] = process.argv;
// Imported for its types otherwise.
if (process.send && file && prefix) void work(file, prefix);
