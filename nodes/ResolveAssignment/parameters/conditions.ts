import type { INodeProperties } from 'n8n-workflow';
import { accountNumberProblem, looksLikeNumber } from '../../../routing/model/accountNumbers';
import { readPlace } from '../../../routing/model/countries';
import { PlanError, type When } from '../../../routing/plan/plan';
import { chosen, fieldsOf, text, texts, type Fields } from '../../shared/parameterValues';
import { choices } from '../../shared/choices';
import { scheduleLocator } from './locators';

/** How a condition is asked for and read. */
interface Condition {
	/** Fields of text or of several choices are lists that may not be empty. */
	fields: INodeProperties[];
	/**
	 * The condition as the plan writes it, undefined when it was not added.
	 * @param rule name of the rule, for errors
	 */
	read: (only: Fields, rule: string) => unknown;
}

/** Conditions of several parts, with a field for each part. */
type PartsOf<Name extends keyof When> = Record<keyof NonNullable<When[Name]>, INodeProperties>;

const tags: PartsOf<'tags'> = {
	any: {
		displayName: 'Has Any of These Tags',
		name: 'tagsAny',
		type: 'string',
		default: '',
		placeholder: 'e.g. customer, vip',
		description: 'Separated by commas',
	},
	all: {
		displayName: 'Has All of These Tags',
		name: 'tagsAll',
		type: 'string',
		default: '',
		placeholder: 'e.g. customer, vip',
		description: 'Separated by commas',
	},
	none: {
		displayName: 'Has None of These Tags',
		name: 'tagsNone',
		type: 'string',
		default: '',
		placeholder: 'e.g. spam, blocked',
		description: 'Separated by commas',
	},
};

const source: PartsOf<'source'> = {
	is: {
		displayName: 'Contact Source Is',
		name: 'sourceIs',
		type: 'string',
		default: '',
		placeholder: 'e.g. Referral',
		description:
			'Separated by commas; one is enough. With several conditions about the source, one of them is enough.',
	},
	contains: {
		displayName: 'Contact Source Contains',
		name: 'sourceContains',
		type: 'string',
		default: '',
		placeholder: 'e.g. referral, partner',
		description:
			'Separated by commas; one is enough. With several conditions about the source, one of them is enough.',
	},
	googleAds: {
		displayName: 'Came From Google Ads',
		name: 'googleAds',
		type: 'boolean',
		default: true,
		description:
			'Whether HighLevel must know the contact from Google Ads. With several conditions about the source, one of them is enough.',
	},
};

const ad: PartsOf<'ad'> = {
	any: {
		displayName: 'Came From an Ad',
		name: 'fromAd',
		type: 'boolean',
		default: true,
		description: 'Whether the person must have come from an ad that opens WhatsApp',
	},
	sourceIds: {
		displayName: 'Ad IDs',
		name: 'adIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 120208941234560077',
		description: 'Separated by commas. With several conditions about ads, one of them is enough.',
	},
	clickIds: {
		displayName: 'Ad Click IDs',
		name: 'adClickIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. ARAkLkA8rmlFeiCktEJQ',
		description: 'Separated by commas. With several conditions about ads, one of them is enough.',
	},
};

const CONDITIONS: Record<keyof When, Condition> = {
	accounts: {
		fields: [
			{
				displayName: 'WhatsApp Account Names or IDs',
				name: 'accounts',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getAccounts' },
				default: [],
				description:
					'The numbers that the person may have written to. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'WhatsApp Accounts by Name or Number',
				name: 'accountNames',
				type: 'string',
				default: '',
				placeholder: 'e.g. Sales Line, +1 202 555 0143',
				description:
					'Separated by commas; one of these, or of those chosen from the list, is enough. Works without a WhatsApp credential, and in every sub-account.',
			},
		],
		read: ({ accounts, accountNames }, rule) =>
			filled([
				...texts(accounts).map((value) => ({ by: 'id', value })),
				...texts(accountNames).map((value) => accountNamed(value, rule)),
			]),
	},
	tags: ofParts(tags),
	source: ofParts(source),
	ad: ofParts(ad),
	countries: {
		fields: [
			{
				displayName: 'Countries',
				name: 'countries',
				type: 'string',
				default: '',
				placeholder: 'e.g. CA, US-NY',
				description:
					'Countries or regions of the phone number, as two-letter codes separated by commas. Add the state for a region, e.g. US-NY.',
			},
		],
		read: ({ countries }, rule) => filled(texts(countries).map((code) => place(code, rule))),
	},
	contact: {
		fields: [
			{
				displayName: 'Contact',
				name: 'contact',
				type: 'options',
				options: choices<NonNullable<When['contact']>>({
					any: { name: 'Any' },
					existing: {
						name: 'Existing',
						description: 'HighLevel had the contact before this message',
					},
					new: {
						name: 'New',
						description: 'HighLevel did not have the contact before this message',
					},
				}),
				default: 'new',
			},
		],
		read: ({ contact }) => text(contact) || undefined,
	},
	time: {
		fields: [
			{
				displayName: 'Time',
				name: 'time',
				type: 'options',
				options: choices<Extract<When['time'], string>>({
					afterHours: { name: 'After Hours', description: 'Outside the business hours' },
					any: { name: 'Any' },
					businessHours: {
						name: 'Business Hours',
						description: "The first of 'Working Hours', unless 'Options' name others",
					},
				}),
				default: 'businessHours',
			},
			scheduleLocator({
				displayName: 'Within Working Hours',
				name: 'schedule',
				description: "Hours from 'Working Hours' in this node, during which the rule holds",
			}),
		],
		read: timeFrom,
	},
};

/** The conditions with fields of their own. All that are added must be true. */
export const onlyIf: INodeProperties = {
	displayName: 'Only If',
	name: 'only',
	type: 'collection',
	placeholder: 'Add Condition',
	default: {},
	description: 'All of these must be true. A rule without any condition is never used.',
	options: Object.values(CONDITIONS)
		.flatMap(({ fields }) => fields)
		.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
};

/** Fields that say nothing when they are empty, in the order in which errors name them. */
const LISTS = Object.values(CONDITIONS)
	.flatMap(({ fields }) => fields)
	.filter(({ type }) => type === 'string' || type === 'multiOptions');

/**
 * The conditions of 'Only If'. Those that were not added are left out; null is one whose expression
 * found nothing for this item, so that it is not true.
 * @param rule name of the rule, for errors
 * @throws {PlanError} for a condition that was added and is empty: it would let everybody through
 */
export function whenFrom(only: Fields, rule: string): unknown {
	const empty = LISTS.find(
		(field) =>
			field.name in only && texts(only[field.name]).length === 0 && !foundNothing(only, field),
	);
	if (empty !== undefined) {
		throw new PlanError(
			`Rule '${rule}'`,
			`rules.when.${empty.name}`,
			`'${empty.displayName}' is empty; fill it in or remove the condition`,
		);
	}
	const read = Object.entries(CONDITIONS).map(([name, condition]) => [
		name,
		condition.fields.some((field) => foundNothing(only, field)) ? null : condition.read(only, rule),
	]);
	return filled(Object.fromEntries(read) as object) ?? {};
}

/** Whether a condition was added whose expression found nothing for this item. */
function foundNothing(only: Fields, { name, type }: INodeProperties): boolean {
	const value = only[name];
	if (type === 'string' && Array.isArray(value)) return texts(value).length === 0;
	return name in only && (value === null || fieldsOf(value).value === null);
}

function ofParts(parts: Readonly<Record<string, INodeProperties>>): Condition {
	const read = (only: Fields) =>
		Object.entries(parts).map(([part, { name, type }]) => [
			part,
			type === 'boolean' ? only[name] === true || undefined : filled(texts(only[name])),
		]);
	return {
		fields: Object.values(parts),
		read: (only) => filled(Object.fromEntries(read(only)) as object),
	};
}

function timeFrom(only: Fields, rule: string): unknown {
	const time = text(only.time) || undefined;
	if (!('schedule' in only)) return time;
	if (time !== undefined && time !== 'any') {
		throw new PlanError(
			`Rule '${rule}'`,
			'rules.when.time',
			"'Time' and 'Within Working Hours' exclude each other; keep one of them",
		);
	}
	return { schedule: chosen(only.schedule) };
}

/** A name may have digits too, but not only what a phone number has. */
function accountNamed(value: string, rule: string) {
	if (!looksLikeNumber(value)) return { by: 'name', value };
	const problem = accountNumberProblem(value);
	if (problem === null) return { by: 'number', value };
	throw new PlanError(
		`Rule '${rule}'`,
		'rules.when.accounts',
		`'WhatsApp Accounts by Name or Number': ${problem}`,
	);
}

/** @returns the code as it is written */
function place(code: string, rule: string): string {
	const read = readPlace(code);
	if ('place' in read) return code;
	throw new PlanError(`Rule '${rule}'`, 'rules.when.countries', `'Countries': ${read.problem}`);
}

/** The list or object without undefined parts; undefined when nothing is left. */
function filled<T extends object>(parts: T): T | undefined {
	if (Array.isArray(parts)) return parts.length > 0 ? parts : undefined;
	const left = Object.entries(parts).filter(([, value]) => value !== undefined);
	return left.length > 0 ? (Object.fromEntries(left) as T) : undefined;
}
