import type { HighLevelSandbox, SandboxContact } from '../highlevel';
import type { Entry, OwnerEntry } from './entries';
import type { Decided } from './routedTouches';
import type { Run } from './runWatch';

/** So many are shown; the others can be searched for. */
const SHOWN = 60;

/** The last decision about a contact that was more than to leave it with its owner. */
interface LastDecision extends Decided {
	run: Run;
	/** Of it or of the last one that left it there, in milliseconds since 1970. */
	at: number;
	/** How often the contact was left there since. */
	keptSince: number;
}

/** A contact of HighLevel, and why it has its owner. */
export interface ContactRow {
	id: string;
	name: string;
	phone: string;
	/** The sub-account, when there are several. */
	place: string;
	owner: { id: string; name: string } | null;
	tags: string[];
	decision: (Decided & { keptSince: number; runId: string; workflowId: string }) | null;
	/** Somebody has set the owner by hand since. */
	byHand: boolean;
	/** When HighLevel last changed it, and when it was last decided about; milliseconds since 1970. */
	changedAt: number;
	decidedAt: number;
	/** Who can own it. */
	users: Array<{ id: string; name: string }>;
}

/** The contacts that a search finds, the latest first. */
export function contactRows(
	highLevel: HighLevelSandbox,
	runs: readonly Run[],
	entries: readonly Entry[],
	find: string,
): { total: number; found: number; rows: ContactRow[] } {
	const all = highLevel.contacts.all();
	const places = new Set(all.map(({ locationId }) => locationId));
	const decisions = lastDecisions(runs);
	const decisionOf = ({ id, phone = '' }: SandboxContact) =>
		decisions.get(id) ?? decisions.get(phone);
	const words = find.toLowerCase().split(/\s+/).filter(Boolean);
	const found = all
		.filter((contact) => words.every((word) => textsOf(contact).includes(word)))
		.map((contact) => ({ contact, decision: decisionOf(contact) }))
		.sort((a, b) => latestOf(b.contact, b.decision) - latestOf(a.contact, a.decision));
	const rows = found
		.slice(0, SHOWN)
		.map(({ contact, decision }) => rowOf(highLevel, contact, decision, entries, places.size > 1));
	return { total: all.length, found: found.length, rows };
}

function rowOf(
	highLevel: HighLevelSandbox,
	contact: SandboxContact,
	decision: LastDecision | undefined,
	entries: readonly Entry[],
	severalPlaces: boolean,
): ContactRow {
	const { id, locationId, name = '', phone = '', assignedTo, tags } = contact;
	const users = highLevel.users
		.list()
		.filter(({ roles, deleted }) => !deleted && roles.locationIds.includes(locationId));
	const byHand = entries
		.filter((entry): entry is OwnerEntry => entry.kind === 'owner')
		.findLast(({ contactId }) => contactId === id);
	return {
		id,
		name,
		phone,
		place: severalPlaces ? highLevel.locationName(locationId) : '',
		owner: assignedTo
			? { id: assignedTo, name: highLevel.users.get(assignedTo)?.name ?? 'Somebody unknown' }
			: null,
		tags,
		decision: decision ? shownOf(decision) : null,
		byHand: byHand !== undefined && byHand.at > (decision?.at ?? 0),
		changedAt: changedAt(contact),
		decidedAt: decision?.at ?? 0,
		users: users.map((user) => ({ id: user.id, name: user.name })),
	};
}

function shownOf({ assignedTo, why, rule, outcome, keptSince, run }: LastDecision) {
	return { assignedTo, why, rule, outcome, keptSince, runId: run.id, workflowId: run.workflowId };
}

/** By the contact's ID and by the phone number, of runs that succeeded. */
function lastDecisions(runs: readonly Run[]): ReadonlyMap<string, LastDecision> {
	const decisions = new Map<string, LastDecision>();
	for (const run of runs) {
		if (run.status !== 'success') continue;
		for (const { contactId, phone, decided } of run.touches) {
			if (!decided) continue;
			const before = decisions.get(contactId) ?? decisions.get(phone);
			const decision = { ...standing(before, decided, run), at: run.stoppedAt ?? run.startedAt };
			for (const key of [contactId, phone]) if (key !== '') decisions.set(key, decision);
		}
	}
	return decisions;
}

/** Why the owner is the owner says more than that they stay it. */
function standing(before: LastDecision | undefined, decided: Decided, run: Run) {
	const isKept = decided.outcome === 'kept' && before?.assignedTo === decided.assignedTo;
	return isKept
		? { ...before, keptSince: before.keptSince + 1 }
		: { ...decided, run, keptSince: 0 };
}

function textsOf({ name = '', phone = '', email = '', tags }: SandboxContact): string {
	return [name, phone, email, ...tags].join(' ').toLowerCase();
}

function latestOf(contact: SandboxContact, decision: LastDecision | undefined): number {
	return Math.max(changedAt(contact), decision?.at ?? 0);
}

function changedAt({ dateAdded, dateUpdated }: SandboxContact): number {
	return Math.max(Date.parse(dateAdded) || 0, Date.parse(dateUpdated) || 0);
}
