import type { IExecuteFunctions } from 'n8n-workflow';
import { concernsEverything, type HighLevelError } from '../../highlevel/errors';
import type { DecisionRequest, Recorded } from '../../ledger/ledger';
import { compilePlan } from '../../routing/compiledPlan';
import { decide } from '../../routing/decide/decide';
import { nothingToDecide } from '../../routing/model/events';
import type { Plan } from '../../routing/plan/plan';
import { ledgerNeeds } from '../../routing/ledgerNeeds';
import type { Touch, TouchContact } from '../../routing/model/touch';
import { locationNamed } from '../shared/highLevel/connection';
import { ledgerUseOf, type LedgerUse } from '../shared/ledger/open';
import type { ShownContact } from './contactFacts';
import { hintAtMistakes } from './hints';
import { isOutdated, moveOf } from './moves';
import { situationOf, type Routing } from './situation';

/** The contact as the decision knew it, and what HighLevel was asked for that. */
interface Asked {
	contact: TouchContact;
	shown: ShownContact | null;
}

/** What became of an item: a decision about a contact, or why there is none. */
export type Result = (Asked & { recorded: Omit<Recorded, 'id'> & { id?: string } }) | Error;

/** Touches of one sub-account by item, each with the key of its decision. */
export type Touches = Map<number, { touch: Touch; key: string }>;

/** A touch that is to be decided; with `preview`, nothing is remembered. */
export interface Prepared extends Asked {
	request: DecisionRequest;
	preview: boolean;
}

/**
 * What the ledger is to decide, by item; what needs no decision becomes a result at once.
 * @throws {LedgerError} when the ledger cannot be used
 */
export async function prepare(
	context: IExecuteFunctions,
	routing: Routing,
	planOf: (itemIndex: number) => Plan,
	touches: Readonly<Touches>,
	results: Map<number, Result>,
	fail: (itemIndex: number, error: unknown) => void,
): Promise<Map<number, Prepared>> {
	const { ledger } = routing;
	const known = await ledger.recall(
		[...touches.values()].map(({ key }) => key),
		routing.now,
	);
	const requests = new Map<number, Prepared>();
	let outage: HighLevelError | undefined;
	let hinted = false;
	for (const [itemIndex, { touch: given, key }] of touches) {
		const before = known.get(key);
		if (before && !given.reassign) {
			results.set(itemIndex, { contact: given.contact, shown: null, recorded: before });
			continue;
		}
		try {
			const plan = planOf(itemIndex);
			const { hash } = compilePlan(plan);
			if (before && !isOutdated(given, before, hash)) {
				results.set(itemIndex, { contact: given.contact, shown: null, recorded: before });
				continue;
			}
			if (outage) throw outage;
			const situation = await situationOf(context, routing, plan, given, itemIndex);
			const { compiled, touch, shown, users, observed, now, options } = situation;
			if (!hinted) {
				hintAtMistakes(context, routing, locationNamed(context, itemIndex), compiled, users);
			}
			hinted = true;
			const { contact } = touch;
			// A new number or user ID is for the ledger to know, though nobody gets anything.
			if (nothingToDecide(touch.event) && touch.event !== 'identity') {
				const { decision } = decide(compiled, touch, { users }, now, options);
				results.set(itemIndex, { contact, shown: null, recorded: { decision, repeated: false } });
				continue;
			}
			const touchKey = before ? `${given.key} ${hash}` : given.key;
			const request = {
				key: before ? decisionKey(context, ledgerUseOf(context), { key: touchKey }) : key,
				move: moveOf(touch, touchKey),
				instead: before?.id,
				needs: ledgerNeeds(compiled, touch, users, now, observed),
				decide: (state: object) =>
					decide(
						compiled,
						touch,
						{ ...state, users, staffSnapshot: observed },
						routing.now,
						options,
					),
			};
			requests.set(itemIndex, { request, contact, shown, preview: touch.preview === true });
		} catch (error) {
			if (concernsEverything(error)) outage = error;
			fail(itemIndex, error);
		}
	}
	return requests;
}

/**
 * Names a decision: the same event gets the same decision from the same node. On the canvas every
 * run decides anew, because people change the rules and try again; so does the sample of Meta's App
 * Dashboard, which is always the same.
 */
export function decisionKey(
	context: IExecuteFunctions,
	use: LedgerUse,
	{ key, test }: Pick<Touch, 'key' | 'test'>,
): string {
	const once = use === 'live' && !test;
	const run = once ? '' : context.getExecutionId();
	return JSON.stringify([context.getWorkflow().id, context.getNode().id, run, key]);
}
