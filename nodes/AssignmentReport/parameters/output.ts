import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { choices } from '../../shared/choices';
import { optionOf } from '../../shared/optionOf';
import { texts } from '../../shared/parameterValues';
import { forOperations, optionFor, type Operation } from './operation';

/** In which form it comes out: each is what the next node takes. */
const OUTPUTS = {
	rows: {
		name: 'Rows',
		description: 'An item for each row, as a table and a spreadsheet take them',
	},
	page: {
		name: 'Page',
		description: 'One item with an HTML file, for Respond to Webhook or a browser',
	},
	email: {
		name: 'Email',
		description: 'One item with subject and HTML, for an email or an HTML node',
	},
	csv: {
		name: 'CSV File',
		description: 'One item with all rows in a file',
	},
} as const;

export type Output = keyof typeof OUTPUTS;

/** What comes out as a file. */
export type FileForm = Extract<Output, 'page' | 'csv'>;

const FORMS: Readonly<Record<Operation, readonly Output[]>> = {
	certify: ['rows', 'page'],
	liveView: ['rows', 'page'],
	report: ['rows', 'page', 'email', 'csv'],
};

const FILES = { page: OUTPUTS.page, csv: OUTPUTS.csv } as const satisfies Record<FileForm, object>;

function chosenFrom(forms: readonly Output[], operations: Operation[]): INodeProperties {
	const all = choices<Output>(OUTPUTS);
	return {
		displayName: 'Output',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: all.filter(({ value }) => forms.some((form) => form === value)),
		default: 'rows',
		displayOptions: forOperations(...operations),
	};
}

export const outputParameters: INodeProperties[] = [
	chosenFrom(FORMS.report, ['report']),
	chosenFrom(FORMS.liveView, ['liveView', 'certify']),
];

/** What goes with an e-mail. */
export const attachOption: INodeProperties = {
	displayName: 'Attach',
	name: 'attach',
	type: 'multiOptions',
	options: Object.entries(FILES).map(([value, { name }]): INodePropertyOptions => ({
		name,
		value,
	})),
	default: ['csv'],
	displayOptions: { show: { ...optionFor('report').show, '/output': ['email' satisfies Output] } },
	description: 'Files that come along, for the attachments of the email',
};

/** The form in which it comes out. */
export function readOutput(context: IExecuteFunctions, operation: Operation): Output {
	const given = context.getNodeParameter('output', 0, 'rows');
	return FORMS[operation].find((form) => form === given) ?? 'rows';
}

/** The files that come along. */
export function readAttached(context: IExecuteFunctions, itemIndex: number): FileForm[] {
	const chosen = texts(optionOf(context, itemIndex, attachOption.name) ?? []);
	return (Object.keys(FILES) as FileForm[]).filter((form) => chosen.includes(form));
}
