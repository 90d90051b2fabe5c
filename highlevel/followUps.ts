import type { HighLevelClient } from './client';
import { createNote, createTask, mention, type NewTask } from './tasksAndNotes';
import type { StoredContact } from './contacts';
import { addFollowers, addTags, removeTags } from './contactWrites';
import { concernsEverything, HighLevelError, lacksPermission } from './errors';
import {
	createOpportunity,
	openOpportunities,
	setOpportunityOwner,
	type NewOpportunity,
} from './opportunities';
import { missingTags, tagsToRemove } from './tags';

/** What is done besides the owner. */
export interface FollowUps {
	/** Tags that the contact has afterwards. */
	addTags: string[];
	/** Tags that it has not. */
	removeTags: string[];
	/** When the contact is given to the owner of another account, tags that begin so go, too. */
	replaceTags: string;
	/** The user follows the contact, unless they own it. */
	follow: boolean;
	/** Open opportunities get the owner of the contact. */
	moveOpportunities: boolean;
	/** Told before an opportunity moves, because HighLevel tells about that as an event. */
	beforeMove?: (opportunityId: string) => Promise<void>;
	/** For a contact without an open opportunity. */
	opportunity: NewOpportunity | null;
	task: NewTask | null;
	note: string | null;
	mention: string | null;
}

/** What became of the contact before, on which the rest depends. */
export interface Assigned {
	contact: StoredContact;
	/** The user whom the assignment is about. */
	userId: string;
	/** Whether the user owns the contact now. */
	owns: boolean;
	/** The owner changed just now: what would happen twice when repeated is done only then. */
	changed: boolean;
	/** The contact was given to the user, now or by an earlier run of the same decision. */
	given: boolean;
	/** The contact was created, so there is nothing that belongs to it. */
	isNew: boolean;
}

export type Done = 'tag' | 'tagRemoved' | 'follower' | 'opportunity' | 'task' | 'note' | 'mention';

export interface AlsoDone {
	done: Done[];
	/** What failed; the owner was written all the same. */
	failure: HighLevelError | null;
	/** Why the user was not mentioned. */
	mentionRefused: HighLevelError | null;
	/** The contact afterwards, null when something that failed may have been done all the same. */
	contact: StoredContact | null;
}

/** One thing to do: `run` tells whether anything was written. */
interface Step {
	/** As the node calls it. */
	label: string;
	done: Done;
	run: () => Promise<boolean>;
}

const MENTION = 'Mention in Comment';

/**
 * Does what else was asked for, as far as it is needed: what is so already costs no request. One step
 * that HighLevel refuses does not keep the others from being done.
 * @param refused steps for which the token lacks the permission: nobody asks a second time
 */
export async function alsoDo(
	client: HighLevelClient,
	wanted: FollowUps,
	assigned: Assigned,
	refused: Map<string, HighLevelError>,
): Promise<AlsoDone> {
	const contact = afterwards(wanted, assigned);
	const result: AlsoDone = { done: [], failure: null, mentionRefused: null, contact };
	for (const { label, done, run } of stepsOf(client, wanted, assigned)) {
		const outcome = refused.get(label) ?? (await attempt(run));
		if (outcome === true) result.done.push(done);
		if (!(outcome instanceof HighLevelError)) continue;
		if (lacksPermission(outcome)) refused.set(label, outcome);
		result.failure ??= ofStep(label, outcome);
		result.contact = null;
		if (concernsEverything(result.failure)) return result;
	}
	if (wanted.mention !== null && assigned.changed) {
		const { contact, userId } = assigned;
		const error =
			refused.get(MENTION) ?? (await mention(client, contact.id, userId, wanted.mention));
		if (!error) result.done.push('mention');
		else if (error.kind === 'credential') refused.set(MENTION, error);
		result.mentionRefused = error;
	}
	return result;
}

/** Whether nothing of it has to be done, not even looked for. */
export function nothingToDo(
	client: HighLevelClient,
	wanted: FollowUps,
	assigned: Assigned,
): boolean {
	const mentions = wanted.mention !== null && assigned.changed;
	return !mentions && stepsOf(client, wanted, assigned).length === 0;
}

function stepsOf(client: HighLevelClient, wanted: FollowUps, assigned: Assigned): Step[] {
	return [
		...tagSteps(client, wanted, assigned),
		...opportunitySteps(client, wanted, assigned),
		...recordSteps(client, wanted, assigned),
	];
}

/** The contact once all steps are done. */
function afterwards(wanted: FollowUps, assigned: Assigned): StoredContact {
	const { contact, userId } = assigned;
	const { added, removed } = tagChanges(wanted, assigned);
	const tags = [...contact.tags.filter((tag) => !removed.includes(tag)), ...added];
	const followers = startsFollowing(wanted, assigned)
		? [...contact.followers, userId]
		: contact.followers;
	return { ...contact, tags, followers };
}

function tagChanges(wanted: FollowUps, { contact: { tags }, given }: Assigned) {
	const { addTags: keep, removeTags: named, replaceTags } = wanted;
	const removed = tagsToRemove(tags, { named, prefix: given ? replaceTags : '', keep });
	return { added: missingTags(tags, keep), removed };
}

function startsFollowing({ follow }: FollowUps, { contact, userId, owns }: Assigned): boolean {
	return follow && !owns && !contact.followers.includes(userId);
}

/** Tags and followers: compared with what the contact has, so that a repeat costs nothing. */
function tagSteps(client: HighLevelClient, wanted: FollowUps, assigned: Assigned): Step[] {
	const { userId } = assigned;
	const { id } = assigned.contact;
	const { added, removed } = tagChanges(wanted, assigned);
	const steps: Step[] = [];
	if (added.length > 0) {
		const run = always(async () => await addTags(client, id, added));
		steps.push({ label: 'Add Tags', done: 'tag', run });
	}
	if (removed.length > 0) {
		const run = always(async () => await removeTags(client, id, removed));
		steps.push({ label: 'Remove Tags', done: 'tagRemoved', run });
	}
	if (startsFollowing(wanted, assigned)) {
		const run = always(async () => await addFollowers(client, id, [userId]));
		steps.push({ label: 'Add Other Owners as Followers', done: 'follower', run });
	}
	return steps;
}

/** One search serves both: what is open moves, and only who has nothing open gets a new one. */
function opportunitySteps(
	client: HighLevelClient,
	{ moveOpportunities, beforeMove, opportunity }: FollowUps,
	{ contact, userId, given, changed, isNew }: Assigned,
): Step[] {
	const creates = changed ? opportunity : null;
	if (!given || !(moveOpportunities || creates)) return [];
	const run = async () => {
		const open = isNew ? [] : await openOpportunities(client, contact.id);
		if (open.length === 0) {
			return creates !== null && (await createOpportunity(client, contact.id, userId, creates));
		}
		const others = moveOpportunities ? open.filter(({ ownerId }) => ownerId !== userId) : [];
		for (const { id } of others) {
			await beforeMove?.(id);
			await setOpportunityOwner(client, id, userId);
		}
		return others.length > 0;
	};
	const label = creates ? 'Create Opportunity' : 'Move Open Opportunities';
	return [{ label, done: 'opportunity', run }];
}

/** What would be there twice if it were repeated: only when the owner has just changed. */
function recordSteps(
	client: HighLevelClient,
	{ task, note }: FollowUps,
	{ contact, userId, changed }: Assigned,
): Step[] {
	const steps: Step[] = [];
	if (task !== null && changed) {
		const run = always(async () => await createTask(client, contact.id, userId, task));
		steps.push({ label: 'Create Task for Owner', done: 'task', run });
	}
	if (note !== null && changed) {
		const run = always(async () => await createNote(client, contact.id, note));
		steps.push({ label: 'Add Note', done: 'note', run });
	}
	return steps;
}

function always(write: () => Promise<void>): () => Promise<boolean> {
	return async () => {
		await write();
		return true;
	};
}

async function attempt(run: () => Promise<boolean>): Promise<boolean | HighLevelError> {
	return await run().catch((error: unknown) => {
		if (error instanceof HighLevelError) return error;
		throw error;
	});
}

/** Says which step failed. Without a permission only this step fails, with every contact. */
function ofStep(label: string, error: HighLevelError): HighLevelError {
	return new HighLevelError(
		`'${label}' was not done: ${error.message}`,
		lacksPermission(error) ? 'invalid-request' : error.kind,
		`The contact has its owner all the same. ${error.description}`,
		error.status,
		error.body,
	);
}
