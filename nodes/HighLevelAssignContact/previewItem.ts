import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ownerOutcome } from '../../highlevel/ownerRule';
import { previewSeries } from '../../routing/model/preview';
import { userDirectory, type HighLevelConnection } from '../shared/highLevel/connection';
import { fullItem } from '../shared/decidedItem/shapes';
import { textOf } from '../shared/json';
import { fieldsOf } from '../shared/parameterValues';
import { outcomeOf, type ContactJob } from './contactJob';
import { decisionIn, isToTell } from './decision';
import type { DescribedResult } from './describeResult';
import { unassigns } from './parameters/operation';
import { ownerRuleFor, readOwner, readSetOwner } from './parameters/owner';
import { readTakeFrom } from './parameters/unassign';
import { unlistedOwner } from './unusableOwner';
import { lookUpUser } from './users';

/** Whether an item only asks what would be done. */
export function isPreview(context: IExecuteFunctions, itemIndex: number): boolean {
	const { json = {} } = context.getInputData()[itemIndex] ?? {};
	const decided = json.assignment as { preview?: unknown } | null | undefined;
	return (
		previewSeries(json.preview) !== null ||
		previewSeries(decided?.preview) !== null ||
		isShownWait(context, json)
	);
}

/**
 * Whether the Waiting Contacts Trigger only shows somebody on the canvas: their time may not be over, and
 * a new owner in HighLevel would end the wait before the published workflow starts for it.
 */
function isShownWait(context: IExecuteFunctions, json: IDataObject): boolean {
	if (context.getMode() !== 'manual') return false;
	const { wait, queued } = fullItem(json);
	return Boolean(wait ?? queued);
}

/** Says who would own the contact of an item. Writes nothing, and asks for no contact. */
export function previewJob(
	context: IExecuteFunctions,
	highLevel: HighLevelConnection,
	itemIndex: number,
): ContactJob {
	const run = async () => outcomeOf({ result: await previewed(context, highLevel, itemIndex) });
	return {
		highLevel,
		names: [],
		run: async () => await run().catch((error: unknown) => outcomeOf({ error })),
	};
}

async function previewed(
	context: IExecuteFunctions,
	highLevel: HighLevelConnection,
	itemIndex: number,
): Promise<DescribedResult> {
	const { contact, wait } = fullItem(context.getInputData()[itemIndex]?.json ?? {});
	const { id, ownerId } = fieldsOf(contact);
	const ownerAfter = unassigns(context) ? afterUnassigning : afterAssigning;
	// Of who waits, HighLevel is not asked on the canvas.
	const ownerBefore = textOf(ownerId) || textOf(fieldsOf(fieldsOf(wait).person).id) || null;
	const after = await ownerAfter(context, highLevel, itemIndex, ownerBefore);
	const users = await userDirectory.load(highLevel.client, highLevel.account);
	const person = (userId: string | null) =>
		userId ? { id: userId, name: users.find((user) => user.id === userId)?.name ?? null } : null;
	const before = person(ownerBefore);
	const owner = person(after);
	const from = before?.name ?? before?.id ?? 'nobody';
	const to = owner?.name ?? owner?.id ?? 'nobody';
	const decided = decisionIn(context, itemIndex);
	const told = isToTell(decided) ? (decided.tell.to?.name ?? decided.tell.to?.id ?? from) : null;
	const tells = told === null ? '' : `, and ${told} would be told`;
	return {
		outcome: 'preview',
		summary:
			owner?.id === before?.id
				? `Preview: the contact would stay with ${from}${tells}. Nothing was written.`
				: `Preview: the contact would go from ${from} to ${to}. Nothing was written.`,
		contactId: textOf(id) || null,
		previousOwner: before,
		owner,
		written: [],
		apiCalls: 0,
	};
}

/** Whom HighLevel would show as the owner: not everybody who is chosen becomes that. */
async function afterAssigning(
	context: IExecuteFunctions,
	highLevel: HighLevelConnection,
	itemIndex: number,
	ownerBefore: string | null,
): Promise<string | null> {
	const reference = readOwner(context, itemIndex);
	const decided = decisionIn(context, itemIndex);
	const { id: userId, known } = await lookUpUser(context, highLevel, reference, itemIndex);
	const setOwner = readSetOwner(context, itemIndex);
	const ownerRule = ownerRuleFor(setOwner, decided, userId);
	if (ownerOutcome(ownerBefore, { userId, ownerRule }) !== 'assigned') return ownerBefore;
	if (!known) {
		const name = decided?.userName ?? userId;
		throw unlistedOwner(context, itemIndex, { id: userId, name, decided });
	}
	return userId;
}

async function afterUnassigning(
	context: IExecuteFunctions,
	highLevel: HighLevelConnection,
	itemIndex: number,
	ownerBefore: string | null,
): Promise<string | null> {
	const reference = readTakeFrom(context, itemIndex);
	if (!reference) return null;
	const { id } = await lookUpUser(context, highLevel, reference, itemIndex, 'User');
	return ownerBefore === id ? null : ownerBefore;
}
