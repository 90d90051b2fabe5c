import { randomBytes } from 'node:crypto';
import type { OutcomeWay, Result } from '../routing/model/contactOutcome';
import { DAY } from '../routing/model/durations';
import { expireDue } from './assignmentStatus';
import { contactsOf, contactsOfEach } from './contacts';
import { allOf, type Database, type Transaction } from './database';
import { holderAt, outcomeOf, ratingRowId, writeOutcomes } from './outcomeRows';
import { Pace } from './pace';
import type { OutcomeRow } from './rows';
import type { Secrets } from './secrets';

/** What became of a contact, as somebody tells it. Times are milliseconds since 1970. */
export interface NewOutcome {
	/** The event's own ID, such as `opportunity:<id>:won:<time>`: told twice, it counts once. */
	id: string;
	kind: Result;
	/** What the contact is known by, see `identitiesOf`. */
	contact: readonly string[];
	at: number;
	by: OutcomeWay;
}

/** A question how satisfied somebody is. */
export interface RatingAsked {
	/** Short, and fit for the ID of a WhatsApp button: `rate:<id>:5`. */
	id: string;
}

/** A question that was asked. */
export interface RatingQuestion extends RatingAsked {
	askedAt: number;
	/** A bare number is an answer. */
	number: boolean;
	/** The last one that was given; null: none was. */
	answer: { value: number; at: number } | null;
}

/** A rating that was noted. */
export interface RatingNoted {
	/** Whom it counts for: who had the contact when it was asked for; null when nobody had. */
	user: string | null;
	askedAt: number;
	/** Nothing changed: it had been noted before with the same value, or a later one had. */
	repeated: boolean;
}

/** How long something that does not name the question may be an answer to it. */
const ANSWERED_WITHIN = 30 * DAY;

/** What only ratings have. */
const NO_RATING = { value: null, question: null, takes_number: null };

/** What became of the contacts of one location. Every method is one transaction. */
export class Outcomes {
	constructor(
		private readonly database: Database,
		private readonly scope: string,
		private readonly secrets: Secrets,
	) {}

	/**
	 * Notes outcomes for whoever had the contact then: by the last assignment at or before `at`, or set by
	 * hand since.
	 * @returns for each whether it is new; null for contacts that the ledger does not know
	 */
	async note(outcomes: readonly NewOutcome[], now: number): Promise<Array<boolean | null>> {
		if (outcomes.length === 0) return [];
		const ids = await this.secrets.hashes(outcomes.map(({ id }) => id));
		const named = await this.secrets.hashLists(outcomes.map(({ contact }) => contact));
		return await this.transaction(async (sql) => {
			await expireDue(sql, this.scope, now);
			const noted = await this.notedOf(sql, ids);
			const contacts = await contactsOfEach(sql, this.scope, named);
			const results: Array<boolean | null> = [];
			const pace = new Pace();
			for (const [i, outcome] of outcomes.entries()) {
				const [id = '', known = []] = [ids[i], contacts[i]];
				const isNew = !noted.has(id);
				results.push(isNew && known.length === 0 ? null : isNew);
				if (!isNew || known.length === 0) continue;
				noted.add(id);
				await this.write(sql, id, known, { ...outcome, at: Math.min(outcome.at, now) });
				await pace.step();
			}
			return results;
		});
	}

	/**
	 * Notes that the person is asked how satisfied they are.
	 * @param number whether a bare number is an answer
	 * @returns null for a contact that the ledger does not know
	 */
	async ask(contact: readonly string[], number: boolean, now: number): Promise<RatingAsked | null> {
		// Letters and digits alone: it stands between colons, and WhatsApp gives it back as it is.
		const id = randomBytes(8).toString('hex');
		return await this.transaction(async (sql) => {
			const contacts = await this.contactsOf(sql, contact);
			if (contacts.length === 0) return null;
			await expireDue(sql, this.scope, now);
			const asked: OutcomeRow = {
				...{ scope: this.scope, id: ratingRowId('asked', id), at: now, kind: 'asked' },
				...(await holderAt(sql, contacts, now)),
				...{ value: null, question: id, takes_number: number ? 1 : 0, noted_by: 'byHand' },
			};
			await writeOutcomes(sql, [asked]);
			return { id };
		});
	}

	/** The last question of this contact within 30 days, answered or not; null when none was asked. */
	async lastQuestion(contact: readonly string[], now: number): Promise<RatingQuestion | null> {
		return await this.transaction(async (sql) => {
			const [asked] = await sql.all<OutcomeRow>(
				`SELECT * FROM contact_assignment_outcomes
				WHERE contact IN (SELECT value FROM EACH(?)) AND kind = 'asked' AND at > ?
				ORDER BY at DESC, id LIMIT 1`,
				await this.contactsOf(sql, contact),
				now - ANSWERED_WITHIN,
			);
			const id = asked?.question ?? null;
			if (!asked || id === null) return null;
			const rated = await this.rating('rated', sql, id);
			const answer = rated && rated.value !== null ? { value: rated.value, at: rated.at } : null;
			return { id, askedAt: asked.at, number: asked.takes_number === 1, answer };
		});
	}

	/**
	 * Notes a rating; a later one about the same question replaces it.
	 * @param id of the question
	 * @param value from 1 to 5
	 * @param at when it was given
	 * @returns null when nothing is known of the question
	 */
	async rate(
		id: string,
		value: number,
		at: number,
		now: number,
		by: OutcomeWay = 'whatsApp',
	): Promise<RatingNoted | null> {
		return await this.transaction(async (sql) => {
			const asked = await this.rating('asked', sql, id);
			if (!asked) return null;
			const before = await this.rating('rated', sql, id);
			// WhatsApp tells seconds: nobody answers before they are asked.
			const given = Math.max(asked.at, Math.min(at, now));
			const { user_id: user, at: askedAt } = asked;
			const isOlder = before !== undefined && before.at > given;
			if (!isOlder) {
				const rated = { id: ratingRowId('rated', id), kind: 'rated', noted_by: by } as const;
				await writeOutcomes(sql, [{ ...asked, ...rated, at: given, value, takes_number: null }]);
			}
			return { user, askedAt, repeated: isOlder || before?.value === value };
		});
	}

	private async rating(
		kind: 'asked' | 'rated',
		sql: Transaction,
		question: string,
	): Promise<OutcomeRow | undefined> {
		return await outcomeOf(sql, this.scope, ratingRowId(kind, question));
	}

	private async notedOf(sql: Transaction, ids: readonly string[]): Promise<Set<string>> {
		const rows = await allOf<{ id: string }>(
			sql,
			`SELECT id FROM contact_assignment_outcomes
			WHERE scope = ? AND id IN (SELECT value FROM EACH(?))`,
			[this.scope],
			ids,
		);
		return new Set(rows.map(({ id }) => id));
	}

	private async write(
		sql: Transaction,
		id: string,
		contacts: readonly string[],
		{ at, kind, by }: NewOutcome,
	): Promise<void> {
		const row = { scope: this.scope, id, at, kind, noted_by: by, ...NO_RATING };
		await writeOutcomes(sql, [{ ...row, ...(await holderAt(sql, contacts, at)) }]);
	}

	private async contactsOf(sql: Transaction, contact: readonly string[]): Promise<string[]> {
		return await contactsOf(sql, this.scope, this.secrets.hashAll(contact));
	}

	private async transaction<T>(work: (sql: Transaction) => Promise<T>): Promise<T> {
		return await this.database.transaction(this.scope, work);
	}
}
