import type { IExecuteFunctions } from 'n8n-workflow';
import type { Ledger } from '../../ledger/ledger';
import { compilePlan, type CompiledPlan } from '../../routing/compile';
import type { DecideOptions } from '../../routing/decide';
import type { User } from '../../routing/decision';
import type { Plan } from '../../routing/plan';
import type { Touch } from '../../routing/touch';
import { findUser, userReferencesOf } from '../../routing/users';
import { openHighLevel, userDirectory, type OpenHighLevel } from '../common/highLevel';
import { openLedger, type LedgerUse } from '../common/ledgers';
import { trustMsOf } from '../common/trust';
import { withContactFacts, type Look, type ShownContact } from './contactFacts';

/** What all decisions of one run share. */
export interface Routing extends OpenHighLevel {
	ledger: Ledger;
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
	now: number;
	options: DecideOptions;
}

/**
 * @throws {NodeOperationError} when the credential names no location
 * @throws {LedgerError} when the ledger cannot be used
 */
export async function openRouting(context: IExecuteFunctions, use: LedgerUse): Promise<Routing> {
	const highLevel = await openHighLevel(context);
	const ledger = await openLedger(context, highLevel, use);
	return { ...highLevel, ledger, now: Date.now(), trustMs: trustMsOf(context), looks: new Map() };
}

/** The users of the location; read anew when somebody whom the plan names is not among them. */
export async function usersOf({ client, account }: OpenHighLevel, plan: Plan): Promise<User[]> {
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
	return {
		compiled: compilePlan(plan),
		touch,
		shown,
		users,
		now: routing.now,
		options: {
			item: touch,
			evaluate: (expression) => context.evaluateExpression(expression, itemIndex),
		},
	};
}
