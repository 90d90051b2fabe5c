import type { INodeProperties } from 'n8n-workflow';
import { DEFAULT_TAG_PREFIX } from '../../../routing/model/accounts';
import { loadedOptions } from './loadedOptions';
import { fieldsOf, nameIn, text } from '../../shared/parameterValues';

type Field = Pick<INodeProperties, 'displayName' | 'name'> & Partial<INodeProperties>;

const DIGIT = '0-9\\u0660-\\u0669\\u06f0-\\u06f9\\u0966-\\u096f\\uff10-\\uff19';
/** Seven digits of any script without letters, not beginning as a national number; the plan looks closer. */
const WRITTEN_NUMBER = [
	'\\s*(?:tel:|whatsapp:)?(?!\\s*\\(?0(?!0|11))',
	`(?:[^A-Za-z${DIGIT}]*[${DIGIT}]){7}[^A-Za-z]*(?:@s\\.whatsapp\\.net|@c\\.us)?`,
].join('');

/** Title of a card that is about a HighLevel user. */
export const USER_TITLE =
	'={{ $collection.item.value.user?.cachedResultName || $collection.item.value.user?.value || "" }}';

/** A locator in which nobody chose anything. */
export const NO_CHOICE = { __rl: true, mode: 'list', value: '' };

/** Whom a user locator names; one that nobody filled in is left for the plan to refuse. */
export function userFrom(locator: unknown) {
	const { mode } = fieldsOf(locator);
	const value = nameIn(locator);
	// An expression may give plain text in place of the locator.
	const isEmail = mode === 'email' || (mode === undefined && value?.includes('@'));
	return { by: isEmail ? 'email' : 'id', value, ...shownName(locator) };
}

/** What the list showed for a choice, without what stands behind it in brackets. */
export function shownName(locator: unknown): { name?: string } {
	const { mode, cachedResultName } = fieldsOf(locator);
	const name = mode === 'list' ? text(cachedResultName).replace(/ \([^()]*\)$/, '') : '';
	return name === '' ? {} : { name };
}

/** Picks a WhatsApp account: from the list, by number, by name, by tag or by ID. */
export function accountLocator(field: Field): INodeProperties {
	return {
		type: 'resourceLocator',
		default: NO_CHOICE,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a number…',
				typeOptions: {
					searchListMethod: 'searchAccounts',
					searchable: true,
					// The editor would ask for the other credential of the node.
					skipCredentialsCheckInRLC: true,
				},
			},
			{
				displayName: 'By Number',
				name: 'number',
				type: 'string',
				placeholder: 'e.g. +1 202 555 0143',
				validation: [
					{
						type: 'regex',
						properties: {
							regex: WRITTEN_NUMBER,
							errorMessage:
								"'WhatsApp Account' is not a phone number with its country code, e.g. +1 202 555 0143. If it is a name or a tag, choose 'By Name' or 'By Tag'.",
						},
					},
				],
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. Sales Line',
				hint: 'The account name that the trigger puts out',
			},
			{
				displayName: 'By Tag',
				name: 'tag',
				type: 'string',
				placeholder: `e.g. ${DEFAULT_TAG_PREFIX}sales-line`,
				hint: 'The tag that contacts of this account get in HighLevel',
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 106540352242922',
			},
		],
		...field,
	};
}

/**
 * Which account {@link accountLocator} picked.
 * @param value what it holds, for this item
 */
export function accountFrom(locator: unknown, value: string) {
	const { mode } = fieldsOf(locator);
	return { by: mode === 'list' ? 'id' : mode, value, ...shownName(locator) };
}

/** Chooses working hours that are defined further down in the same node. */
export function scheduleField(field: Field): INodeProperties {
	return { ...loadedOptions('getSchedules'), default: '', ...field };
}
