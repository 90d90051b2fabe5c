import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { MOVES } from './operation';

const preview: INodeProperties = {
	displayName: 'Preview',
	name: 'preview',
	type: 'boolean',
	default: true,
	displayOptions: { show: { operation: MOVES } },
	description:
		'Whether the nodes that follow only say who would get the contacts. Nothing is written and nobody loses a turn. Switch off to move the contacts, also in test runs.',
};

export const previewParameters: INodeProperties[] = [
	preview,
	{ ...preview, default: false, displayOptions: { show: { operation: ['handBack'] } } },
];

export function readPreview(context: IExecuteFunctions, itemIndex: number): boolean {
	return context.getNodeParameter('preview', itemIndex) !== false;
}
