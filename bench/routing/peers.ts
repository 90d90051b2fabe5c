import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Ask } from './engine';
import type { BenchRule, Context } from './rules';

/** The peers live in a folder of their own, so that the package does not depend on them. */
const requirePeer = createRequire(join(__dirname, '..', 'package.json'));

interface JsonLogic {
	LogicEngine: new () => { build(logic: unknown): (data: unknown) => unknown };
}

/** json-logic-engine, every rule compiled on its own: one large `if` compiles far slower. */
export function jsonLogic(rules: readonly BenchRule[]): Ask {
	const { LogicEngine } = requirePeer('json-logic-engine') as JsonLogic;
	const engine = new LogicEngine();
	const is = (name: string, value: unknown) => ({ '===': [{ var: name }, value] });
	const built = rules.map((rule) => {
		const all: unknown[] = [];
		if (rule.account !== undefined) all.push(is('account', rule.account));
		if (rule.tag !== undefined) all.push({ in: [rule.tag, { var: 'tags' }] });
		if (rule.source !== undefined) all.push(is('source', rule.source));
		if (rule.sourceContains !== undefined) {
			all.push({ in: [rule.sourceContains, { var: 'source' }] });
		}
		if (rule.countries) all.push({ in: [{ var: 'country' }, rule.countries] });
		if (rule.schedule !== undefined) all.push(is(`open.${rule.schedule}`, true));
		if (rule.value) {
			all.push({ '<': [rule.value[0], { var: 'value' }, rule.value[1]] });
		}
		return engine.build(all.length === 1 ? all[0] : { and: all });
	});
	return (context) => built.findIndex((matches) => matches(context) === true);
}

interface JsonRulesEngine {
	Engine: new (
		rules: unknown[],
		options: object,
	) => {
		addRule(rule: unknown): void;
		addOperator(name: string, test: (fact: unknown, value: unknown) => boolean): void;
		on(event: string, listener: (event: { type: string }) => void): void;
		stop(): void;
		run(facts: object): Promise<unknown>;
	};
}

/** json-rules-engine, a priority for each rule, stopped by the first success. */
export function jsonRulesEngine(rules: readonly BenchRule[]): Ask {
	const { Engine } = requirePeer('json-rules-engine') as JsonRulesEngine;
	const engine = new Engine([], { allowUndefinedFacts: true });
	engine.addOperator(
		'textContains',
		(fact, value) => typeof fact === 'string' && fact.includes(String(value)),
	);
	for (const rule of rules) {
		const all: unknown[] = [];
		const add = (fact: string, operator: string, value: unknown, path?: string) =>
			all.push({ fact, operator, value, ...(path && { path }) });
		if (rule.account !== undefined) add('account', 'equal', rule.account);
		if (rule.tag !== undefined) add('tags', 'contains', rule.tag);
		if (rule.source !== undefined) add('source', 'equal', rule.source);
		if (rule.sourceContains !== undefined) add('source', 'textContains', rule.sourceContains);
		if (rule.countries) add('country', 'in', rule.countries);
		if (rule.schedule !== undefined) add('open', 'equal', true, `$[${rule.schedule}]`);
		if (rule.value) add('value', 'greaterThan', rule.value[0]);
		if (rule.value) add('value', 'lessThan', rule.value[1]);
		engine.addRule({
			conditions: { all },
			event: { type: String(rule.id) },
			priority: rules.length - rule.id,
		});
	}
	let found = -1;
	engine.on('success', (event) => {
		if (found === -1) found = Number(event.type);
		engine.stop();
	});
	return async ({ account, tags, source, country, value, open }) => {
		found = -1;
		await engine.run({ account, tags, source, country, value, open });
		return found;
	};
}

interface Zen {
	ZenEngine: new () => {
		createDecision(content: object): {
			evaluate(context: object): Promise<{ result: { id?: number } | null }>;
		};
	};
}

/** zen-engine, one decision table with the hit policy `first`. A missing cell never matches. */
export function zen(rules: readonly BenchRule[]): Ask {
	const { ZenEngine } = requirePeer('@gorules/zen-engine') as Zen;
	const fields = ['account', 'tags', 'source', 'country', 'open', 'value'];
	const quote = (text: string) => JSON.stringify(text);
	const cells = (rule: BenchRule): Record<string, string> => ({
		_id: String(rule.id),
		account: rule.account === undefined ? '' : quote(rule.account),
		tags: rule.tag === undefined ? '' : `contains($, ${quote(rule.tag)})`,
		source: sourceCell(rule),
		country: rule.countries ? rule.countries.map(quote).join(', ') : '',
		open: rule.schedule === undefined ? '' : `$[${rule.schedule}] == true`,
		value: rule.value ? `(${rule.value[0]}..${rule.value[1]})` : '',
		id: String(rule.id),
	});
	const sourceCell = ({ source, sourceContains }: BenchRule) => {
		if (source !== undefined) return quote(source);
		return sourceContains === undefined ? '' : `contains($, ${quote(sourceContains)})`;
	};
	const decision = new ZenEngine().createDecision({
		nodes: [
			{ id: 'in', type: 'inputNode', name: 'in' },
			{
				id: 'table',
				type: 'decisionTableNode',
				name: 'table',
				content: {
					hitPolicy: 'first',
					inputs: fields.map((field) => ({ id: field, field, name: field })),
					outputs: [{ id: 'id', field: 'id', name: 'id' }],
					rules: rules.map(cells),
				},
			},
			{ id: 'out', type: 'outputNode', name: 'out' },
		],
		edges: [
			{ id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' },
			{ id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' },
		],
	});
	return async ({ account, tags, source, country, open, value }: Context) => {
		const { result } = await decision.evaluate({ account, tags, source, country, open, value });
		return result?.id ?? -1;
	};
}
