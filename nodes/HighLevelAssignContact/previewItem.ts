import type { IExecuteFunctions } from 'n8n-workflow';
import type { User } from '../../routing/decision';
import { userDirectory, type OpenHighLevel } from '../common/highLevel';
import { outcomeOf, type ContactJob } from './contactJob';
import { decisionIn } from './decision';
import type { DescribedResult } from './describeResult';
import { textOf } from './values';

/** Whether an item only asks what would be done. */
export function isPreview(context: IExecuteFunctions, itemIndex: number): boolean {
	const { preview, assignment } = context.getInputData()[itemIndex]?.json ?? {};
	const decided = assignment as { preview?: unknown } | null | undefined;
	return preview === true || decided?.preview === true;
}

/** Says who would get the contact of an item. Writes nothing, and asks for no contact. */
export function previewJob(
	context: IExecuteFunctions,
	highLevel: OpenHighLevel,
	itemIndex: number,
): ContactJob {
	const { client, account } = highLevel;
	const run = async () => {
		const users = await userDirectory.load(client, account);
		return outcomeOf({ result: previewed(context, itemIndex, users) });
	};
	return {
		highLevel,
		names: [],
		run: async () => await run().catch((error: unknown) => outcomeOf({ error })),
	};
}

function previewed(
	context: IExecuteFunctions,
	itemIndex: number,
	users: readonly User[],
): DescribedResult {
	const { contact } = context.getInputData()[itemIndex]?.json ?? {};
	const { id, ownerId } = (contact ?? {}) as { id?: unknown; ownerId?: unknown };
	const person = (userId: string | null) =>
		userId ? { id: userId, name: users.find((user) => user.id === userId)?.name ?? null } : null;
	const before = person(textOf(ownerId) || null);
	const owner = person(decisionIn(context, itemIndex)?.userId ?? null) ?? before;
	const from = before?.name ?? before?.id ?? 'nobody';
	const to = owner?.name ?? owner?.id ?? 'nobody';
	return {
		outcome: 'preview',
		summary:
			owner?.id === before?.id
				? `Preview: the contact would stay with ${from}. Nothing was written.`
				: `Preview: the contact would go from ${from} to ${to}. Nothing was written.`,
		contactId: textOf(id) || null,
		previousOwner: before,
		owner,
		written: [],
		apiCalls: 0,
	};
}
