import { DAY } from '../routing/model/durations';
import { DOUBT_MS, isDoubtful, type ListedUsers } from '../routing/model/userList';
import type { Database, Transaction } from './database';
import { storeTime } from './storeClock';

/**
 * `listed`: HighLevel listed them when their state last changed. `missing`: missing from a list
 * that may be wrong. `left`. `asked`: never listed, and HighLevel did not say that
 * they left when it was asked.
 */
type UserState = 'listed' | 'missing' | 'left' | 'asked';

interface UserRow {
	user_id: string;
	state: UserState;
	at: number;
}

const ASKED_EVERY_MS = DAY;

/**
 * Who has worked in HighLevel locations, and who has left: HighLevel lists only who is there, and
 * contacts keep owners who are not. IDs only, of a few people for each location; kept for good, for a
 * contact may come back to somebody who left years ago.
 */
export class KnownUsers {
	constructor(private readonly database: Database) {}

	/** The time by which {@link askAbout} and {@link tellLeft} go, milliseconds since 1970. */
	now(): number {
		return storeTime(this.database.clock);
	}

	/**
	 * Learns whom HighLevel listed, and writes what is new. Who was listed once and is not any more has
	 * left; if the list may be wrong, once they have been missing for long.
	 * @param scope names the location
	 * @returns the IDs of all who have left
	 */
	async learn(scope: string, listed: ListedUsers): Promise<string[]> {
		// This machine read it; the others go by the clock of the store.
		const readAt = listed.readAt - (this.database.clock?.ahead ?? 0);
		const list = { ...listed, readAt };
		return await this.database.transaction(scope, async (sql) => {
			const rows = await sql.all<UserRow>(
				'SELECT user_id, state, at FROM contact_assignment_users WHERE scope = ?',
				scope,
			);
			const known = new Map(rows.map((row) => [row.user_id, row]));
			const learnt = statesIn(list, rows).filter(([id, state]) => {
				const row = known.get(id);
				// Another worker may have seen a later list.
				return !row || (row.state !== state && row.at <= list.readAt);
			});
			await write(sql, scope, learnt, list.readAt);
			for (const [user_id, state] of learnt)
				known.set(user_id, { user_id, state, at: list.readAt });
			return [...known.values()].flatMap(({ user_id, state }) =>
				state === 'left' ? [user_id] : [],
			);
		});
	}

	/**
	 * Whether somebody who is not listed has left. `unknown`: HighLevel is to be asked, by this caller
	 * alone, who tells the answer to {@link tellLeft} if they have left; nobody else asks for a day.
	 */
	async askAbout(scope: string, id: string, now: number): Promise<'left' | 'here' | 'unknown'> {
		return await this.database.transaction(scope, async (sql) => {
			const [row] = await sql.all<UserRow>(
				'SELECT user_id, state, at FROM contact_assignment_users WHERE scope = ? AND user_id = ?',
				scope,
				id,
			);
			if (row?.state === 'left') return 'left';
			const isDue = !row || (row.state === 'asked' && Math.abs(now - row.at) >= ASKED_EVERY_MS);
			if (!isDue) return 'here';
			await write(sql, scope, [[id, 'asked']], now);
			return 'unknown';
		});
	}

	/** HighLevel said that they have left. */
	async tellLeft(scope: string, id: string, now: number): Promise<void> {
		await this.database.transaction(
			scope,
			async (sql) => await write(sql, scope, [[id, 'left']], now),
		);
	}
}

/** What a list says of those whom it names, and of those whom it does not name any more. */
function statesIn(list: ListedUsers, rows: readonly UserRow[]): Array<[string, UserState]> {
	const states = new Map<string, UserState>();
	for (const id of list.deleted) states.set(id, 'left');
	for (const id of list.listed) states.set(id, 'listed');
	const before = rows.filter(({ state }) => state === 'listed' || state === 'missing');
	const gone = before.filter(({ user_id }) => !states.has(user_id));
	const inDoubt = isDoubtful(list, before.length, gone.length);
	for (const { user_id, state, at } of gone) {
		const isLongGone =
			list.listed.length > 0 && state === 'missing' && list.readAt - at >= DOUBT_MS;
		states.set(user_id, inDoubt && !isLongGone ? 'missing' : 'left');
	}
	return [...states];
}

async function write(
	sql: Transaction,
	scope: string,
	states: ReadonlyArray<readonly [id: string, state: UserState]>,
	at: number,
): Promise<void> {
	await sql.insert(
		'contact_assignment_users',
		states.map(([user_id, state]) => ({ scope, user_id, state, at })),
		'ON CONFLICT (scope, user_id) DO UPDATE SET state = excluded.state, at = excluded.at',
	);
}
