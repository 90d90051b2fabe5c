import type { ContactOwners } from '../routing/model/state';
import { answered, withAsk, type AnswerChange } from '../routing/waits/answered';
import type { WorkContext } from './batchContext';
import { BatchOwners } from './batchOwners';
import { allOf, type Transaction } from './database';
import { newId } from './newId';
import { answersSince } from './replies';
import type { ReplyRow, WaitRow } from './rows';
import { WaitClocks } from './waitClocks';
import {
	NOT_ENDED,
	byQuestion,
	openWait,
	sealWait,
	touchOf,
	waitRow,
	writeWaits,
} from './waitRows';

/**
 * Makes of contacts' waits what the answers that are known by now make of them. Whatever was learnt
 * late, it comes out as if all had been known in time: what an answer from then on has ended is open
 * again first, and then all of these are given in their order.
 * @param since by contact: when the first of what is new was written
 * @returns the IDs of the waits that have ended by each answer and had not before
 */
export async function settleContacts(
	sql: Transaction,
	context: WorkContext,
	since: ReadonlyMap<string, number>,
): Promise<Map<string, string[]>> {
	const ended = new Map<string, string[]>();
	const rows = await unsettledOf(sql, since);
	if (rows.length === 0) return ended;
	const contacts = [...new Set(rows.map(({ contact }) => contact ?? ''))];
	const owners = await BatchOwners.read(sql, context, contacts);
	const clocks = await WaitClocks.for(sql, context, rows);
	for (const contact of contacts) {
		await removeLateNotes(sql, contact, since.get(contact) ?? 0);
		const own = rows.filter((row) => row.contact === contact);
		const settling = new Settling(context, clocks, own, owners.of(contact));
		for (const answer of await answersSince(sql, contact, since.get(contact) ?? 0)) {
			settling.give(answer);
		}
		await settling.write(sql);
		for (const { id, reply } of settling.newlyEnded()) {
			ended.set(reply, [...(ended.get(reply) ?? []), id]);
		}
	}
	return ended;
}

/** The waits that are open, or were ended by an answer that was given from then on. */
async function unsettledOf(
	sql: Transaction,
	since: ReadonlyMap<string, number>,
): Promise<WaitRow[]> {
	const rows = await allOf<WaitRow & { contact: string }>(
		sql,
		`SELECT * FROM contact_assignment_waits
		WHERE (ended_at IS NULL OR (ended = 'answered' AND sealed IS NOT NULL AND answered_at >= ?))
			AND contact IN (SELECT value FROM EACH(?))`,
		[Math.min(...since.values())],
		[...since.keys()],
	);
	return rows.filter(
		({ contact, answered_at }) => answered_at === null || answered_at >= (since.get(contact) ?? 0),
	);
}

/** The waits of one contact, as answers that are given one after the other leave them. */
class Settling {
	private readonly rows: Map<string, WaitRow>;
	private readonly gone: WaitRow[] = [];

	/** @param before as they were, those that answers have ended among them */
	constructor(
		private readonly context: WorkContext,
		private readonly clocks: WaitClocks,
		private readonly before: readonly WaitRow[],
		private readonly owners: ContactOwners | null,
	) {
		this.rows = new Map(before.map((row) => [row.id, { ...row, ...NOT_ENDED }]));
	}

	give(answer: ReplyRow): void {
		const { at, user_id: user, account, how } = answer;
		const open = [...this.rows.values()].filter(({ ended_at }) => ended_at === null);
		const waits = open.sort(byQuestion).map((row) => openWait(row, this.context.secrets));
		const changes = answered({ at, user, account, how }, waits, this.owners, (wait) =>
			this.clocks.of(wait),
		);
		let ended: WaitRow | undefined;
		for (const change of changes) {
			if (change.type === 'waitEnded') ended = this.end(answer, change);
			else if (ended) this.open(ended, change);
		}
	}

	/** The IDs of waits that have ended now, and by which answer. */
	newlyEnded(): Array<{ id: string; reply: string }> {
		const before = new Map(this.before.map(({ id, reply }) => [id, reply]));
		return [...this.rows.values()].flatMap(({ id, reply }) =>
			reply !== null && !before.get(id) ? [{ id, reply }] : [],
		);
	}

	async write(sql: Transaction): Promise<void> {
		this.join();
		await writeWaits(sql, [...this.rows.values()]);
		for (const { scope, id } of this.gone) {
			await sql.run('DELETE FROM contact_assignment_waits WHERE scope = ? AND id = ?', scope, id);
		}
		for (const row of this.rows.values()) await noteInChain(sql, row);
	}

	private end(
		answer: ReplyRow,
		{ wait, at, workingMs }: AnswerChange & { type: 'waitEnded' },
	): WaitRow | undefined {
		const row = this.rows.get(wait);
		if (!row) return undefined;
		const asks = JSON.parse(row.later_asks) as number[];
		const ended: WaitRow = {
			...row,
			// The others are a wait of their own from now on.
			later_asks: JSON.stringify(asks.filter((asked) => asked < answer.at)),
			ended: 'answered',
			ended_at: at,
			working_ms: workingMs,
			reply: answer.id,
			answered_at: answer.at,
			...writerOf(answer, row),
		};
		this.rows.set(wait, ended);
		return ended;
	}

	private open(before: WaitRow, { wait }: AnswerChange & { type: 'waitOpened' }): void {
		const { scope, contact, assignment, silent_at } = before;
		const { secrets } = this.context;
		const touch = touchOf(before, secrets);
		const id = newId(this.context.now);
		this.rows.set(
			id,
			waitRow(wait, {
				...{ scope, id, chain: id, contact, assignment, silent_at },
				sealed: touch && sealWait(secrets, touch, wait.escalation),
			}),
		);
	}

	/** Two questions that the same answer ended, or none has, are one: the second only asks again. */
	private join(): void {
		const inOrder = [...this.rows.values()].sort(byQuestion);
		inOrder.forEach((row, i) => {
			const first = inOrder
				.slice(0, i)
				.map(({ id }) => this.rows.get(id))
				.find((other) => other?.slot === row.slot && other.reply === row.reply);
			if (first && isFirstPart(row)) this.joinTo(first, row);
		});
	}

	private joinTo(first: WaitRow, row: WaitRow): void {
		let wait = openWait(first, this.context.secrets);
		for (const at of [row.asked_at, ...(JSON.parse(row.later_asks) as number[])])
			wait = withAsk(wait, at);
		this.rows.set(first.id, { ...first, later_asks: JSON.stringify(wait.laterAsks) });
		this.rows.delete(row.id);
		this.gone.push(row);
	}
}

/** Nothing of its question is in another row. */
function isFirstPart({ id, chain }: WaitRow): boolean {
	return id === chain;
}

/** A phone tells no names: its owner is taken for who has to answer, and that is marked. */
function writerOf(
	{ user_id, how }: ReplyRow,
	row: WaitRow,
): Pick<WaitRow, 'answered_by' | 'answered_how'> {
	const answered_by = user_id ?? (how === 'phone' ? row.user_id : null);
	return { answered_by, answered_how: how };
}

/** What {@link noteInChain} has noted of answers that are given again. */
async function removeLateNotes(sql: Transaction, contact: string, since: number): Promise<void> {
	await sql.run(
		`UPDATE contact_assignment_waits
		SET reply = NULL, answered_at = NULL, answered_by = NULL, answered_how = NULL
		WHERE contact = ? AND ended IN ('escalated', 'moved') AND answered_at >= ?`,
		contact,
		since,
	);
}

/**
 * An answer that nobody knew of in time is noted with its own time where the question was then, though
 * that part has ended otherwise.
 */
async function noteInChain(sql: Transaction, row: WaitRow): Promise<void> {
	const { scope, chain, reply, answered_at, answered_by, answered_how, given_at } = row;
	if (answered_at === null || answered_at >= given_at || isFirstPart(row)) return;
	const [part] = await sql.all<WaitRow>(
		`SELECT * FROM contact_assignment_waits
		WHERE scope = ? AND chain = ? AND ended IN ('escalated', 'moved') AND ended_at > ?
		ORDER BY ended_at, given_at LIMIT 1`,
		scope,
		chain,
		answered_at,
	);
	if (!part) return;
	// Who has the question now cannot have answered then.
	const isTaken = answered_how === 'phone' && answered_by === row.user_id;
	const by = isTaken ? part.user_id : answered_by;
	const noted = { reply, answered_at, answered_by: by, answered_how };
	await writeWaits(sql, [{ ...part, ...noted }]);
	if (by !== answered_by) await writeWaits(sql, [{ ...row, answered_by: by }]);
}
