import { looksLikeNumber } from '../../../../routing/model/accountNumbers';
import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf } from '../../../shared/parameterValues';
import { accountFrom, accountLocator } from '../locators';
import {
	complainOfEmptyRow,
	rowsIn,
	valuesIn,
	type Complain,
	type PanelCondition,
} from './condition';

/** Most rules ask for one account: it stands in the rule itself, without a list around it. */
export const firstAccount: INodeProperties = accountLocator({
	displayName: 'WhatsApp Account',
	name: 'account',
	description: 'The number that the person wrote to',
});

const moreAccounts: INodeProperties = {
	displayName: 'More WhatsApp Accounts',
	name: 'accounts',
	type: 'fixedCollection',
	placeholder: 'Add Account',
	default: {},
	description: 'Further numbers; it is enough that the person wrote to one of them',
	typeOptions: { multipleValues: true },
	options: [
		{
			displayName: 'Account',
			name: 'values',
			values: [
				accountLocator({ displayName: 'WhatsApp Account', name: 'account', required: true }),
			],
		},
	],
};

/** The number that was written to. */
export const accounts: PanelCondition = {
	fields: [firstAccount, moreAccounts],
	read: (added, complain) => {
		const rows = rowsIn(moreAccounts, added, complain) ?? [];
		const isAdded = firstAccount.name in added;
		if (!isAdded && !(moreAccounts.name in added)) return undefined;
		const first = isAdded ? named(firstAccount, [added[firstAccount.name]], complain) : [];
		const locators = rows.map(({ account }) => account);
		const all = [...first, ...named(moreAccounts, locators, complain)];
		return all.length > 0 ? all : null;
	},
};

function named(field: INodeProperties, locators: readonly unknown[], complain: Complain): object[] {
	return locators.flatMap((locator, row) => {
		complainOfEmptyRow(field, { locator, row, rows: locators.length }, complain);
		return valuesIn(locator).map((value) => accountReference(locator, value));
	});
}

/**
 * The account that a locator means.
 * @param value what it holds. Plain text, as an expression gives it in place of a locator, is a number or a name
 */
export function accountReference(locator: unknown, value: string) {
	if (fieldsOf(locator).mode !== undefined) return accountFrom(locator, value);
	return { by: looksLikeNumber(value) ? 'number' : 'name', value };
}
