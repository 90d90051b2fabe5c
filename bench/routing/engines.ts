import { CompiledPlan } from '../../routing/compiledPlan';
import { decide } from '../../routing/decide/decide';
import { TouchFacts } from '../../routing/rules/touchFacts';
import type { Engine } from './engine';
import { toPlan } from './rules';
import { executeFilters } from './n8nPeers';
import { jsonLogic, jsonRulesEngine, zen } from './peers';

const STATE = { users: [{ id: 'u1', name: 'Ann', email: 'ann@example.com' }] };

function deciding(trace: number): Engine['prepare'] {
	return (rules) => {
		const compiled = new CompiledPlan(toPlan(rules));
		const options = { trace };
		return ({ touch, now }) => {
			const { rule } = decide(compiled, touch, STATE, now, options).decision;
			return rule ? Number(rule.name) : -1;
		};
	};
}

function matching(indexFrom?: number): Engine['prepare'] {
	return (rules) => {
		const compiled = new CompiledPlan(toPlan(rules), '', indexFrom);
		return ({ touch, now }) => {
			const place = compiled.match(new TouchFacts(touch, now, touch, undefined));
			return place === -1 ? -1 : Number(compiled.rules[place]?.rule.name);
		};
	};
}

/** Ours four times: the match is what peers do, the decision names people and says why. */
export const OURS: readonly Engine[] = [
	{ name: 'ours, match only', most: 1e5, prepare: matching() },
	{ name: 'ours, plain scan', most: 1e5, prepare: matching(Infinity) },
	{ name: 'ours, decision', most: 1e5, prepare: deciding(0) },
	{ name: 'ours, 25 explained', most: 1e5, prepare: deciding(25) },
];

export const PEERS: readonly Engine[] = [
	{ name: 'n8n executeFilter', most: 1e5, prepare: executeFilters },
	{ name: 'json-logic-engine', most: 1e5, prepare: jsonLogic },
	{ name: 'zen-engine', most: 1e4, prepare: zen },
	{ name: 'json-rules-engine', most: 1e3, prepare: jsonRulesEngine },
];
