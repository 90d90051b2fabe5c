import type { SandboxContact } from './types';

/**
 * What `POST /contacts/search` knows: the contacts as they were `lagMs` ago. HighLevel documents
 * that "updates may take a few seconds to appear" there.
 */
export class SearchIndex {
	private readonly visible = new Map<string, SandboxContact>();
	private waiting: { from: number; id: string; contact: SandboxContact | undefined }[] = [];

	constructor(
		private readonly lagMs: number,
		private readonly clock: () => number,
	) {}

	/** Takes over a contact, or its removal. It is seen `lagMs` later, or at once. */
	put(id: string, contact: SandboxContact | undefined, atOnce = false): void {
		this.catchUp();
		if (atOnce) this.show(id, contact);
		else this.waiting.push({ from: this.clock() + this.lagMs, id, contact });
	}

	all(): SandboxContact[] {
		this.catchUp();
		return [...this.visible.values()];
	}

	private catchUp(): void {
		const now = this.clock();
		const due = this.waiting.findIndex(({ from }) => from > now);
		const done = this.waiting.splice(0, due === -1 ? this.waiting.length : due);
		for (const { id, contact } of done) this.show(id, contact);
	}

	private show(id: string, contact: SandboxContact | undefined): void {
		if (contact) this.visible.set(id, contact);
		else this.visible.delete(id);
	}
}
