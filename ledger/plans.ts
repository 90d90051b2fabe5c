import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { MINUTE } from '../routing/model/durations';
import type { KeptPlan, KeptStaff } from '../routing/keptPlan';
import type { Plan } from '../routing/plan/plan';
import type { Database, Queries, Transaction } from './database';
import type { Secrets } from './secrets';

const compress = promisify(deflateRaw);
const expand = promisify(inflateRaw);

/** How often it is noted that a plan decides, at most. */
const NOTED_EVERY_MS = MINUTE;

/** How many of a process are held ready: a location has few at a time. */
const MOST_HELD = 20;

/** Whose names anybody looks for: the last ones. */
const MOST_DEPARTED = 100;

/** The plans that have decided in one location, kept by hash from their first use. */
export class Plans {
	/** What this process has written last, so that no decision writes it again. */
	private noted: { plan: string; staff: string; at: number } | null = null;
	/** What does not change, by hash. */
	private readonly plans = new Map<string, Plan>();
	private readonly staff = new Map<string, KeptStaff>();

	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
	) {}

	/** @returns null when it is not kept any more */
	async find(hash: string, staffHash: string): Promise<KeptPlan | null> {
		return await this.database.transaction(
			this.scope,
			async (sql) => await this.read(sql, hash, staffHash),
		);
	}

	/** The one that decided last; null when none has yet. */
	async latest(): Promise<KeptPlan | null> {
		return await this.database.transaction(this.scope, async (sql) => await this.readLatest(sql));
	}

	/** {@link latest} as a part of other work. */
	async readLatest(sql: Queries): Promise<KeptPlan | null> {
		const [row] = await sql.all<{ hash: string; staff: string }>(
			`SELECT hash, staff FROM contact_assignment_plans WHERE scope = ?
			ORDER BY used_at DESC, hash LIMIT 1`,
			this.scope,
		);
		return row ? await this.read(sql, row.hash, row.staff) : null;
	}

	/**
	 * What those were called who have left, by user ID: as far as what was known of people before they
	 * left is still kept.
	 * @throws {LedgerError} when the store cannot be read
	 */
	async departedNames(): Promise<Record<string, string>> {
		return await this.database.reading(async (sql) => {
			const left = await sql.all<{ id: string; hash: string }>(
				`SELECT user_id AS id, (
					SELECT hash FROM contact_assignment_staff AS staff
					WHERE staff.scope = users.scope AND used_at <= users.at
					ORDER BY used_at DESC, hash LIMIT 1
				) AS hash FROM contact_assignment_users AS users
				WHERE scope = ? AND state <> 'listed' ORDER BY at DESC LIMIT ${MOST_DEPARTED}`,
				this.scope,
			);
			const names: Record<string, string> = {};
			for (const { id, hash } of left) {
				const staff = hash && (await this.held(sql, this.staff, 'staff', hash));
				const user = staff ? staff.users.find((one) => one.id === id) : undefined;
				if (user) names[id] = user.name;
			}
			return names;
		});
	}

	/** {@link find} as a part of other work. */
	async read(sql: Queries, hash: string, staffHash: string): Promise<KeptPlan | null> {
		const plan = await this.held(sql, this.plans, 'plans', hash);
		const staff = plan && (await this.held(sql, this.staff, 'staff', staffHash));
		return plan && staff && { hash, plan, staffHash, staff };
	}

	/**
	 * Those of these that have to be written before what refers to them; to be told to {@link note} when
	 * that lasts.
	 */
	toBeWritten(kept: ReadonlyArray<KeptPlan | undefined>, now: number): KeptPlan[] {
		const all = new Map(
			kept.flatMap((one) => (one ? [[JSON.stringify([one.hash, one.staffHash]), one]] : [])),
		);
		return [...all.values()].filter(
			({ hash, staffHash }) =>
				this.noted?.plan !== hash ||
				this.noted.staff !== staffHash ||
				Math.abs(now - this.noted.at) >= NOTED_EVERY_MS,
		);
	}

	async write(sql: Transaction, kept: readonly KeptPlan[], now: number): Promise<void> {
		for (const { hash, plan, staffHash, staff } of kept) {
			await this.keep(sql, 'plans', hash, { staff: staffHash }, plan, now);
			await this.keep(sql, 'staff', staffHash, {}, staff, now);
		}
	}

	note(kept: readonly KeptPlan[], now: number): void {
		const last = kept.at(-1);
		if (last) this.noted = { plan: last.hash, staff: last.staffHash, at: now };
	}

	/** Its content is only written when it is not there yet: it is large, and the same for the same hash. */
	private async keep(
		sql: Transaction,
		table: 'plans' | 'staff',
		hash: string,
		more: { staff?: string },
		content: object,
		now: number,
	): Promise<void> {
		const isThere = await sql.run(
			`UPDATE contact_assignment_${table} SET used_at = ?${more.staff === undefined ? '' : ', staff = ?'}
			WHERE scope = ? AND hash = ?`,
			...[now, ...(more.staff === undefined ? [] : [more.staff]), this.scope, hash],
		);
		if (isThere > 0) return;
		const packed = await compress(JSON.stringify(content));
		const sealed = this.secrets.seal(packed.toString('base64'));
		await sql.insert(`contact_assignment_${table}`, [
			{ scope: this.scope, hash, ...more, used_at: now, sealed },
		]);
	}

	private async held<T>(
		sql: Queries,
		all: Map<string, T>,
		table: 'plans' | 'staff',
		hash: string,
	): Promise<T | null> {
		const known = all.get(hash);
		if (known !== undefined) return known;
		const [row] = await sql.all<{ sealed: string }>(
			`SELECT sealed FROM contact_assignment_${table} WHERE scope = ? AND hash = ?`,
			this.scope,
			hash,
		);
		if (!row) return null;
		const packed = Buffer.from(this.secrets.open(row.sealed), 'base64');
		const content = JSON.parse((await expand(packed)).toString()) as T;
		const [oldest] = all.size >= MOST_HELD ? all.keys() : [];
		if (oldest !== undefined) all.delete(oldest);
		all.set(hash, content);
		return content;
	}
}
