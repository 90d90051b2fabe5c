import type { N8nApi, WorkflowFile, WorkflowSummary } from '../n8n/api';
import { reasonFrom, type N8nLink } from './n8nLink';
import { Refusal } from './requests';

/** A workflow that can be published by a click. */
export interface Choice {
	slug: string;
	/** What lists call it; the workflow in n8n may say more. */
	name: string;
	summary: string;
	tries: readonly string[];
	/** Made anew for each import. */
	workflow(): WorkflowFile;
}

/** Imports and publishes, one workflow at a time: a number can have one. */
export class Publisher {
	private readonly imported = new Map<string, string>();
	private turn: Promise<unknown> = Promise.resolve();
	private current: { slug: string; done: Promise<void> } | null = null;

	constructor(
		private readonly link: N8nLink,
		readonly choices: readonly Choice[],
	) {}

	/** What is being published at the moment. */
	get busyWith(): string | null {
		return this.current?.slug ?? null;
	}

	/** n8n's ID of what was imported; undefined when it was not. */
	workflowId(slug: string): string | undefined {
		return this.imported.get(slug);
	}

	/**
	 * Publishes a choice as it is in n8n by now, imported if it is not there, in place of all others.
	 * Clicks while it is under way wait for the same.
	 * @throws {Refusal} with the trigger's own words; what was published before is so again
	 */
	async publish(slug: string): Promise<void> {
		const choice = this.choices.find((one) => one.slug === slug);
		if (!choice) throw new Refusal('There is no such workflow', 404);
		if (this.current?.slug === slug) return await this.current.done;
		const done = this.turn.then(async () => {
			this.current = { slug, done };
			await this.link.ask(async (api) => await this.inPlaceOfOthers(api, choice));
		});
		this.turn = done.catch(() => undefined).finally(() => (this.current = null));
		await done.catch((error: unknown) => {
			throw new Refusal(`'${choice.name}' was not published: ${reasonFrom(error)}`, 502);
		});
	}

	private async inPlaceOfOthers(api: N8nApi, choice: Choice): Promise<void> {
		const all = await api.workflows();
		const id = await this.idOf(api, choice, all);
		const before = all.filter((one) => one.active && one.id !== id);
		for (const one of before) await api.deactivate(one.id);
		try {
			await api.activate(id);
		} catch (error) {
			for (const one of before) await api.activate(one.id);
			throw error;
		}
	}

	private async idOf(
		api: N8nApi,
		choice: Choice,
		all: readonly WorkflowSummary[],
	): Promise<string> {
		const known = this.imported.get(choice.slug);
		if (known && all.some(({ id, isArchived }) => id === known && !isArchived)) return known;
		const id = await api.importWorkflow(choice.workflow());
		this.imported.set(choice.slug, id);
		return id;
	}
}
