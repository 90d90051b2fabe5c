import type { IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../ledger/ledger';
import { compilePlan, type CompiledPlan } from '../../routing/compiledPlan';
import type { DecideOptions } from '../../routing/decide/decide';
import type { User } from '../../routing/model/decision';
import { nothingToDecide } from '../../routing/model/events';
import type { StaffSnapshot } from '../../routing/model/staffSnapshot';
import type { Plan } from '../../routing/plan/plan';
import type { Touch } from '../../routing/model/touch';
import { findUser } from '../../routing/model/user';
import { userReferencesOf } from '../../routing/plan/userReferences';
import { areReassignItems } from '../shared/highLevel/reassignItems';
import {
	openHighLevel,
	userDirectory,
	type HighLevelConnection,
} from '../shared/highLevel/connection';
import { openLedger, type LedgerUse } from '../shared/ledger/open';
import { perLocation } from '../shared/highLevel/perLocation';
import { trustMsOf } from '../shared/highLevel/trust';
import { withContactFacts, type Look, type ShownContact } from './contactFacts';
import { observe } from './observe';

/** What all decisions of one run about one sub-account share. */
export interface Routing extends HighLevelConnection {
	ledger: Ledger;
	/** When decisions are made, milliseconds since 1970. */
	now: number;
	/** How long what HighLevel showed is taken for true, milliseconds. */
	trustMs: number;
	/** What HighLevel showed in this run, by what it was asked for; undefined: it refused. */
	looks: Map<string, Promise<Look | undefined>>;
}

/** Everything that a decision about one item depends on, except the ledger. */
export interface Situation {
	compiled: CompiledPlan;
	touch: Touch;
	/** What HighLevel showed of the contact just now, null when it was not asked. */
	shown: ShownContact | null;
	users: readonly User[];
	/** What HighLevel showed of them, when the plan asks for it. */
	observed?: StaffSnapshot;
	now: number;
	options: DecideOptions;
}

/**
 * The sub-account of each item, opened once.
 * @returns a function from item index to routing, which throws a NodeOperationError when neither item
 * nor credential names a location, and a LedgerError when the ledger cannot be used
 */
export function routings(
	context: IExecuteFunctions,
	use: LedgerUse,
): (itemIndex: number) => Promise<Routing> {
	return perLocation(context, async (itemIndex) => await openRouting(context, use, itemIndex));
}

async function openRouting(
	context: IExecuteFunctions,
	use: LedgerUse,
	itemIndex: number,
): Promise<Routing> {
	const highLevel = await openHighLevel(context, itemIndex);
	const ledger = await openLedger(context, highLevel, use);
	// Messages that come meanwhile go first.
	const client = areReassignItems(context) ? highLevel.client.patiently() : highLevel.client;
	const trustMs = trustMsOf(context);
	return { ...highLevel, client, ledger, now: Date.now(), trustMs, looks: new Map() };
}

/** The users of the location; read anew when somebody whom the plan names is not among them. */
export async function usersOf(
	{ client, account }: HighLevelConnection,
	plan: Plan,
): Promise<User[]> {
	const references = userReferencesOf(plan);
	return await userDirectory.load(client, account, (known) =>
		references.every((reference) => findUser(known, reference)),
	);
}

/** Reads HighLevel, as far as the plan needs it. */
export async function situationOf(
	context: IExecuteFunctions,
	routing: Routing,
	plan: Plan,
	given: Touch,
	itemIndex: number,
): Promise<Situation> {
	const users = await usersOf(routing, plan);
	const { touch, shown } = await withContactFacts(given, plan, routing);
	const compiled = compilePlan(plan);
	const ownerId = touch.contact.ownerId ?? null;
	return {
		compiled,
		touch,
		shown,
		users,
		observed:
			nothingToDecide(touch.event) !== null
				? undefined
				: await observe(context, routing, compiled, users, ownerId),
		now: routing.now,
		options: {
			item: touch,
			evaluate: (expression) => context.evaluateExpression(expression, itemIndex),
		},
	};
}
