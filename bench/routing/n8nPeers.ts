import { join } from 'node:path';
import {
	Workflow,
	createRunExecutionData,
	executeFilter,
	type FilterConditionValue,
	type FilterValue,
	type INode,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import type { Ask } from './engine';
import type { BenchRule, Context } from './rules';

const OPTIONS: FilterValue['options'] = {
	caseSensitive: true,
	leftValue: '',
	typeValidation: 'strict',
	version: 2,
};

/** One n8n condition: its expression for the Switch node, its value for `executeFilter`. */
interface Condition {
	expression: string;
	read(context: Context): FilterConditionValue['leftValue'];
	operator: FilterConditionValue['operator'];
	right: FilterConditionValue['rightValue'];
	/** A country is on the right of a list. */
	swapped: boolean;
}

function conditionsOf(rule: BenchRule): Condition[] {
	const found: Condition[] = [];
	const text = { type: 'string', operation: 'equals' } as const;
	const has = { type: 'array', operation: 'contains', rightType: 'any' } as const;
	const { account, tag, source, sourceContains, countries, schedule, value } = rule;
	const add = (
		expression: string,
		read: Condition['read'],
		operator: Condition['operator'],
		right: Condition['right'],
		swapped = false,
	) => found.push({ expression: `={{ ${expression} }}`, read, operator, right, swapped });
	if (account) add('$json.account.id', (one) => one.account, text, account);
	if (tag) add('$json.contact.tags', (one) => one.tags, has, tag);
	if (source) add('$json.contact.source', (one) => one.source, text, source);
	if (sourceContains) {
		const contains = { type: 'string', operation: 'contains' } as const;
		add('$json.contact.source', (one) => one.source, contains, sourceContains);
	}
	if (countries) add('$json.contact.country', (one) => one.country, has, countries, true);
	if (schedule !== undefined) {
		const yes = { type: 'boolean', operation: 'true', singleValue: true } as const;
		add(`$json.open[${schedule}]`, (one) => one.open[schedule] ?? false, yes, '');
	}
	if (value) {
		const number = (operation: string) => ({ type: 'number', operation }) as const;
		add('$json.deal.value', (one) => one.value, number('gt'), value[0]);
		add('$json.deal.value', (one) => one.value, number('lt'), value[1]);
	}
	return found;
}

/** n8n's `executeFilter` rule by rule, with values that are read without any expression. */
export function executeFilters(rules: readonly BenchRule[]): Ask {
	const compiled = rules.map((rule) => {
		const conditions = conditionsOf(rule);
		const filter: FilterValue = {
			options: OPTIONS,
			combinator: 'and',
			conditions: conditions.map(({ operator, right }, i) => ({
				id: String(i),
				leftValue: right,
				rightValue: right,
				operator,
			})),
		};
		return { conditions, filter };
	});
	return (context) =>
		compiled.findIndex(({ conditions, filter }) => {
			for (let i = 0; i < conditions.length; i++) {
				const { read, swapped } = conditions[i] as Condition;
				const condition = filter.conditions[i] as FilterConditionValue;
				if (swapped) condition.rightValue = read(context);
				else condition.leftValue = read(context);
			}
			return executeFilter(filter);
		});
}

/** What the Switch node of n8n 2.41.1 says, run as n8n runs it, on the engine that is started. */
export async function switchNode(rules: readonly BenchRule[]): Promise<Ask> {
	// n8n-core reads its settings when it is loaded.
	const { ExecuteContext } = await import('n8n-core');
	const path = '../node_modules/.n8n-nodes-base/dist/nodes/Switch/V3/SwitchV3.node.js';
	const { SwitchV3 } = (await import(join(__dirname, path))) as {
		SwitchV3: new (base: object) => INodeType;
	};
	const type = new SwitchV3({ displayName: 'Switch', name: 'switch', group: ['transform'] });
	const nodeTypes: INodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const values = rules.map((rule) => ({
		conditions: {
			options: OPTIONS,
			combinator: 'and',
			conditions: conditionsOf(rule).map(({ expression, operator, right, swapped }, i) => ({
				id: String(i),
				leftValue: swapped ? right : expression,
				rightValue: swapped ? expression : right,
				operator,
			})),
		},
	}));
	const node: INode = {
		id: '1',
		name: 'Switch',
		type: 'switch',
		typeVersion: 3.2,
		position: [0, 0],
		parameters: { mode: 'rules', rules: { values } } as unknown as INodeParameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const names = ['restApiUrl', 'instanceBaseUrl', 'webhookBaseUrl', 'webhookWaitingBaseUrl'];
	const urls = [...names, 'webhookTestBaseUrl', 'formWaitingBaseUrl'];
	const additionalData = Object.fromEntries(urls.map((name) => [name, 'http://localhost/']));
	return async ({ touch, open }) => {
		const items = [{ json: { ...touch, open }, pairedItem: { item: 0 } }];
		const context = new ExecuteContext(
			workflow,
			workflow.getNode('Switch') ?? node,
			additionalData as unknown as IWorkflowExecuteAdditionalData,
			'manual',
			createRunExecutionData(),
			0,
			items,
			{ main: [items] },
			{ node, data: { main: [items] }, source: null },
			[],
		);
		const outputs = await workflow.expression.withIsolate(
			async () => (await type.execute?.call(context)) ?? [],
		);
		return Array.isArray(outputs) ? outputs.findIndex((output) => (output?.length ?? 0) > 0) : -1;
	};
}
