import { looksLikeNumber } from '../../../../routing/model/accountNumbers';
import type { INodeProperties } from 'n8n-workflow';
import { fieldsOf } from '../../../shared/parameterValues';
import { accountFrom, accountLocator, NO_CHOICE } from '../locators';
import { complainOfEmptyRow, rowsIn, valuesIn, type PanelCondition } from './condition';

const field: INodeProperties = {
	displayName: 'WhatsApp Account',
	name: 'accounts',
	type: 'fixedCollection',
	placeholder: 'Add Account',
	default: { values: [{ account: NO_CHOICE }] },
	typeOptions: { multipleValues: true },
	options: [
		{
			displayName: 'Account',
			name: 'values',
			values: [
				accountLocator({
					displayName: 'WhatsApp Account',
					name: 'account',
					required: true,
					description: 'The number that the person wrote to. With several, one is enough.',
				}),
			],
		},
	],
};

/** The number that was written to. */
export const accounts: PanelCondition = {
	fields: [field],
	read: (added, complain) => {
		const rows = rowsIn(field, added, complain);
		if (!rows) return rows;
		const named = rows.flatMap(({ account }, row) => {
			complainOfEmptyRow(field, { locator: account, row, rows: rows.length }, complain);
			return valuesIn(account).map((value) => referenceTo(account, value));
		});
		return named.length > 0 ? named : null;
	},
};

/** Plain text, as an expression gives it in place of a locator, is a number or a name. */
function referenceTo(locator: unknown, value: string) {
	if (fieldsOf(locator).mode !== undefined) return accountFrom(locator, value);
	return { by: looksLikeNumber(value) ? 'number' : 'name', value };
}
