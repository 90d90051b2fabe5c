import {
	NodeConnectionTypes,
	type FilterValue,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';
import { nodeTypes } from '../harness/nodeTypes';

const collection = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'collection',
	default: {},
	options: [],
});

function descriptionOf(name: string, properties: INodeProperties[], outputs = 1) {
	return {
		displayName: name,
		name,
		group: ['transform' as const],
		version: [1, 2.3, 3.2, 3.4],
		description: `Stands in for n8n's ${name} node`,
		defaults: { name },
		inputs: [NodeConnectionTypes.Main],
		outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
		properties,
	};
}

/** n8n's Edit Fields, as far as templates use it: adds fields to the items. */
class EditFields implements INodeType {
	readonly description = descriptionOf('set', [
		{ displayName: 'Fields', name: 'assignments', type: 'assignmentCollection', default: {} },
		{ displayName: 'Include', name: 'includeOtherFields', type: 'boolean', default: false },
		collection('options'),
	]);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData().map(({ json }, item) => {
			const { assignments } = this.getNodeParameter('assignments', item) as {
				assignments: Array<{ name: string; value: IDataObject[string] }>;
			};
			const added = Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
			return { json: { ...json, ...added }, pairedItem: { item } };
		});
		return [items];
	}
}

const RULES: INodeProperties = {
	displayName: 'Rules',
	name: 'rules',
	type: 'fixedCollection',
	default: {},
	typeOptions: { multipleValues: true },
	options: [
		{
			displayName: 'Rule',
			name: 'values',
			values: [
				{ displayName: 'If', name: 'conditions', type: 'filter', default: {} },
				{ displayName: 'Rename', name: 'renameOutput', type: 'boolean', default: false },
				{ displayName: 'Name', name: 'outputKey', type: 'string', default: '' },
			],
		},
	],
};

/** n8n's Switch, as far as templates use it: the first rule that matches, else the last output. */
class Switch implements INodeType {
	readonly description = descriptionOf(
		'switch',
		[
			RULES,
			{ displayName: 'Loose', name: 'looseTypeValidation', type: 'boolean', default: false },
			collection('options'),
		],
		3,
	);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const rules = this.getNodeParameter('rules.values', 0) as Array<{ conditions: FilterValue }>;
		const outputs: INodeExecutionData[][] = [...rules.map(() => []), []];
		for (const [item, { json }] of items.entries()) {
			const matches = (_: unknown, i: number) =>
				this.getNodeParameter(`rules.values[${i}].conditions`, item, false, {
					extractValue: true,
				}) === true;
			const rule = rules.findIndex(matches);
			outputs.at(rule)?.push({ json, pairedItem: { item } });
		}
		return outputs;
	}
}

/** n8n's IF, as far as templates use it: true, else false. */
class If implements INodeType {
	readonly description = descriptionOf(
		'if',
		[
			{ displayName: 'Conditions', name: 'conditions', type: 'filter', default: {} },
			{ displayName: 'Loose', name: 'looseTypeValidation', type: 'boolean', default: false },
			collection('options'),
		],
		2,
	);

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const outputs: INodeExecutionData[][] = [[], []];
		for (const [item, { json }] of this.getInputData().entries()) {
			const isTrue = this.getNodeParameter('conditions', item, false, { extractValue: true });
			outputs[isTrue === true ? 0 : 1]?.push({ json, pairedItem: { item } });
		}
		return outputs;
	}
}

/** Those of n8n's that templates only begin or end with. */
class Standing implements INodeType {
	readonly description;

	constructor(name: string, properties: INodeProperties[], isTrigger = false) {
		this.description = {
			...descriptionOf(name, properties),
			group: [isTrigger ? ('trigger' as const) : ('transform' as const)],
		};
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

const field = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});

const CANVAS_NODES: Record<string, INodeType> = {
	'n8n-nodes-base.set': new EditFields(),
	'n8n-nodes-base.if': new If(),
	'n8n-nodes-base.switch': new Switch(),
	'n8n-nodes-base.html': new Standing('html', [field('html')]),
	'n8n-nodes-base.respondToWebhook': new Standing('respondToWebhook', [
		...['respondWith', 'responseDataSource', 'inputFieldName'].map(field),
		collection('options'),
	]),
	'n8n-nodes-base.scheduleTrigger': new Standing('scheduleTrigger', [collection('rule')], true),
	'n8n-nodes-base.webhook': new Standing(
		'webhook',
		[...['path', 'responseMode'].map(field), collection('options')],
		true,
	),
};

/**
 * The node types of this package, and stand-ins for those of n8n's own that templates use: they
 * evaluate expressions and conditions by n8n's engine. test/e2e/templates.e2e.ts runs the same on n8n's.
 */
export const templateNodeTypes: INodeTypes = {
	...nodeTypes,
	getByName: (name) => CANVAS_NODES[name] ?? nodeTypes.getByName(name),
	getByNameAndVersion: (name, version) =>
		CANVAS_NODES[name] ?? nodeTypes.getByNameAndVersion(name, version),
};
