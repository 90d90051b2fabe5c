import type { LastReply, ReplyVerdict, ReplyWay } from '../routing/model/reply';
import { allOf, type Transaction } from './database';
import type { Insertable, ReplyRow } from './rows';

/** What one way tells of a message, as it may be put together with what others tell. */
export type ToldReply = Pick<ReplyRow, 'at' | 'user_id' | 'account' | 'verdict' | 'how'>;

/** The higher counts, whoever came first: who knows more says so. */
const VERDICTS: Record<ReplyVerdict, number> = { unclear: 0, person: 1, bot: 2, none: 3 };

/** An app on a phone tells nobody's name; HighLevel may only have heard of its message. */
const WAYS: Record<ReplyWay, number> = { byHand: 0, highLevel: 1, phone: 2, call: 3 };

/** One message that was told twice: the same, whichever of the two came first. */
export function together(one: ToldReply, other: ToldReply): ToldReply {
	const byVerdict = VERDICTS[one.verdict] - VERDICTS[other.verdict];
	const byWay = WAYS[one.how] - WAYS[other.how];
	return {
		at: Math.min(one.at, other.at),
		user_id: first(one.user_id, other.user_id),
		account: first(one.account, other.account),
		verdict: byVerdict >= 0 ? one.verdict : other.verdict,
		how: byWay >= 0 ? one.how : other.how,
	};
}

/** Of two that differ always the same. */
function first(one: string | null, other: string | null): string | null {
	if (one === null || other === null) return one ?? other;
	return one < other ? one : other;
}

export function isSame(one: ToldReply, other: ToldReply): boolean {
	return (
		one.at === other.at &&
		one.user_id === other.user_id &&
		one.account === other.account &&
		one.verdict === other.verdict &&
		one.how === other.how
	);
}

/** The replies that are known by any of these hashes, the first noted first. */
export async function repliesKnownBy(
	sql: Transaction,
	scope: string,
	hashes: readonly string[],
): Promise<ReplyRow[]> {
	return await sql.all<ReplyRow>(
		`SELECT * FROM contact_assignment_replies WHERE scope = ? AND id IN (
			SELECT reply FROM contact_assignment_reply_ids
			WHERE scope = ? AND hash IN (SELECT value FROM EACH(?)))
		ORDER BY noted_at, id`,
		scope,
		scope,
		hashes,
	);
}

/** Writes a reply, under all that it is known by; others that turn out to be the same go. */
export async function writeReply(
	sql: Transaction,
	row: ReplyRow,
	hashes: readonly string[],
	others: readonly ReplyRow[],
): Promise<void> {
	const { scope, id } = row;
	await sql.insert(
		'contact_assignment_replies',
		[row as Insertable<ReplyRow>],
		`ON CONFLICT (scope, id) DO UPDATE SET contact = excluded.contact, at = excluded.at,
			user_id = excluded.user_id, account = excluded.account, verdict = excluded.verdict,
			how = excluded.how`,
	);
	await sql.insert(
		'contact_assignment_reply_ids',
		hashes.map((hash) => ({ scope, hash, reply: id })),
		'ON CONFLICT (scope, hash) DO UPDATE SET reply = excluded.reply',
	);
	for (const other of others) await replaceReply(sql, other, id);
}

async function replaceReply(
	sql: Transaction,
	{ scope, id: other, contact }: ReplyRow,
	id: string,
): Promise<void> {
	await sql.run(
		'UPDATE contact_assignment_reply_ids SET reply = ? WHERE scope = ? AND reply = ?',
		id,
		scope,
		other,
	);
	await sql.run(
		'UPDATE contact_assignment_waits SET reply = ? WHERE contact = ? AND reply = ?',
		id,
		contact,
		other,
	);
	await sql.run('DELETE FROM contact_assignment_replies WHERE scope = ? AND id = ?', scope, other);
}

/** Whose writer is known comes first, and never what was noted first. */
const OF_ONE_INSTANT = 'user_id IS NULL, user_id, how, id';

/** The answers of humans to a contact from then on, in the order in which they were given. */
export async function answersSince(
	sql: Transaction,
	contact: string,
	since: number,
): Promise<ReplyRow[]> {
	return await sql.all<ReplyRow>(
		`SELECT * FROM contact_assignment_replies
		WHERE contact = ? AND verdict = 'person' AND at >= ? ORDER BY at, ${OF_ONE_INSTANT}`,
		contact,
		since,
	);
}

/** The last answer of a human to each contact that has one. */
export async function lastReplies(
	sql: Transaction,
	contacts: readonly string[],
): Promise<Map<string, LastReply>> {
	const rows = await allOf<LastReply & { contact: string }>(
		sql,
		`SELECT reply.contact, reply.at, reply.user_id AS "user", reply.how
		FROM contact_assignment_replies AS reply JOIN EACH(?) ON reply.contact = list.value
		AND reply.id = (
			SELECT last.id FROM contact_assignment_replies AS last
			WHERE last.contact = list.value AND last.verdict = 'person'
			ORDER BY last.at DESC, ${OF_ONE_INSTANT} LIMIT 1)`,
		[],
		contacts,
	);
	return new Map(rows.map(({ contact, at, user, how }) => [contact, { at, user, how }]));
}
