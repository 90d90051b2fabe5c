import { z } from 'zod/v4';
import type { User } from '../routing/model/decision';
import { ROLES } from '../routing/model/user';
import { DOUBT_MS, isDoubtful, type ListedUsers } from '../routing/model/userList';
import { VERSION, type HighLevelClient } from './client';
import { distinctEntries, readableEntries } from './entries';
import { unreadable } from './errors';
import { optionalText } from './fieldValues';
import { ownPhoneOf } from './ownPhone';
import { MINUTE } from '../routing/model/durations';
import { path } from './path';

const userSchema = z.object({
	id: z.string().min(1),
	name: optionalText,
	firstName: optionalText,
	lastName: optionalText,
	email: optionalText,
	phone: optionalText,
	deleted: z.boolean().nullish().catch(null),
	roles: z
		.object({ role: z.enum(ROLES).optional().catch(undefined) })
		.nullish()
		.catch(null),
});

/** How old a list may be in general, and when somebody was not found on it. */
const MAX_AGE_MS = 10 * MINUTE;
const MAX_AGE_AFTER_MISS_MS = 30_000;

/** The users of a location as HighLevel listed them. */
export interface UserList extends ListedUsers {
	/** Who works there. When the list may be wrong, those of before among them. */
	users: User[];
	/** Names by ID of all who were ever listed, so that who has left can be called by name. */
	names: Readonly<Record<string, string>>;
	/** Since when lists may be wrong, milliseconds since 1970; null when this one is as expected. */
	doubtedSince: number | null;
}

/**
 * The users of HighLevel locations, read at most every ten minutes, or every 30 seconds while
 * somebody that a plan names is not on the list.
 */
export class UserDirectory {
	private readonly lists = new Map<string, UserList>();
	private readonly names = new Map<string, UserList['names']>();
	/** Lists that are being read: who asks meanwhile waits for the same. */
	private readonly reading = new Map<string, Promise<UserList>>();

	constructor(private readonly now: () => number) {}

	/**
	 * Who works in the location.
	 * @param account tells locations of different HighLevel servers apart (base URL)
	 * @param needed tells whether a list holds everybody that is looked for
	 */
	async load(
		client: HighLevelClient,
		account: string,
		needed?: (users: User[]) => boolean,
	): Promise<User[]> {
		return (await this.list(client, account, needed)).users;
	}

	/** The same with who was deleted; one object for as long as the list is not read anew. */
	async list(
		client: HighLevelClient,
		account: string,
		needed: (users: User[]) => boolean = () => true,
	): Promise<UserList> {
		const key = keyOf(client, account);
		const cached = this.lists.get(key);
		const age = cached ? this.now() - cached.readAt : Infinity;
		// Before it was read: somebody has set the clock of the machine back.
		if (cached && age >= 0 && age < (needed(cached.users) ? MAX_AGE_MS : MAX_AGE_AFTER_MISS_MS)) {
			return cached;
		}
		return await this.readOnce(client, key);
	}

	/**
	 * Reads the list again, unless that was done since then, for whoever has seen that it is not true
	 * any more: so it is believed, however short it is.
	 * @param since milliseconds since 1970
	 */
	async reload(client: HighLevelClient, account: string, since: number): Promise<User[]> {
		const key = keyOf(client, account);
		const cached = this.lists.get(key);
		if (cached && cached.readAt >= since) return cached.users;
		this.lists.delete(key);
		return (await this.readOnce(client, key)).users;
	}

	private async readOnce(client: HighLevelClient, key: string): Promise<UserList> {
		let reading = this.reading.get(key);
		if (!reading) {
			reading = this.read(client, key).finally(() => this.reading.delete(key));
			this.reading.set(key, reading);
		}
		return await reading;
	}

	private async read(client: HighLevelClient, key: string): Promise<UserList> {
		const read = await readUsers(client, this.now());
		const names = { ...this.names.get(key), ...read.names };
		this.names.set(key, names);
		const list = { ...believable(read, this.lists.get(key)), names };
		this.lists.set(key, list);
		return list;
	}
}

function keyOf({ locationId }: HighLevelClient, account: string): string {
	return `${account}|${locationId}`;
}

/**
 * The users of the location (HighLevel: Get User by Location, all at once). An entry that cannot be
 * read does not hide the others.
 */
export async function readUsers(client: HighLevelClient, readAt: number): Promise<UserList> {
	const body = await client.request({
		method: 'GET',
		path: path`/users/`,
		query: { locationId: client.locationId },
		version: VERSION,
		repeatable: true,
	});
	const list = z.object({ users: z.array(z.unknown()) }).safeParse(body);
	if (!list.success) throw unreadable(body);
	const entries = list.data.users;
	const read = distinctEntries(entries, userSchema);
	const users = read.filter(({ deleted }) => !deleted).map(toUser);
	return {
		users,
		names: Object.fromEntries(read.map(toUser).map(({ id, name }) => [id, name])),
		listed: users.map(({ id }) => id),
		deleted: read.filter(({ deleted }) => deleted).map(({ id }) => id),
		complete: readableEntries(entries, userSchema).length === entries.length,
		readAt,
		doubtedSince: null,
	};
}

/** For a while, those who are missing from a list that may be wrong work there as before. */
function believable(list: UserList, before: UserList | undefined): UserList {
	if (!before) return list;
	const named = new Set([...list.listed, ...list.deleted]);
	const gone = before.users.filter(({ id }) => !named.has(id));
	if (!isDoubtful(list, before.users.length, gone.length)) return list;
	const doubtedSince = before.doubtedSince ?? list.readAt;
	if (list.readAt - doubtedSince >= DOUBT_MS) return list;
	return { ...list, users: [...list.users, ...gone], doubtedSince };
}

function toUser({
	id,
	name,
	firstName,
	lastName,
	email,
	phone,
	roles,
}: z.infer<typeof userSchema>): User {
	const own = ownPhoneOf(phone);
	return {
		id,
		name: name ?? ([firstName, lastName].filter(Boolean).join(' ') || id),
		email: email ?? '',
		...(roles?.role && { role: roles.role }),
		...(own && { phone: own }),
	};
}
