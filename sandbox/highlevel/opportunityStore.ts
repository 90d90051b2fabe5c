import type { ContactStore } from './contactStore';
import { newId } from './ids';

export const OPPORTUNITY_STATUSES = ['open', 'won', 'lost', 'abandoned'] as const;

/** A pipeline as `GET /opportunities/pipelines` answers it. */
export interface SandboxPipeline {
	id: string;
	name: string;
	locationId: string;
	/** The first one is where opportunities go that name none. */
	stages: { id: string; name: string; position: number }[];
	showInFunnel: boolean;
	showInPieChart: boolean;
}

/** An opportunity (highlevel-api-docs, opportunities.json `SearchOpportunitiesResponseSchema`). */
export interface SandboxOpportunity {
	id: string;
	name: string;
	locationId: string;
	contactId: string;
	pipelineId: string;
	pipelineStageId: string;
	status: (typeof OPPORTUNITY_STATUSES)[number];
	monetaryValue: number;
	/** A user id; absent when nobody owns it. It does not follow the contact's owner. */
	assignedTo?: string;
	source?: string;
	customFields: { id: string; fieldValue: unknown }[];
	/** ISO 8601, UTC, like the others. */
	createdAt: string;
	updatedAt: string;
	lastStatusChangeAt: string;
	lastStageChangeAt: string;
}

export type NewSandboxOpportunity = Partial<SandboxOpportunity> &
	Pick<SandboxOpportunity, 'contactId'>;

export interface NewSandboxPipeline {
	id?: string;
	name: string;
	/** Default: the first location. */
	locationId?: string;
	/** Their names. Default `New`, `Qualified`, `Won`. */
	stages?: string[];
}

/** Pipelines and opportunities of all locations. */
export class OpportunityStore {
	private readonly pipelines = new Map<string, SandboxPipeline>();
	private readonly opportunities = new Map<string, SandboxOpportunity>();

	constructor(
		private readonly contacts: ContactStore,
		private readonly defaultLocationId: string,
		private readonly clock: () => number,
	) {}

	addPipeline({ name, stages = ['New', 'Qualified', 'Won'], ...more }: NewSandboxPipeline) {
		const pipeline: SandboxPipeline = {
			id: newId(),
			name,
			locationId: this.defaultLocationId,
			stages: stages.map((stage, position) => ({ id: newId(), name: stage, position })),
			showInFunnel: true,
			showInPieChart: true,
			...more,
		};
		this.pipelines.set(pipeline.id, pipeline);
		return pipeline;
	}

	pipelinesOf(locationId: string): SandboxPipeline[] {
		return [...this.pipelines.values()].filter((pipeline) => pipeline.locationId === locationId);
	}

	get(id: string): SandboxOpportunity | undefined {
		return this.opportunities.get(id);
	}

	/** In order of creation. */
	all(): SandboxOpportunity[] {
		return [...this.opportunities.values()];
	}

	/**
	 * Adds an opportunity, by default an open one in the first pipeline of the contact's location,
	 * which is made when there is none. Nothing refuses a second one for a contact here.
	 *
	 * @throws Error when there is no such contact
	 */
	add(opportunity: NewSandboxOpportunity): SandboxOpportunity {
		const contact = this.contacts.get(opportunity.contactId);
		if (!contact) throw new Error(`The sandbox has no contact ${opportunity.contactId}`);
		const { locationId } = contact;
		const [first = this.addPipeline({ name: 'Sales', locationId })] = this.pipelinesOf(locationId);
		const pipeline = this.pipelines.get(opportunity.pipelineId ?? '') ?? first;
		const now = this.now();
		const added: SandboxOpportunity = {
			id: newId(),
			name: contact.name ?? 'Opportunity',
			locationId,
			pipelineId: pipeline.id,
			pipelineStageId: pipeline.stages[0]?.id ?? '',
			status: 'open',
			monetaryValue: 0,
			customFields: [],
			createdAt: now,
			updatedAt: now,
			lastStatusChangeAt: now,
			lastStageChangeAt: now,
			...opportunity,
		};
		this.opportunities.set(added.id, added);
		return added;
	}

	/** Changes what is given, and the dates that go with it. */
	update(current: SandboxOpportunity, change: Partial<SandboxOpportunity>): SandboxOpportunity {
		const now = this.now();
		const next = { ...current, ...change, updatedAt: now };
		if (next.status !== current.status) next.lastStatusChangeAt = now;
		if (next.pipelineStageId !== current.pipelineStageId) next.lastStageChangeAt = now;
		this.opportunities.set(next.id, next);
		return next;
	}

	private now(): string {
		return new Date(this.clock()).toISOString();
	}
}
