import { z } from 'zod/v4';
import { phoneDigits } from '../../model/phoneForms';
import { accountReferenceSchema, type AccountReference } from '../../model/references';
import { fold } from '../../model/text';
import { accountName } from '../../model/touch';
import type { TouchFacts } from '../touchFacts';
import { ASKS_NOTHING, oneOf, type Condition, type Dimension } from './condition';

const schema = z.array(accountReferenceSchema);

/** The WhatsApp account that was written to is one of these. */
export const accounts: Condition<typeof schema> = {
	schema,
	compile: (wanted) => {
		if (wanted.length === 0) return ASKS_NOTHING;
		const by = commonBy(wanted);
		const keys = wanted.flatMap((account) => {
			const value = foldAccount(account);
			if (value === '') return [];
			return [by === null ? account.by[0] + value : value];
		});
		const names = wanted.map(({ by, value }) => `the account with the ${by} '${value}'`);
		return oneOf(
			by === null ? ACCOUNT : ACCOUNT_BY[by],
			keys,
			(facts) => `${describeAccount(facts)}, not to ${names.join(' or ')}`,
		);
	},
	match: describeAccount,
	asksForTag: () => false,
	needs: () => 'nothing',
	demands: () => [],
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
};

/** The one way in which all of the accounts are named, null when there are several. */
function commonBy(wanted: readonly AccountReference[]): AccountReference['by'] | null {
	const [first] = wanted;
	return first && wanted.every(({ by }) => by === first.by) ? first.by : null;
}

function foldAccount({ by, value }: AccountReference): string {
	if (by === 'id') return value;
	return by === 'number' ? phoneDigits(value) : fold(value);
}

function describeAccount({ account, touch }: TouchFacts): string {
	if (touch.event === 'reassign') {
		return account
			? `the contact belongs to ${accountName(account)}`
			: 'the WhatsApp account of the contact is not known';
	}
	if (!account) return 'no WhatsApp account was written to';
	return `the message came to ${accountName(account)}`;
}
