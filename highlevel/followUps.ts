import type { HighLevelClient } from './client';
import type { ContactState } from '../routing/model/contactSnapshot';
import { addFollowers, addTags, removeTags } from './contactWrites';
import {
	createOpportunity,
	openOpportunities,
	setOpportunityOwner,
	type NewOpportunity,
} from './opportunities';
import { missingTags, tagsToRemove } from './tags';
import { createNote, createTask, type NewTask } from './tasksAndNotes';

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
	contact: ContactState;
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

/** What was written of it. */
export type FollowUp =
	'tag' | 'tagRemoved' | 'follower' | 'opportunity' | 'task' | 'note' | 'mention';

/** One thing to do: `run` tells whether anything was written. */
interface Step {
	/** As the node calls it. */
	label: string;
	done: FollowUp;
	run: () => Promise<boolean>;
}

/** Whether nothing of it has to be done, not even looked for. */
export function nothingToDo(
	client: HighLevelClient,
	wanted: FollowUps,
	assigned: Assigned,
): boolean {
	return mentionOf(wanted, assigned) === null && stepsOf(client, wanted, assigned).length === 0;
}

/** The text of the comment that mentions the user, null for none: only a new owner is mentioned. */
export function mentionOf({ mention }: FollowUps, { changed }: Assigned): string | null {
	return changed ? mention : null;
}

/** What has to be done, in this order: what is so already takes no step. */
export function stepsOf(client: HighLevelClient, wanted: FollowUps, assigned: Assigned): Step[] {
	return [
		...tagSteps(client, wanted, assigned),
		...opportunitySteps(client, wanted, assigned),
		...recordSteps(client, wanted, assigned),
	];
}

/** The contact once all steps are done. */
export function afterwards(wanted: FollowUps, assigned: Assigned): ContactState {
	const { contact, userId } = assigned;
	const { added, removed } = tagChanges(wanted, assigned);
	const followers = startsFollowing(wanted, assigned) ? [userId] : [];
	return {
		...contact,
		tags: contact.tags && [...contact.tags.filter((tag) => !removed.includes(tag)), ...added],
		followers: contact.followers && [...contact.followers, ...followers],
	};
}

function tagChanges(wanted: FollowUps, { contact, given }: Assigned) {
	const tags = contact.tags ?? [];
	const { addTags: keep, removeTags: named, replaceTags } = wanted;
	const removed = tagsToRemove(tags, { named, prefix: given ? replaceTags : '', keep });
	return { added: missingTags(tags, keep), removed };
}

function startsFollowing({ follow }: FollowUps, { contact, userId, owns }: Assigned): boolean {
	return follow && !owns && !contact.followers?.includes(userId);
}

/** Tags and followers: compared with what the contact has, so that a repeat costs nothing. */
function tagSteps(client: HighLevelClient, wanted: FollowUps, assigned: Assigned): Step[] {
	const { userId } = assigned;
	const { contactId } = assigned.contact;
	const { added, removed } = tagChanges(wanted, assigned);
	const steps: Step[] = [];
	if (added.length > 0) {
		const run = always(async () => await addTags(client, contactId, added));
		steps.push({ label: 'Add Tags', done: 'tag', run });
	}
	if (removed.length > 0) {
		const run = always(async () => await removeTags(client, contactId, removed));
		steps.push({ label: 'Remove Tags', done: 'tagRemoved', run });
	}
	if (startsFollowing(wanted, assigned)) {
		const run = always(async () => await addFollowers(client, contactId, [userId]));
		steps.push({ label: 'Add Other Owners as Followers', done: 'follower', run });
	}
	return steps;
}

/** One search serves both: what is open moves, and only who has nothing open gets a new one. */
function opportunitySteps(
	client: HighLevelClient,
	{ moveOpportunities, beforeMove, opportunity }: FollowUps,
	{ contact: { contactId }, userId, given, changed, isNew }: Assigned,
): Step[] {
	const creates = changed ? opportunity : null;
	if (!given || !(moveOpportunities || creates)) return [];
	const run = async () => {
		const open = isNew ? [] : await openOpportunities(client, contactId);
		if (open.length === 0) {
			return creates !== null && (await createOpportunity(client, contactId, userId, creates));
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
	{ contact: { contactId }, userId, changed }: Assigned,
): Step[] {
	const steps: Step[] = [];
	if (task !== null && changed) {
		const run = always(async () => await createTask(client, contactId, userId, task));
		steps.push({ label: 'Create Task for Owner', done: 'task', run });
	}
	if (note !== null && changed) {
		const run = always(async () => await createNote(client, contactId, note));
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
