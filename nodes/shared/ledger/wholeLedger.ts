import { existsSync } from 'node:fs';
import { copyLedger, type Copied } from '../../../ledger/copy';
import { LedgerError } from '../../../ledger/ledger';
import { lookAt, startEmpty } from '../../../ledger/newLedger';
import type { OlderLedger } from '../../../ledger/olderLedger';
import type { PostgresDatabase } from '../../../ledger/postgres';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { openAutomaticPostgres } from './automatic';
import { credentialPlace, type LedgerContext } from './credentialStore';
import type { LedgerChoice } from './ledgerParameter';
import { n8nDatabase } from './n8nDatabase';
import { olderName, sqliteHere } from './olderSqlite';
import { operatorChoice } from './operatorChoice';
import { postgresAt } from './postgres';

/** What came of copying, and between what. */
export interface CopiedBetween extends Copied {
	/** The file, and which process saw it. */
	from: OlderLedger;
	/** The new ledger, as people call it. */
	to: string;
	/** Others that were seen and would be left behind. */
	others: OlderLedger[];
}

/** What came of beginning empty. */
export interface BegunEmpty {
	/** The new ledger, as people call it. */
	to: string;
	/** Whether an earlier run had begun it already. */
	isRepeated: boolean;
}

/**
 * Takes what the SQLite file of this process remembers to the ledger in Postgres that a node uses.
 * @throws {LedgerError} when there is no file or nothing in it, the ledger is not new, or one of them
 * cannot be used
 */
export async function copySqlite(
	context: LedgerContext,
	choice: LedgerChoice,
): Promise<CopiedBetween> {
	return await withPostgres(context, choice, async (to) => {
		const here = sqliteHere();
		const { begun, older } = await lookAt(to);
		const others = older.filter((one) => olderName(one) !== olderName(here));
		if (!existsSync(here.file)) throw noFile(here, to.name, begun !== null, others);
		const from = await SqliteDatabase.open(here.file);
		try {
			return { ...(await copyLedger(from, to)), from: here, to: to.name, others };
		} finally {
			await from.close();
		}
	});
}

/**
 * Begins the ledger in Postgres that a node uses without what any in SQLite remembers.
 * @throws {LedgerError} when it is not new, or cannot be used
 */
export async function beginEmpty(
	context: LedgerContext,
	choice: LedgerChoice,
): Promise<BegunEmpty> {
	return await withPostgres(context, choice, async (to) => ({
		isRepeated: !(await startEmpty(to)),
		to: to.name,
	}));
}

/** Of nodes with the ledger that was chosen, and no matter whether it was begun. */
async function withPostgres<T>(
	context: LedgerContext,
	choice: LedgerChoice,
	work: (to: PostgresDatabase) => Promise<T>,
): Promise<T> {
	const to = await TARGETS[choice](context);
	try {
		return await work(to);
	} finally {
		await to.close();
	}
}

type Target = (context: LedgerContext) => Promise<PostgresDatabase>;

const credential: Target = async (context) => await postgresAt(await credentialPlace(context));

const sqlite: Target = async () => await Promise.reject(notPostgres());

const AUTOMATIC: Record<ReturnType<typeof operatorChoice>, Target> = {
	automatic: async () => {
		if (!n8nDatabase()) throw notPostgres();
		return await openAutomaticPostgres();
	},
	credential,
	sqlite,
};

const TARGETS: Record<LedgerChoice, Target> = {
	automatic: async (context) => await AUTOMATIC[operatorChoice()](context),
	postgres: credential,
	sqlite,
};

function notPostgres(): LedgerError {
	return new LedgerError(
		"'Ledger' under Options does not lead to Postgres: here it is the SQLite file in n8n's own folder",
		"Set it to 'Postgres' and choose the credential of the database in which the ledger is to be. With 'Automatic', n8n's own data must be in Postgres (DB_TYPE=postgresdb).",
	);
}

function noFile(
	here: OlderLedger,
	to: string,
	isBegun: boolean,
	others: readonly OlderLedger[],
): LedgerError {
	return new LedgerError(
		`${olderName(here)} does not exist`,
		isBegun
			? `Nothing has to be copied: the ledger in ${to} was begun already.`
			: wayToFile(here, others),
	);
}

/** Each process of n8n sees its own disk. */
function wayToFile(here: OlderLedger, others: readonly OlderLedger[]): string {
	const [seen] = others;
	if (!seen) {
		return "No process of n8n has seen a ledger in SQLite. If there is one on another disk, put it at this place, with the files beside it that end in -wal and -shm. If there is none, choose the operation 'Start Empty'.";
	}
	const isMain = seen.process === 'main' && here.process !== 'main';
	return `Seen was ${olderName(seen)}. ${
		isMain
			? "Run this by hand in the editor, which n8n's main process does unless OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS is on; or put"
			: 'Put'
	} the file at this place, with the files beside it that end in -wal and -shm.`;
}
