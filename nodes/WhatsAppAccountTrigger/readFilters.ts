import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';
import type { TouchFilters } from '../../whatsapp/filters';

interface FilterFields {
	fromNumbers?: string;
	notFromNumbers?: string;
	messageTypes?: string[];
	groups?: 'only' | 'none';
	keywords?: string;
	keywordMatch?: 'contains' | 'word' | 'exact';
}

/**
 * The filters as they are filled in; an empty field is no filter.
 * @throws {NodeOperationError} when something that should be a phone number is none
 */
export function readFilters(context: IHookFunctions | IWebhookFunctions): TouchFilters {
	const fields = context.getNodeParameter('filters', {}) as FilterFields;
	const numbers = (label: string, text: string | undefined) =>
		listed(text)?.map((number) => beginningOfNumber(context, label, number));
	return {
		fromNumbers: numbers('From Numbers', fields.fromNumbers),
		notFromNumbers: numbers('Not From Numbers', fields.notFromNumbers),
		messageTypes: fields.messageTypes?.length ? new Set(fields.messageTypes) : undefined,
		groups: fields.groups,
		keywords: listed(fields.keywords),
		keywordMatch: fields.keywordMatch,
	};
}

function listed(text: string | undefined): string[] | undefined {
	// An expression may give a number.
	const parts = String(text ?? '')
		.split(/[,;\n]/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
	return parts.length > 0 ? parts : undefined;
}

function beginningOfNumber(
	context: IHookFunctions | IWebhookFunctions,
	label: string,
	text: string,
): string {
	const digits = text.replace(/^\+|^00|[\s().\-/]/g, '');
	if (/^[1-9]\d{0,14}$/.test(digits)) return digits;
	throw new NodeOperationError(
		context.getNode(),
		`'${label}' has an entry that is no beginning of a phone number`,
		{
			description:
				'Write the country code first, e.g. +1 415 or +55, and commas between the numbers. Numbers for use inside a country, which begin with 0, do not work.',
		},
	);
}
