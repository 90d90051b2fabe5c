import { z } from 'zod/v4';
import type { User } from '../routing/model/decision';
import { ROLES } from '../routing/model/user';
import { VERSION, type HighLevelClient } from './client';
import { unreadable } from './errors';
import { MINUTE } from '../routing/model/durations';

const userSchema = z.object({
	id: z.string(),
	name: z.string().nullish(),
	firstName: z.string().nullish(),
	lastName: z.string().nullish(),
	email: z.string().nullish(),
	deleted: z.boolean().nullish(),
	roles: z.object({ role: z.enum(ROLES).optional().catch(undefined) }).nullish(),
});

/** How old a list may be in general, and when somebody was not found on it. */
const MAX_AGE_MS = 10 * MINUTE;
const MAX_AGE_AFTER_MISS_MS = 30_000;

interface CachedUsers {
	users: User[];
	readAt: number;
}

/**
 * The users of HighLevel locations, read at most every ten minutes, or every 30 seconds while
 * somebody that a plan names is not on the list.
 */
export class UserDirectory {
	private readonly lists = new Map<string, CachedUsers>();
	/** Lists that are being read: who asks meanwhile waits for the same. */
	private readonly reading = new Map<string, Promise<User[]>>();

	constructor(private readonly now: () => number) {}

	/**
	 * @param account tells locations of different HighLevel servers apart (base URL)
	 * @param needed tells whether a list holds everybody that is looked for
	 */
	async load(
		client: HighLevelClient,
		account: string,
		needed: (users: User[]) => boolean = () => true,
	): Promise<User[]> {
		const key = `${account}|${client.locationId}`;
		const cached = this.lists.get(key);
		const age = cached ? this.now() - cached.readAt : Infinity;
		if (cached && age < (needed(cached.users) ? MAX_AGE_MS : MAX_AGE_AFTER_MISS_MS)) {
			return cached.users;
		}
		return await this.readOnce(client, key);
	}

	/**
	 * Reads the list again, unless that was done since then.
	 * @param since milliseconds since 1970
	 */
	async reload(client: HighLevelClient, account: string, since: number): Promise<User[]> {
		const key = `${account}|${client.locationId}`;
		const cached = this.lists.get(key);
		return cached && cached.readAt >= since ? cached.users : await this.readOnce(client, key);
	}

	private async readOnce(client: HighLevelClient, key: string): Promise<User[]> {
		let reading = this.reading.get(key);
		if (!reading) {
			reading = this.read(client, key).finally(() => this.reading.delete(key));
			this.reading.set(key, reading);
		}
		return await reading;
	}

	private async read(client: HighLevelClient, key: string): Promise<User[]> {
		const users = await readUsers(client);
		this.lists.set(key, { users, readAt: this.now() });
		return users;
	}
}

/** The users of the location, without those who left (HighLevel: Get User by Location). */
async function readUsers(client: HighLevelClient): Promise<User[]> {
	const body = await client.request({
		method: 'GET',
		path: '/users/',
		query: { locationId: client.locationId },
		version: VERSION,
		repeatable: true,
	});
	const list = z.object({ users: z.array(userSchema) }).safeParse(body);
	if (!list.success) throw unreadable(body);
	return list.data.users
		.filter((user) => !user.deleted)
		.map((user) => ({
			id: user.id,
			name: user.name || [user.firstName, user.lastName].filter(Boolean).join(' ') || user.id,
			email: user.email ?? '',
			...(user.roles?.role && { role: user.roles.role }),
		}));
}
