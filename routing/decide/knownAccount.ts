import {
	DEFAULT_TAG_PREFIX,
	TOLD,
	nameInTag,
	nameOfTag,
	type AccountKnowledge,
	type AccountRecord,
	type AccountSource,
} from '../model/accounts';
import { isFromPerson } from '../model/events';
import { phoneDigits } from '../model/phoneForms';
import type { ContactOwners, LedgerState } from '../model/state';
import { fold } from '../model/text';
import type { Touch, TouchAccount } from '../model/touch';
import { namesNumber } from '../plan/accountNumbers';
import type { Plan } from '../plan/plan';
import { ownId, ownIdIn, withKnownIds } from './ownAccountIds';

/** A touch with its account, as far as it is known. */
interface KnownTouch {
	touch: Touch;
	accountIs: AccountKnowledge;
	/** Of the contact, by the IDs of accounts that are known now. */
	owners: ContactOwners | null;
}

/** An account, and how it is known. */
interface Known {
	account: TouchAccount;
	accountIs: AccountKnowledge;
}

/** Why none is. */
interface Unknown {
	account: null;
	accountIs: AccountKnowledge;
}

/**
 * The touch with its account: the one that it names itself. Else, of a person who turned to us (a
 * gateway keeps the tag of the account that was written to last), the one of the contact's one
 * account tag, or else the one that the ledger knows the contact by; of all else the other way round.
 */
export function withKnownAccount(touch: Touch, state: LedgerState, plan: Plan): KnownTouch {
	const records = state.accounts ?? [];
	const { account, accountIs } = accountOf(touch, state, new Accounts(records, plan));
	const owners =
		state.owners && withKnownIds(state.owners, account ? [account, ...records] : records);
	return {
		touch: account === (touch.account ?? null) ? touch : { ...touch, account },
		accountIs,
		owners: owners ?? null,
	};
}

function accountOf(touch: Touch, { owners }: LedgerState, accounts: Accounts): Known | Unknown {
	const named = namedBy(touch, accounts);
	if (named && !accounts.isStrange(named)) return named;
	const tags = tagsOf(touch, accounts);
	const [tag, ...others] = tags;
	const byTag = tag && others.length === 0 ? accounts.byTag(tag, 'tag') : null;
	// A number that nobody knows says less than a tag, but more than what was before.
	if (named) return byTag ?? named;
	const byLedger = accounts.byLedger(owners ?? null, byTag);
	const tagFirst = isFromPerson(touch.event) && byLedger?.account.tag !== byTag?.account.tag;
	const found = tagFirst ? (byTag ?? byLedger) : (byLedger ?? byTag);
	const source = others.length > 0 ? 'severalTags' : 'unknown';
	return found ?? { account: null, accountIs: { source, nameInTag: null, tags } };
}

/** The account that the touch names; null when it names none. */
function namedBy({ event, account, reassign, tag }: Touch, accounts: Accounts): Known | null {
	const added = event === 'tag' && tag ? accounts.tagsIn([tag])[0] : undefined;
	if (added !== undefined) return accounts.byTag(added, 'addedTag');
	if (!account) return null;
	if (reassign?.kind === 'account') return accounts.moved(account);
	if (account.id) return accounts.byId(account);
	if (reassign) return null;
	if (account.number) return accounts.byNumber(account, 'named');
	if (account.tag) return accounts.byTag(account.tag, 'told', account.name);
	if (!account.name) return null;
	// Who names an account in a HighLevel workflow may use its tag.
	const [named] = accounts.tagsIn([account.name]);
	return named === undefined ? accounts.byName(account, 'named') : accounts.byTag(named, 'named');
}

/** The account tags of the contact. Reassign Contacts may know another prefix than the plan. */
function tagsOf({ contact, reassign, account }: Touch, accounts: Accounts): string[] {
	const tags = accounts.tagsIn(contact.tags ?? []);
	return tags.length === 0 && reassign && account?.tag ? [account.tag] : tags;
}

/** The accounts of which messages came, and those that something else names. */
class Accounts {
	private readonly prefix: string;

	constructor(
		private readonly records: readonly AccountRecord[],
		private readonly plan: Plan,
	) {
		this.prefix = plan.accountTagPrefix ?? DEFAULT_TAG_PREFIX;
	}

	/** A number of which no message has told and that no rule names: a gateway's, for example. */
	isStrange({ account, accountIs }: Known): boolean {
		const { id, number } = account;
		if (accountIs.source !== 'named' || !number || !ownIdIn(id)) return false;
		return !namesNumber(this.plan, number);
	}

	/** Each account tag once, as it is written. */
	tagsIn(tags: readonly string[]): string[] {
		const found = new Map<string, string>();
		for (const tag of tags) {
			const folded = fold(tag);
			const isAccounts = nameOfTag(tag, this.prefix) !== null || this.tagged(folded).length > 0;
			if (isAccounts && !found.has(folded)) found.set(folded, tag);
		}
		return [...found.values()];
	}

	/** What the touch does not say of an account, messages may have shown. */
	byId(told: TouchAccount): Known {
		const record = this.records.find(({ id }) => id === told.id);
		if (!record) return { account: told, accountIs: TOLD };
		const number = told.number ?? record.number;
		const name = told.name ?? record.name;
		return { account: { ...told, number, name, tag: told.tag ?? record.tag }, accountIs: TOLD };
	}

	/** Of contacts whose account has other rules now. Reassign Contacts makes its name from the tag. */
	moved({ id, tag, name }: TouchAccount): Known {
		const record = this.records.find((one) => one.id === id);
		if (record) return known(record, 'told');
		const tagged = this.byTag(tag ?? '', 'told', name);
		return id ? { ...tagged, account: { ...tagged.account, id } } : tagged;
	}

	/** @param name as somebody made it from the tag, if the plan's prefix does not tell */
	byTag(tag: string, source: AccountSource, name?: string | null): Known {
		const record = only(this.tagged(fold(tag)));
		if (record) return known(record, source);
		// Not known yet, or two accounts of one name, which share a tag.
		const inTag = nameOfTag(tag, this.prefix) ?? (nameInTag(name ?? '') || null);
		return {
			account: {
				id: ownId('tag', fold(tag)),
				number: numberIn(inTag ?? ''),
				name: inTag?.replaceAll('-', ' ') ?? null,
				tag,
			},
			accountIs: { source, nameInTag: inTag, tags: [] },
		};
	}

	byNumber(told: TouchAccount, source: AccountSource): Known {
		const digits = phoneDigits(told.number ?? '');
		const record = only(
			this.records.filter(({ number }) => number && phoneDigits(number) === digits),
		);
		if (record) return known(record, source);
		return { account: { ...told, id: ownId('number', digits) }, accountIs: { ...TOLD, source } };
	}

	byName(told: TouchAccount, source: AccountSource): Known {
		const folded = fold(told.name ?? '');
		const record = only(this.records.filter(({ name }) => name && fold(name) === folded));
		if (record) return known(record, source);
		return { account: { ...told, id: ownId('name', folded) }, accountIs: { ...TOLD, source } };
	}

	/**
	 * By whom the ledger knows the contact.
	 * @param byTag describes an account of which the ledger has no more than the ID
	 */
	byLedger(owners: ContactOwners | null, byTag: Known | null): Known | null {
		const id = accountIn(owners);
		if (id === null) return null;
		const record = this.records.find((one) => one.id === id);
		if (record) return known(record, 'ledger');
		const own = ownIdIn(id);
		if (own?.naming === 'tag') return this.byTag(own.value, 'ledger');
		if (own?.naming === 'number') return this.byNumber({ id, number: `+${own.value}` }, 'ledger');
		if (own?.naming === 'name') return this.byName({ id, name: own.value }, 'ledger');
		const described = byTag && ownIdIn(byTag.account.id) ? byTag : null;
		const accountIs = { ...(described?.accountIs ?? TOLD), source: 'ledger' } as const;
		return { account: { ...described?.account, id }, accountIs };
	}

	private tagged(folded: string): AccountRecord[] {
		return this.records.filter(({ tag }) => tag && fold(tag) === folded);
	}
}

/** Of an account that is called by its number. */
function numberIn(inTag: string): string | null {
	const digits = inTag.replaceAll('-', '');
	return /^\d{8,15}$/.test(digits) ? `+${digits}` : null;
}

function only(records: readonly AccountRecord[]): AccountRecord | null {
	return records.length === 1 ? (records[0] ?? null) : null;
}

function known(record: AccountRecord, source: AccountSource): Known {
	return { account: { ...record }, accountIs: { ...TOLD, source } };
}

/** The account of the contact's primary owner, else the only one that it has an owner at. */
function accountIn(owners: ContactOwners | null): string | null {
	if (!owners) return null;
	const primary = owners.primary ? owners.slots[owners.primary]?.account : null;
	if (primary) return primary;
	const all = new Set(Object.values(owners.slots).flatMap(({ account }) => account ?? []));
	const [account, ...others] = all;
	return account && others.length === 0 ? account : null;
}
