import {
	beginningOf,
	forgetBeginning,
	noteBeginning,
	saidBeginning,
	type Beginning,
	type SaidBeginning,
} from './beginning';
import { copyRows, countRows, tally } from './copyRows';
import type { Database, Transaction } from './database';
import { LedgerError } from './ledger';
import { LOCKS } from './locks';
import { isMoved, LedgerMovedError } from './moved';
import { notNew } from './newLedger';
import { noteOlder, olderLedgers } from './olderLedger';
import type { PostgresDatabase } from './postgres';
import { makeTables } from './schema';
import { storeTime } from './storeClock';
import { TABLE_NAMES, sqlTable, type TableName } from './tables';

/** What came of copying a ledger. */
export interface Copied {
	/** How many rows of each table were copied. */
	rows: Record<TableName, number>;
	/** Whether an earlier run had copied them already, and nothing was left to do. */
	isRepeated: boolean;
}

/**
 * Copies all that a ledger knows, and the key that it knows contacts by, into an empty one. From then on
 * the old one refuses everything. Nobody decides in either meanwhile. All or nothing: when the process
 * is killed, the new one stays empty and the old one is used as before; only between the ends of the two
 * transactions the old one refuses already, and running it again copies anew.
 * @param from a store that nobody closes meanwhile; not one of a {@link LedgerStore}, which refuses what
 * was copied
 * @throws {LedgerError} when one of them cannot be used, the new one is not empty, or the copy differs
 */
export async function copyLedger(from: Database, to: PostgresDatabase): Promise<Copied> {
	await from.transaction(LOCKS.schema, async (sql) => await makeTables(sql, from.name));
	const copying = new Copying(from, to);
	try {
		return await to.replacing(async (sql) => await copying.run(sql));
	} catch (error) {
		const arrived = await copying.afterFailure();
		if (arrived) return arrived;
		throw error;
	}
}

/** One copying, which the store may begin again when its transaction was rolled back. */
class Copying {
	private before: SaidBeginning | null = null;
	private noted: { at: number; copied: Copied } | null = null;

	constructor(
		private readonly from: Database,
		private readonly to: PostgresDatabase,
	) {}

	/**
	 * @param to the new one, in a transaction alone with it. That of the old one ends before: what refuses
	 * too early can be mended, two that decide cannot.
	 */
	async run(to: Transaction): Promise<Copied> {
		await makeTables(to, this.to.name);
		const begun = await beginningOf(to);
		return await this.from.transaction(LOCKS.schema, async (from) => {
			const said = await saidBeginning(from);
			if (begun) return await this.whatIsThere(from, said, begun);
			if (!this.noted) await this.refuse(from, said);
			return await this.copy(from, to);
		});
	}

	/** When the store that it went to has it, it went well. */
	private async whatIsThere(
		from: Transaction,
		said: SaidBeginning | null,
		begun: Beginning,
	): Promise<Copied> {
		if (!isMoved(said) || !isCopyOf(begun, said.at)) {
			throw notNew(this.to.name, begun, 'Nothing was copied');
		}
		return { rows: await countAll(from), isRepeated: true };
	}

	private async refuse(from: Transaction, said: SaidBeginning | null): Promise<void> {
		if (isMoved(said) && said.other !== this.to.name)
			throw new LedgerMovedError(this.from.name, said);
		if (!said && !(await beginningOf(from))) throw nothingThere(this.from.name);
		this.before = isMoved(said) ? null : said;
	}

	private async copy(from: Transaction, to: Transaction): Promise<Copied> {
		await makeAnew(to, this.to.name);
		const rows = await copyAll(from, to);
		// No two copyings have the same time: whether it arrived is known by it.
		const at = Math.max(storeTime(this.to.clock), (this.noted?.at ?? 0) + 1);
		await noteBeginning(to, { how: 'copied', other: this.from.name, at });
		await noteBeginning(from, { how: 'moved', other: this.to.name, at });
		const copied = { rows, isRepeated: false };
		this.noted = { at, copied };
		return copied;
	}

	/**
	 * Lets the old one go on when the copy has not arrived.
	 * @returns what was copied when it has: a connection that broke at the end did not tell
	 * @throws {LedgerError} when the new one cannot be asked
	 */
	async afterFailure(): Promise<Copied | null> {
		const { noted } = this;
		if (!noted) return null;
		if (isCopyOf(await this.askAnew(), noted.at)) return noted.copied;
		await this.from.transaction(LOCKS.schema, async (sql) => await this.takeBack(sql));
		return null;
	}

	private async askAnew(): Promise<Beginning | null> {
		try {
			return await this.to.transaction(LOCKS.schema, async (sql) => {
				await makeTables(sql, this.to.name);
				return await beginningOf(sql);
			});
		} catch (cause) {
			throw untold(this.from.name, this.to.name, cause);
		}
	}

	private async takeBack(sql: Transaction): Promise<void> {
		await (this.before ? noteBeginning(sql, this.before) : forgetBeginning(sql));
	}
}

function isCopyOf(begun: Beginning | null, at: number): boolean {
	return begun?.how === 'copied' && begun.at === at;
}

/**
 * Makes the tables again, which hold nothing that counts: so whoever has the store open with the key of
 * before learns of it.
 */
async function makeAnew(sql: Transaction, name: string): Promise<void> {
	const older = await olderLedgers(sql);
	for (const table of TABLE_NAMES) await sql.run(`DROP TABLE ${sqlTable(table)}`);
	await makeTables(sql, name);
	for (const one of older) await noteOlder(sql, one);
}

/** @throws {LedgerError} when what is there afterwards is not what was read */
async function copyAll(from: Transaction, to: Transaction): Promise<Record<TableName, number>> {
	const rows = {} as Record<TableName, number>;
	for (const name of TABLE_NAMES) {
		const read = await copyRows(from, to, name);
		const written = await tally(to, name);
		const isAll = read.rows === (await countRows(from, name)) && read.rows === written.rows;
		if (!isAll || read.digest !== written.digest) throw different(name);
		rows[name] = read.rows;
	}
	return rows;
}

async function countAll(sql: Transaction): Promise<Record<TableName, number>> {
	const rows = {} as Record<TableName, number>;
	for (const name of TABLE_NAMES) rows[name] = await countRows(sql, name);
	return rows;
}

function different(name: TableName): LedgerError {
	return new LedgerError(
		`The ledger was not copied: what arrived of the table ${sqlTable(name)} is not what was there`,
		'Nothing has changed, and the ledger of before is used as ever. Please report this with the versions of Postgres and of this package.',
	);
}

function untold(from: string, to: string, cause: unknown): LedgerError {
	return new LedgerError(
		`The connection to ${to} broke before it told whether the ledger was copied`,
		`Run it again once the database can be reached: it finishes the rest. Until then ${from} decides nothing.`,
		{ cause },
	);
}

function nothingThere(name: string): LedgerError {
	return new LedgerError(
		`There is nothing to copy: the ledger in ${name} knows nothing yet`,
		'Nothing has to be copied. The nodes begin a new ledger in Postgres by themselves.',
	);
}
