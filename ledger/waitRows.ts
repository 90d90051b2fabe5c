import type { OpenWait, Wait } from '../routing/model/wait';
import type { Touch } from '../routing/model/touch';
import { allOf, type Transaction } from './database';
import type { Insertable, WaitRow } from './rows';
import type { Secrets } from './secrets';

/** What of an open wait is kept encrypted. */
interface SealedWait {
	/** The touch that opened it. */
	touch: Touch;
	escalation: unknown;
}

/** A wait as routing knows it. */
export function openWait(row: WaitRow, secrets: Secrets): OpenWait {
	return {
		id: row.id,
		chain: row.chain,
		slot: row.slot,
		user: row.user_id,
		account: row.account,
		team: row.team,
		rule: row.rule,
		source: row.source,
		outsideHours: row.outside_hours === null ? null : row.outside_hours === 1,
		level: row.level,
		askedAt: row.asked_at,
		givenAt: row.given_at,
		laterAsks: JSON.parse(row.later_asks) as number[],
		dueAt: row.due_at,
		replyTime: row.reply_time,
		plan: row.plan,
		staff: row.staff,
		had: JSON.parse(row.had) as string[],
		escalation: unsealed(row, secrets)?.escalation ?? null,
	};
}

/** The touch that opened it; null when it ended some time ago. */
export function touchOf(row: WaitRow, secrets: Secrets): Touch | null {
	return unsealed(row, secrets)?.touch ?? null;
}

function unsealed({ sealed }: WaitRow, secrets: Secrets): SealedWait | null {
	return sealed === null ? null : (JSON.parse(secrets.open(sealed)) as SealedWait);
}

export function sealWait(secrets: Secrets, touch: Touch, escalation: unknown): string {
	return secrets.seal(JSON.stringify({ touch, escalation } satisfies SealedWait));
}

/** What of a row is not the wait's own. */
export type WaitPlace = Pick<
	WaitRow,
	'scope' | 'id' | 'chain' | 'contact' | 'assignment' | 'silent_at' | 'sealed'
>;

/** The row of a wait that begins. */
export function waitRow(wait: Wait, place: WaitPlace): WaitRow {
	return {
		...place,
		slot: wait.slot,
		user_id: wait.user,
		account: wait.account,
		team: wait.team,
		rule: wait.rule,
		source: wait.source,
		outside_hours: outsideHours(wait.outsideHours),
		level: wait.level,
		asked_at: wait.askedAt,
		given_at: wait.givenAt,
		later_asks: JSON.stringify(wait.laterAsks),
		due_at: wait.dueAt,
		noticed_at: null,
		soon_at: null,
		reply_time: wait.replyTime,
		plan: wait.plan,
		staff: wait.staff,
		had: JSON.stringify(wait.had),
		...NOT_ENDED,
	};
}

/** As a column holds it; null: not known. */
export function outsideHours(isOutside: boolean | null): number | null {
	return isOutside === null ? null : Number(isOutside);
}

/** What a row has that has not ended. */
export const NOT_ENDED = {
	ended_at: null,
	ended: null,
	working_ms: null,
	reply: null,
	answered_at: null,
	answered_by: null,
	answered_how: null,
} satisfies Partial<WaitRow>;

/** The waits of these contacts that have not ended, the earliest question first. */
export async function openWaitsOf(
	sql: Transaction,
	contacts: readonly string[],
): Promise<WaitRow[]> {
	const rows = await allOf<WaitRow>(
		sql,
		`SELECT * FROM contact_assignment_waits
		WHERE ended_at IS NULL AND contact IN (SELECT value FROM EACH(?))`,
		[],
		contacts,
	);
	return rows.sort(byQuestion);
}

/** The earliest question first, then the part that began first. */
export function byQuestion(one: WaitRow, other: WaitRow): number {
	const earlier = one.asked_at - other.asked_at || one.given_at - other.given_at;
	return earlier || (one.id < other.id ? -1 : 1);
}

/** Writes waits; those that are there are replaced. */
export async function writeWaits(sql: Transaction, rows: readonly WaitRow[]): Promise<void> {
	const [first] = rows;
	if (!first) return;
	const replaced = Object.keys(first)
		.filter((column) => column !== 'scope' && column !== 'id')
		.map((column) => `${column} = excluded.${column}`);
	await sql.insert(
		'contact_assignment_waits',
		rows as Array<Insertable<WaitRow>>,
		`ON CONFLICT (scope, id) DO UPDATE SET ${replaced.join(', ')}`,
	);
}
