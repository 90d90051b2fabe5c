import {
	appendFileSync,
	chmodSync,
	copyFileSync,
	existsSync,
	linkSync,
	mkdtempSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import { openSqliteStore } from '../../nodes/shared/ledger/stores';
import { LedgerFixture } from './ledgerFixture';

const FORMS = ['', '-wal', '-shm'];

describe('the SQLite file of an open ledger', () => {
	let folder: string;
	let file: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'contact-assignment-file-'));
		file = join(folder, 'n8n', 'ledger.sqlite');
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = file;
	});
	afterEach(() => {
		delete process.env.CONTACT_ASSIGNMENT_SQLITE_FILE;
		rmSync(folder, { recursive: true, force: true });
	});

	/** As a node opens it, for each run anew. */
	const open = async () => new LedgerFixture((await openSqliteStore()).ledger('location'));
	const decided = async (key: string) => {
		const { ledger, now } = await open();
		return (await ledger.recall([key], now)).size === 1;
	};
	const write = async (key: string) => {
		const store = await openSqliteStore();
		const fixture = new LedgerFixture(store.ledger('location'));
		const decision = await fixture.decide(fixture.person(key, { key }), null);
		// What befalls the file here befalls it at rest.
		await store.idle();
		return decision;
	};
	const refused = (reason: RegExp) => ({
		name: 'LedgerError',
		message: expect.stringMatching(reason) as string,
		description: expect.stringMatching(/\.$/) as string,
	});
	/** What another process, which opens the file today, finds in it. */
	const onDisk = (key: string) => {
		const connection = new DatabaseSync(file, { readOnly: true });
		const rows = connection.prepare('SELECT * FROM contact_assignment_decisions').all();
		connection.close();
		return JSON.stringify(rows).includes(key);
	};
	/** A whole copy, as `.backup` makes it. */
	const backUp = (copy: string) => {
		const connection = new DatabaseSync(file);
		connection.exec(`VACUUM INTO '${copy}'`);
		connection.close();
	};

	it.each([
		['deleted', () => FORMS.forEach((form) => rmSync(file + form, { force: true }))],
		['deleted, and its log left over', () => rmSync(file)],
		['moved away', () => renameSync(file, join(folder, 'elsewhere.sqlite'))],
		['gone with its folder', () => rmSync(join(folder, 'n8n'), { recursive: true })],
	])('is refused once when it was %s, and begun anew', async (_, lose) => {
		await write('before');
		lose();
		await expect(write('lost')).rejects.toMatchObject(refused(/deleted, moved or replaced/));
		await write('after');
		expect(existsSync(file)).toBe(true);
		expect(await decided('before')).toBe(false);
		expect(await decided('lost')).toBe(false);
		expect(await decided('after')).toBe(true);
		const another = await LedgerStore.open(await SqliteDatabase.open(file));
		const { ledger, now } = new LedgerFixture(another.ledger('location'));
		expect([...(await ledger.recall(['before', 'after'], now)).keys()]).toEqual(['after']);
		await another.close();
	});

	it('keeps all that was decided when it was moved away and comes back', async () => {
		await write('before');
		const elsewhere = join(folder, 'elsewhere.sqlite');
		renameSync(file, elsewhere);
		await expect(write('lost')).rejects.toMatchObject(refused(/moved/));
		renameSync(elsewhere, file);
		expect(await decided('before')).toBe(true);
		await write('after');
		expect(await decided('after')).toBe(true);
	});

	it('is read anew when a backup was put in its place', async () => {
		await write('kept');
		const copy = join(folder, 'backup.sqlite');
		backUp(copy);
		await write('later');
		renameSync(copy, file);
		await expect(write('refused')).rejects.toMatchObject(refused(/replaced/));
		expect(await decided('kept')).toBe(true);
		expect(await decided('later')).toBe(false);
		await write('after');
		expect(await decided('after')).toBe(true);
		const check = new DatabaseSync(file);
		expect(check.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
		check.close();
	});

	it('with another key in its place gives its own decisions', async () => {
		await write('ours');
		const other = join(folder, 'other.sqlite');
		const theirs = await LedgerStore.open(await SqliteDatabase.open(other));
		const fixture = new LedgerFixture(theirs.ledger('location'));
		await fixture.decide(fixture.person('theirs', { key: 'theirs' }), null);
		await theirs.close();
		renameSync(other, file);
		await expect(decided('theirs')).rejects.toMatchObject(refused(/replaced/));
		expect(await decided('theirs')).toBe(true);
		expect(await decided('ours')).toBe(false);
	});

	it.each([
		[
			'a backup copied over it',
			() => {
				const copy = join(folder, 'backup.sqlite');
				backUp(copy);
				copyFileSync(copy, file);
			},
		],
		[
			'an older copy of all its files',
			async () => {
				const copies = FORMS.map((form) => [file + form, join(folder, `copy${form}`)] as const);
				for (const [one, copy] of copies) copyFileSync(one, copy);
				await write('vanishes');
				for (const [one, copy] of copies) copyFileSync(copy, one);
			},
		],
		['cut to nothing', () => truncateSync(file, 0)],
		['cut in the middle', () => truncateSync(file, Math.floor(statSync(file).size / 2))],
		['written over with something else', () => writeFileSync(file, 'no ledger at all')],
		['written to by something else', () => appendFileSync(file, 'no ledger at all')],
	])('that was overwritten (%s) is left alone until n8n starts again', async (_, overwrite) => {
		await write('before');
		await overwrite();
		const found = statSync(file);
		for (const key of ['one', 'two']) {
			await expect(write(key)).rejects.toMatchObject({
				...refused(/overwritten/),
				description: expect.stringContaining('Stop n8n') as string,
			});
		}
		expect(statSync(file)).toMatchObject({ size: found.size, mtimeMs: found.mtimeMs });
	});

	it('gets all that was decided when its log was deleted', async () => {
		await write('before');
		for (const form of ['-wal', '-shm']) rmSync(file + form);
		await expect(write('refused')).rejects.toMatchObject(refused(/log/));
		expect(await decided('before')).toBe(true);
		await write('after');
		expect(await decided('after')).toBe(true);
	});

	it('that is deleted in the middle of a transaction takes nothing down with it', async () => {
		const database = await SqliteDatabase.open(file);
		const store = await LedgerStore.open(database);
		const lost = database.transaction('location', async (sql) => {
			rmSync(file);
			await sql.run('DELETE FROM contact_assignment_decisions');
		});
		await expect(lost).rejects.toMatchObject(refused(/deleted/));
		expect(store.isLost).toBe(true);
		await expect(store.ledger('location').recall(['any'], 0)).rejects.toMatchObject(
			refused(/deleted/),
		);
		await store.close();
	});

	it('may be tidied up by others meanwhile', async () => {
		for (const sql of [
			'PRAGMA wal_checkpoint(TRUNCATE)',
			'VACUUM',
			'PRAGMA wal_checkpoint(FULL)',
		]) {
			await write(`before ${sql}`);
			const other = new DatabaseSync(file);
			other.exec(sql);
			other.close();
			await write(`after ${sql}`);
			expect(await decided(`before ${sql}`)).toBe(true);
		}
	});

	it('may be tidied up by others while nothing is written here', async () => {
		await write('before');
		const other = new DatabaseSync(file);
		for (const mode of ['RESTART', 'TRUNCATE', 'TRUNCATE', 'PASSIVE', 'RESTART', 'TRUNCATE']) {
			other.exec(`VACUUM; PRAGMA wal_checkpoint(${mode})`);
			expect(await decided('before')).toBe(true);
		}
		other.close();
	});

	it('may have its log emptied by another worker that forgets contacts', async () => {
		await write('before');
		const worker = await LedgerStore.open(await SqliteDatabase.open(file));
		const theirs = new LedgerFixture(worker.ledger('location'));
		for (const name of ['0001', '0002', '0003']) {
			await theirs.write(name);
			expect(await theirs.ledger.forget(theirs.named(name), theirs.now)).toBe(true);
			expect(await decided('before')).toBe(true);
		}
		await worker.close();
	});

	it.each([
		['now', () => new Date()],
		['years ago', () => new Date(2001, 1)],
		['as a backup tool puts it back', () => statSync(file).mtime],
	])('may have its time set: %s', async (_, time) => {
		await write('before');
		const when = time();
		for (const form of FORMS) utimesSync(file + form, new Date(), when);
		chmodSync(file, 0o600);
		linkSync(file, join(folder, 'link.sqlite'));
		expect(await decided('before')).toBe(true);
		await write('after');
		expect(await decided('after')).toBe(true);
	});

	it('is watched wherever a link leads to it', async () => {
		const link = join(folder, 'link.sqlite');
		const files = FORMS.map((form) => file + form);
		await write('before');
		await (await openSqliteStore()).close();
		symlinkSync(file, link);
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = link;
		await write('linked');
		expect(await decided('before')).toBe(true);
		files.slice(1).forEach((one) => rmSync(one));
		await expect(write('refused')).rejects.toMatchObject(refused(/log/));
		await write('after');
		expect(await decided('linked')).toBe(true);
		truncateSync(file, 0);
		await expect(write('refused')).rejects.toMatchObject(refused(/overwritten/));
	});

	it('whose log was cut to nothing is left alone', async () => {
		await write('before');
		truncateSync(`${file}-wal`, 0);
		await expect(write('refused')).rejects.toMatchObject(refused(/overwritten/));
		expect(statSync(`${file}-wal`).size).toBe(0);
	});

	it('may be shared by stores that tidy up again and again', async () => {
		const stores = [];
		for (let i = 0; i < 3; i++) {
			const store = await LedgerStore.open(await SqliteDatabase.open(file));
			stores.push({ store, fixture: new LedgerFixture(store.ledger('location')) });
		}
		for (let i = 0; i < 150; i++) {
			for (const { fixture } of stores) await fixture.write(`${i}`);
		}
		await Promise.all(
			stores.map(async ({ fixture }, s) => {
				for (let i = 0; i < 50; i++) await fixture.write(`${s}-${i}`);
			}),
		);
		for (const { store } of stores) await store.close();
	}, 60_000);

	it('that is damaged says how to get on', async () => {
		await write('before');
		rmSync(file);
		await expect(write('refused')).rejects.toMatchObject(refused(/deleted/));
		writeFileSync(file, 'no ledger at all, but long enough to be looked at '.repeat(100));
		await expect(write('refused')).rejects.toMatchObject({
			...refused(/not a database/),
			description: expect.stringContaining('backup') as string,
		});
		expect(readFileSync(file, 'utf8')).toContain('no ledger at all');
	});

	it('holds on disk what was decided', async () => {
		const { id } = await write('before');
		expect(onDisk(id)).toBe(true);
	});
});
