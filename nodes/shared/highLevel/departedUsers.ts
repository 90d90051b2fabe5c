import { tellsThatLeft } from '../../../highlevel/userLookUp';
import type { UserList } from '../../../highlevel/users';
import type { KnownUsers } from '../../../ledger/knownUsers';
import type { HighLevelConnection } from './connection';

/** What each store has learnt from each list that was read, so that it learns once from each. */
const learnt = new WeakMap<KnownUsers, WeakMap<UserList, Promise<readonly string[]>>>();

/** Who has left one sub-account, in one run. */
export class DepartedUsers {
	/** Who is not listed, with whether they have left. */
	private readonly unlisted = new Map<string, Promise<boolean>>();

	/** @param scope names the sub-account in the ledger */
	constructor(
		private readonly highLevel: HighLevelConnection,
		private readonly known: KnownUsers,
		private readonly scope: string,
	) {}

	/**
	 * IDs of users who have left, as far as it is known. Of an owner who is not listed HighLevel is
	 * asked, once a day at most; what it does not tell stops no decision.
	 * @param ownerId who owns the contact, null when nobody does or it does not matter
	 * @throws {LedgerError} when the ledger cannot be used
	 */
	async of(list: UserList, ownerId: string | null): Promise<readonly string[]> {
		const left = await this.learn(list);
		const isKnown = (id: string) => left.includes(id) || list.users.some((user) => user.id === id);
		if (ownerId === null || isKnown(ownerId)) return left;
		let asked = this.unlisted.get(ownerId);
		if (!asked) this.unlisted.set(ownerId, (asked = this.hasLeft(ownerId)));
		return (await asked) ? [...left, ownerId] : left;
	}

	private async learn(list: UserList): Promise<readonly string[]> {
		let byList = learnt.get(this.known);
		if (!byList) learnt.set(this.known, (byList = new WeakMap()));
		const before = byList.get(list);
		if (before) return await before;
		const learning = this.known.learn(this.scope, list);
		byList.set(list, learning);
		return await learning.catch((error: unknown) => {
			byList.delete(list);
			throw error;
		});
	}

	private async hasLeft(userId: string): Promise<boolean> {
		const { known, scope } = this;
		const answer = await known.askAbout(scope, userId, known.now());
		if (answer !== 'unknown') return answer === 'left';
		const left = await tellsThatLeft(this.highLevel, userId);
		if (left) await known.tellLeft(scope, userId, known.now());
		return left;
	}
}
