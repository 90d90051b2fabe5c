import { randomUUID } from 'node:crypto';
import type { Reply } from '../routing/model/reply';
import type { WorkContext } from './batchContext';
import { hashesOf, identify } from './contacts';
import type { Transaction } from './database';
import { DELIVERIES_MS, HISTORY_MS } from './keptFor';
import { isSame, repliesKnownBy, together, writeReply, type ToldReply } from './replies';
import type { ReplyRow } from './rows';
import { settleContacts } from './settling';

/** What became of a reply. */
export interface NotedReply {
	/** The message was noted before, perhaps by another way. */
	repeated: boolean;
	/** IDs of the waits that it ended. */
	ended: string[];
	/** False when it names no contact, or one that was forgotten: then nothing is noted. */
	isKnown: boolean;
}

/** Notes messages of ours, and ends the waits that they answer. */
export async function noteReplies(
	sql: Transaction,
	context: WorkContext,
	replies: readonly Reply[],
): Promise<NotedReply[]> {
	const noting = new Noting(sql, context);
	const noted: Array<Noted> = [];
	for (const reply of replies) noted.push(await noting.note(reply));
	const ended = await noting.settle();
	return noted.map(({ id, ...one }) => ({ ...one, ended: ended.get(id) ?? [] }));
}

interface Noted extends Pick<NotedReply, 'repeated' | 'isKnown'> {
	/** Empty when nothing was noted. */
	id: string;
}

const NOTHING: Noted = { id: '', repeated: false, isKnown: true };

class Noting {
	/** By contact: the first time from which on something new is known. */
	private readonly since = new Map<string, number>();

	constructor(
		private readonly sql: Transaction,
		private readonly context: WorkContext,
	) {}

	async note(reply: Reply): Promise<Noted> {
		const { scope, secrets } = this.context;
		const hashes = secrets.hashAll(reply.ids);
		const [known, ...others] = await repliesKnownBy(this.sql, scope, hashes);
		if (known) return await this.noteAgain(reply, hashes, known, others);
		if (reply.contact.length === 0) return { ...NOTHING, isKnown: false };
		const contact = await this.contactOf(secrets.hashAll(reply.contact));
		const row = { scope, id: randomUUID(), contact, noted_at: this.context.now, ...told(reply) };
		await writeReply(this.sql, row, hashes, []);
		this.isNew(row);
		return { id: row.id, repeated: false, isKnown: true };
	}

	/** @returns the IDs of waits that have ended, by that of the reply */
	async settle(): Promise<Map<string, string[]>> {
		return this.since.size === 0
			? new Map<string, string[]>()
			: await settleContacts(this.sql, this.context, this.since);
	}

	/** Another way may know more of it. */
	private async noteAgain(
		reply: Reply,
		hashes: string[],
		known: ReplyRow,
		others: ReplyRow[],
	): Promise<Noted> {
		// A contact that was forgotten meanwhile stays forgotten.
		if (known.contact === null) return { id: '', repeated: true, isKnown: false };
		const all = [told(reply), ...others].reduce<ToldReply>(together, known);
		const contact = await this.sameContact(reply, known, others);
		const row = { ...known, ...pick(all), contact };
		const isMore = !isSame(known, row) || others.length > 0 || contact !== known.contact;
		await writeReply(this.sql, row, hashes, others);
		if (isMore) for (const one of [known, ...others, row]) this.isNew({ ...one, contact });
		return { id: row.id, repeated: true, isKnown: true };
	}

	/** One message is to one contact, however many names it has. */
	private async sameContact(reply: Reply, known: ReplyRow, others: readonly ReplyRow[]) {
		const contacts = [known, ...others].flatMap(({ contact }) => contact ?? []);
		const own = await hashesOf(this.sql, contacts);
		const hashes = new Set([...own, ...this.context.secrets.hashAll(reply.contact)]);
		return hashes.size > own.length || new Set(contacts).size > 1
			? await this.contactOf([...hashes])
			: known.contact;
	}

	private async contactOf(hashes: readonly string[]): Promise<string> {
		const { contacts } = await identify(this.sql, this.context, [hashes]);
		const [contact = ''] = contacts;
		const { scope, now } = this.context;
		// Of whom nothing is known but a reply, that is known as long as its message may still be delivered.
		await this.sql.insert(
			'contact_assignment_contacts',
			[{ id: contact, scope, primary_slot: null, seen_at: now - HISTORY_MS + DELIVERIES_MS }],
			'ON CONFLICT (id) DO NOTHING',
		);
		return contact;
	}

	private isNew({ contact, at }: Pick<ReplyRow, 'contact' | 'at'>): void {
		if (contact === null) return;
		this.since.set(contact, Math.min(at, this.since.get(contact) ?? at));
	}
}

function told({ at, user, account, verdict, how }: Reply): ToldReply {
	return { at, user_id: user, account, verdict, how };
}

function pick({ at, user_id, account, verdict, how }: ToldReply): ToldReply {
	return { at, user_id, account, verdict, how };
}
