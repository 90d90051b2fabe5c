import type { IExecuteFunctions } from 'n8n-workflow';
import { cut } from '../../../routing/model/text';
import type { ItemResult } from './decide';
import type { DecidedItem } from './load';

/** n8n complains in its log about longer ones. */
const LONGEST = 254;

/**
 * Notes with the execution whom it was about, who got them and by which rule, where n8n's list of
 * executions shows and searches them. A few words of the first items do: the items say the rest.
 */
export function noteWithExecution(
	context: IExecuteFunctions,
	results: readonly ItemResult[],
): void {
	const decided = results.filter((result): result is DecidedItem => !('error' in result));
	if (decided.length === 0) return;
	context.customData.setAll({
		contact: listed(decided.map(({ contact: { name, phone, id } }) => name ?? phone ?? id)),
		assigned_to: listed(decided.map(({ recorded: { decision } }) => nameOf(decision.user))),
		rule: listed(decided.map(({ recorded: { decision } }) => decision.rule?.name)),
	});
}

function nameOf(user: DecidedItem['recorded']['decision']['user']): string {
	return user?.name ?? user?.email ?? 'Nobody';
}

/** Each text once. */
function listed(texts: ReadonlyArray<string | null | undefined>): string {
	return cut([...new Set(texts.filter(Boolean))].join(', '), LONGEST);
}
