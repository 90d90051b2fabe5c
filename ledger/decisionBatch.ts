import type { LedgerNeeds } from '../routing/ledgerNeeds';
import type { AccountRecord } from '../routing/model/accounts';
import type { Resolution } from '../routing/decide/decide';
import type { Decision } from '../routing/model/decision';
import type { LedgerState, StateChange } from '../routing/model/state';
import { sourceOf } from '../routing/model/touch';
import { readAccounts } from './accounts';
import { writeAssignments } from './assignments';
import type { BatchContext } from './batchContext';
import { BatchKept } from './batchKept';
import { BatchLoads } from './batchLoads';
import { BatchOwners } from './batchOwners';
import { BatchQueue } from './batchQueue';
import { BatchTurns } from './batchTurns';
import { BatchWaits } from './batchWaits';
import type { Transaction } from './database';
import { decisionText, writeDecisions } from './decisions';
import type { DecisionRequest } from './ledger';
import { endHandOvers, reassignmentRow, writeReassignments } from './reassignments';
import type { AssignmentRow, NewDecision, ReassignmentRow } from './rows';
import { readStaffing } from './staffing';

/** What has to be known about a contact. */
interface ContactNeeds {
	/** The ledger's own ID. */
	contact: string;
	needs: LedgerNeeds;
}

/** A request whose contact is known. */
export interface IdentifiedRequest extends DecisionRequest, ContactNeeds {
	id: string;
}

/**
 * The decisions of one transaction: reads once what they need, lets each be made on what those
 * before it left behind, and writes everything at the end.
 */
export class DecisionBatch {
	private readonly contacts = new Set<string>();
	private readonly assignments: AssignmentRow[] = [];
	private readonly decisions: NewDecision[] = [];
	private readonly reassignments: ReassignmentRow[] = [];
	private readonly kept: BatchKept;
	/** Hand-overs of which nothing is to be given back any more. */
	private readonly endedHandOvers: string[] = [];

	private constructor(
		private readonly context: BatchContext,
		private readonly owners: BatchOwners,
		private readonly turns: BatchTurns,
		private readonly loads: BatchLoads,
		private readonly accounts: readonly AccountRecord[],
		private readonly waits: BatchWaits,
		private readonly queue: BatchQueue,
		private readonly paused: LedgerState['paused'],
	) {
		this.kept = new BatchKept(context);
	}

	/**
	 * Reads what has to be known.
	 * @param contacts those of whom something may be stored, also such as something was previewed about
	 */
	static async open(
		sql: Transaction,
		context: BatchContext,
		asked: readonly ContactNeeds[],
		contacts: readonly string[],
	): Promise<DecisionBatch> {
		const { scope } = context;
		const { paused, drainedAt, queued } = await readStaffing(sql, context, contacts);
		const needs = asked.map((one) => one.needs);
		const teams = [...new Set(needs.flatMap((one) => one.teams))];
		return new DecisionBatch(
			context,
			await BatchOwners.read(sql, context, contacts),
			await BatchTurns.read(sql, scope, teams),
			await BatchLoads.read(sql, scope, needs),
			needs.some((one) => one.accounts) ? await readAccounts(sql, scope) : [],
			await BatchWaits.read(sql, context, contacts),
			await BatchQueue.read(sql, context, queued, drainedAt),
			paused,
		);
	}

	/** What there is to know now. */
	state({ contact, needs }: ContactNeeds): LedgerState {
		const openGained = this.owners.openGained(needs.openSince);
		return {
			owners: this.owners.of(contact),
			loads: this.loads.of(needs, openGained),
			turns: this.turns.of(needs.teams),
			...(needs.accounts && { accounts: this.accounts }),
			waits: this.waits.of(contact),
			...(this.paused && { paused: this.paused }),
			...(this.queue.teams.length > 0 && { queued: this.queue.teams }),
		};
	}

	/** Decides one request and remembers what has to be written. */
	decide(request: IdentifiedRequest): Decision {
		const resolution = request.decide(this.state(request));
		this.remember(request, resolution);
		return resolution.decision;
	}

	/** The same, with what the decision changes as a later batch takes it. */
	preview(request: IdentifiedRequest): { decision: Decision; changes: StateChange[] } {
		const resolution = request.decide(this.state(request));
		const changes = resolution.changes.filter(isPreviewed).map((change) => this.forLater(change));
		this.remember(request, resolution);
		return { decision: resolution.decision, changes };
	}

	/** As it is kept for later previews: nobody looks back at these. */
	private forLater(change: StateChange): StateChange {
		if (change.type === 'turns') return this.turns.relative(change);
		return change.type === 'assigned' ? { ...change, pool: null } : change;
	}

	/** Makes the changes of an earlier preview. Whoever got the contact since keeps it. */
	previewAgain(contact: string, changes: readonly StateChange[]): void {
		for (const change of changes) {
			if (change.type === 'turns') this.turns.changeAgain(change);
			else if (change.type === 'assigned') this.loads.give(change.user, change.at);
			else if (
				change.type === 'owner' &&
				isLatest(this.owners.slot(contact, change.slot), change)
			) {
				this.owners.change(contact, change, null);
			}
		}
	}

	private remember(request: IdentifiedRequest, { decision, changes }: Resolution): void {
		const { contact } = request;
		this.contacts.add(contact);
		const assigned = changes.find((change) => change.type === 'assigned');
		const assignment = assigned ? this.assignment(request, assigned, decision, changes) : null;
		for (const change of changes) {
			if (change.type === 'turns') this.turns.change(change);
			else if (change.type === 'owner') this.owners.change(contact, change, assignment);
		}
		if (assignment) {
			this.assignments.push(assignment);
			this.loads.give(assignment.user_id, assignment.at);
		}
		this.noteReassignment(request, assignment);
		const slot = decision.owner ? this.owners.slot(contact, decision.owner.slot) : undefined;
		if (slot) this.owners.reopen(slot);
		const by = assignment?.id ?? slot?.assignment ?? null;
		this.waits.change({ ...request, assignment: by }, changes);
		this.queue.change(request, decision, changes);
		this.kept.count(request, changes, by === null);
		this.decisions.push({
			scope: this.context.scope,
			id: request.id,
			at: this.context.now,
			contact,
			assignment: by,
			decision: decisionText(decision),
		});
	}

	/** Writes what the decisions changed. */
	async write(sql: Transaction): Promise<void> {
		await this.owners.write(sql, this.contacts);
		await this.turns.write(sql);
		await writeAssignments(sql, this.assignments);
		await writeDecisions(sql, this.decisions);
		await writeReassignments(sql, this.reassignments);
		await endHandOvers(sql, this.context.scope, this.endedHandOvers);
		await this.waits.write(sql);
		await this.queue.write(sql);
		await this.kept.write(sql);
	}

	private noteReassignment(
		{ contact, reassignment }: IdentifiedRequest,
		assignment: AssignmentRow | null,
	): void {
		if (!reassignment) return;
		if (assignment) {
			this.reassignments.push(reassignmentRow(this.context, assignment.id, contact, reassignment));
		}
		if (reassignment.ends && reassignment.isOver) this.endedHandOvers.push(reassignment.ends);
	}

	/** Before the changes are made: it has to say what they move, and from whom. */
	private assignment(
		{ id, contact, kept }: IdentifiedRequest,
		{ user, at, pool }: StateChange & { type: 'assigned' },
		{ team, owner, rule }: Decision,
		changes: readonly StateChange[],
	): AssignmentRow {
		const { scope, now, reserveFor } = this.context;
		const owned = changes.find(
			(change) => change.type === 'owner' && change.slot === owner?.slot,
		) as (StateChange & { type: 'owner' }) | undefined;
		const turn = changes.find((change) => change.type === 'turns');
		const previous = owned && this.owners.slot(contact, owned.slot);
		return {
			scope,
			id,
			at,
			contact,
			user_id: user,
			team,
			status: reserveFor === null ? 'confirmed' : 'reserved',
			reason: null,
			changed_at: now,
			expires_at: reserveFor === null ? null : now + reserveFor,
			slot: owned?.slot ?? null,
			is_primary: owned?.primary ? 1 : 0,
			account: owned?.owner.account ?? null,
			replaced: owned?.owner.replaced ?? null,
			turns: JSON.stringify(turn ? this.turns.movedBy(turn) : {}),
			previous: previous ? JSON.stringify(previous) : null,
			rule: rule?.name ?? null,
			pool: pool && JSON.stringify(pool),
			event: kept?.touch.event ?? null,
			source: kept ? sourceOf(kept.touch) : null,
			plan: kept?.plan.hash ?? null,
			staff: kept?.plan.staffHash ?? null,
		};
	}
}

/** Whether nobody got the slot since. */
function isLatest(slot: { at: number } | undefined, { owner }: StateChange & { type: 'owner' }) {
	return (slot?.at ?? 0) <= owner.at;
}

/** Whether later previews go on from a change. */
function isPreviewed({ type }: StateChange): boolean {
	return type === 'turns' || type === 'assigned' || type === 'owner';
}
