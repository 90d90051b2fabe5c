import type { IExecuteFunctions } from 'n8n-workflow';
import { check } from '../../../routing/check/check';
import type { CompiledPlan } from '../../../routing/compiledPlan';
import type { User } from '../../../routing/model/decision';
import { ledgerChoiceOf } from '../../shared/ledger/ledgerParameter';
import { isQueueMode } from '../../shared/ledger/n8nDatabase';
import type { SubAccount } from './subAccount';
import { warn } from './warn';

/** Plans that were checked, by sub-account and hash; a few hundred at most. */
const checked = new Set<string>();
const MAX_REMEMBERED = 500;

/** A plan with what it is checked against. */
interface CheckedPlan {
	compiled: CompiledPlan;
	users: readonly User[];
	/** Those that are evaluated. */
	expressions: ReadonlySet<string>;
}

/**
 * The first run after a change of the plan says what is gravely wrong with it.
 * @param location the sub-account, when the item names one
 * @param said what this run was told already, of other plans that its expressions made
 */
export function hintAtMistakes(
	context: IExecuteFunctions,
	{ locationId, openedAt: now }: SubAccount,
	location: string,
	{ compiled, users, expressions }: CheckedPlan,
	said: Set<string>,
): void {
	// Whom one sub-account knows, another one may not.
	const key = `${locationId} ${compiled.hash}`;
	if (checked.has(key)) return;
	if (checked.size >= MAX_REMEMBERED) checked.clear();
	checked.add(key);
	const grave = check(compiled, { users, expressions, now }).filter(
		({ severity }) => severity === 'error',
	);
	const messages = grave.map(
		({ where, text }) => `${location && `Sub-account ${location}: `}${where}: ${text}`,
	);
	for (const message of messages) {
		if (said.has(message)) continue;
		said.add(message);
		warn(context)(message);
	}
}

/** Workers on several machines have a file each, and would not know of each other's decisions. */
export function hintAtQueueMode(context: IExecuteFunctions): void {
	if (!isQueueMode() || ledgerChoiceOf(context) !== 'sqlite') return;
	context.addExecutionHints({
		message:
			"n8n runs in queue mode: set the option 'Ledger' to 'Automatic', here and in the nodes that follow. With SQLite, workers that do not share a disk decide without knowing of each other.",
		type: 'warning',
		location: 'outputPane',
	});
}
