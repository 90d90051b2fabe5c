import { z } from 'zod/v4';
import { accountNumberKeys } from '../../model/accountNumbers';
import { nameInTag } from '../../model/accounts';
import {
	accountReferenceSchema,
	referenceWords,
	type AccountReference,
} from '../../model/references';
import { fold, quoted } from '../../model/text';
import { accountName } from '../../model/touch';
import { keyOfNameInTag, type TouchFacts } from '../touchFacts';
import {
	ASKS_NOTHING,
	anyOf,
	oneOf,
	someAtoms,
	type Atom,
	type Condition,
	type Dimension,
} from './condition';

const schema = z.array(accountReferenceSchema);

/** The WhatsApp account that was written to is one of these. */
export const accounts: Condition<typeof schema> = {
	schema,
	compile: (wanted) => {
		if (wanted.length === 0) return ASKS_NOTHING;
		if (wanted.every(({ value }) => value === '')) {
			return 'the field for its WhatsApp account is empty';
		}
		const by = commonBy(wanted);
		const keys = wanted.flatMap((account) => {
			const values = keysOf(account);
			return by === null ? values.map((value) => `${account.by} ${value}`) : values;
		});
		const names = wanted.map(named);
		return oneOf(
			by === null ? ACCOUNT : ACCOUNT_BY[by],
			keys,
			(facts) =>
				`${describeAccount(facts)}${facts.account ? `, not to ${names.join(' or ')}` : ''}`,
		);
	},
	words: (wanted, most) => anyOf(wanted.map(referenceWords), most),
	match: (wanted, facts) => (wanted.length > 0 ? [describeAccount(facts)] : []),
	asksForTag: () => false,
	needs: (wanted) => (wanted.length > 0 ? 'account' : 'nothing'),
	demands: (wanted) => someAtoms(wanted.flatMap(atomsOf)),
	contradiction: () => null,
	hours: () => null,
};

/** For rules that name accounts in several ways. */
const ACCOUNT: Dimension = {
	name: 'account',
	several: true,
	values: (facts) => facts.accountKeys,
};

/** For rules that name them in one way, so that the other names need not be worked out. */
const ACCOUNT_BY: Record<AccountReference['by'], Dimension> = {
	id: { name: 'account id', several: false, values: (facts) => facts.accountBy('id') },
	number: { name: 'account number', several: false, values: (facts) => facts.accountBy('number') },
	name: { name: 'account name', several: false, values: (facts) => facts.accountBy('name') },
	tag: { name: 'account tag', several: false, values: (facts) => facts.accountBy('tag') },
};

/** The one way in which all of the accounts are named, null when there are several. */
function commonBy(wanted: readonly AccountReference[]): AccountReference['by'] | null {
	const [first] = wanted;
	return first && wanted.every(({ by }) => by === first.by) ? first.by : null;
}

function named({ by, value, name }: AccountReference): string {
	return name ? `'${name}'` : `the account with the ${by} '${value}'`;
}

/** One for each way in which an account that is named so may show itself. */
function atomsOf(account: AccountReference): Atom[] {
	const aliases = account.name ? keysOfShown(account.name) : [];
	return keysOf(account).map((key) => {
		return { key: `${account.by} ${key}`, words: named(account), aliases };
	});
}

/** `Sales Line (+1 202 555 0143)`, as lists of accounts show them. */
const SHOWN = /^(.*?)\s*\((\+[^()]+)\)$/;

/** What an account most likely has that a list showed so. */
function keysOfShown(shown: string): string[] {
	const [, name = shown, number = shown] = SHOWN.exec(shown) ?? [];
	const names = keysOf({ by: 'name', value: name });
	return [
		...names.map((key) => `name ${key}`),
		...accountNumberKeys(number).map((key) => `number ${key}`),
	];
}

/** What an account that is named so has; none when the name says nothing. */
function keysOf({ by, value }: AccountReference): readonly string[] {
	if (by === 'id') return [value];
	if (by === 'number') return accountNumberKeys(value);
	const folded = fold(value);
	if (folded === '') return [];
	const inTag = by === 'name' ? nameInTag(value) : '';
	return inTag === '' ? [folded] : [folded, keyOfNameInTag(inTag)];
}

function describeAccount({ account, accountIs, touch }: TouchFacts): string {
	const { source, tags } = accountIs;
	if (account) {
		const cameTo = (source === 'told' || source === 'named') && touch.event !== 'reassign';
		return `${cameTo ? 'the message came' : 'the contact belongs'} to ${accountName(account)}`;
	}
	if (source === 'severalTags') {
		return `the contact has the tags of several WhatsApp accounts (${quoted(tags, ' and ')}), so that its account is not known`;
	}
	return 'the WhatsApp account of the contact is not known';
}
