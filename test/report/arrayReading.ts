import type { KeptPlan } from '../../routing/keptPlan';
import type {
	AssignmentFact,
	KeptFact,
	OutcomeFact,
	ReplyFact,
	TurnFact,
	WaitPart,
} from '../../ledger/facts';
import type { KeptSince, QueuedCount, Reading, Span } from '../../ledger/reading';

/** What a reading of arrays has; what is left out is empty. */
export interface Happened {
	waits: readonly WaitPart[];
	assignments: readonly AssignmentFact[];
	turns: readonly TurnFact[];
	outcomes: readonly OutcomeFact[];
	kept: readonly KeptFact[];
	unclear: readonly ReplyFact[];
	open: Readonly<Record<string, number>>;
	/** Contact IDs by chain. */
	contacts: Readonly<Record<string, string>>;
	/** Kept plans by hash. */
	plans: Readonly<Record<string, KeptPlan>>;
	/** Else since the first of each. */
	since: KeptSince;
}

/** A reading of made-up facts, in blocks of a few. */
export class ArrayReading implements Reading {
	private readonly happened: Happened;

	constructor(
		happened: Partial<Happened>,
		private readonly blockSize = 7,
	) {
		const nothing: Happened = {
			waits: [],
			assignments: [],
			turns: [],
			outcomes: [],
			kept: [],
			unclear: [],
			open: {},
			contacts: {},
			plans: {},
			since: sinceFirst(happened),
		};
		this.happened = { ...nothing, ...happened };
	}

	async *waits(span: Span): AsyncGenerator<readonly WaitPart[]> {
		const asked = chains(this.happened.waits).filter(([first]) => isIn(span, first?.askedAt ?? 0));
		for await (const block of this.blocks(asked)) yield block.flat();
	}

	async *openWaits(): AsyncGenerator<readonly WaitPart[]> {
		const open = chains(this.happened.waits).filter((parts) =>
			parts.some(({ endedAt }) => endedAt === null),
		);
		for await (const block of this.blocks(open)) yield block.flat();
	}

	assignments(span: Span): AsyncGenerator<readonly AssignmentFact[]> {
		return this.blocks(this.happened.assignments.filter(({ at }) => isIn(span, at)));
	}
	turns(span: Span): AsyncGenerator<readonly TurnFact[]> {
		return this.blocks(this.happened.turns.filter(({ at }) => isIn(span, at)));
	}
	outcomes(span: Span): AsyncGenerator<readonly OutcomeFact[]> {
		return this.blocks(this.happened.outcomes.filter(({ at }) => isIn(span, at)));
	}
	kept(span: Span): AsyncGenerator<readonly KeptFact[]> {
		return this.blocks(this.happened.kept.filter(({ at }) => isIn(span, at)));
	}
	unclearReplies(span: Span): AsyncGenerator<readonly ReplyFact[]> {
		return this.blocks(this.happened.unclear.filter(({ at }) => isIn(span, at)));
	}
	async since(): Promise<KeptSince> {
		return await Promise.resolve(this.happened.since);
	}
	async contactIds(waits: readonly string[]): Promise<Record<string, string>> {
		const known = Object.entries(this.happened.contacts).filter(([id]) => waits.includes(id));
		return await Promise.resolve(Object.fromEntries(known));
	}
	async openContacts(): Promise<Record<string, number>> {
		return await Promise.resolve({ ...this.happened.open });
	}
	async loads(): ReturnType<Reading['loads']> {
		return {};
	}
	async queued(): Promise<QueuedCount[]> {
		return await Promise.resolve([]);
	}
	async paused(): ReturnType<Reading['paused']> {
		return await Promise.resolve({});
	}
	async turnsOf(): ReturnType<Reading['turnsOf']> {
		return await Promise.resolve({});
	}
	async accounts(): ReturnType<Reading['accounts']> {
		return await Promise.resolve([]);
	}
	async plan(hash: string): ReturnType<Reading['plan']> {
		return await Promise.resolve(this.happened.plans[hash] ?? null);
	}
	async latestPlan(): ReturnType<Reading['latestPlan']> {
		return await Promise.resolve(null);
	}

	private async *blocks<Fact>(facts: readonly Fact[]): AsyncGenerator<readonly Fact[]> {
		for (let start = 0; start < facts.length; start += this.blockSize) {
			yield await Promise.resolve(facts.slice(start, start + this.blockSize));
		}
	}
}

/** By the time of their first part. */
function chains(parts: readonly WaitPart[]): WaitPart[][] {
	return [...groupedBy(parts, ({ chain }) => chain).values()]
		.map((chain) => chain.sort((one, other) => one.givenAt - other.givenAt))
		.sort(([one], [other]) => (one?.askedAt ?? 0) - (other?.askedAt ?? 0));
}

function groupedBy<One, Key>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
	const groups = new Map<Key, One[]>();
	for (const one of all) {
		const group = groups.get(keyOf(one));
		if (group) group.push(one);
		else groups.set(keyOf(one), [one]);
	}
	return groups;
}

function isIn({ from, to }: Span, at: number): boolean {
	return at >= from && at < to;
}

function sinceFirst(happened: Partial<Happened>): KeptSince {
	const first = (times: readonly number[] = []) => (times.length > 0 ? Math.min(...times) : null);
	const kinds = groupedBy(happened.outcomes ?? [], ({ kind }) => kind);
	return {
		assignments: first(happened.assignments?.map(({ at }) => at)),
		waits: first(happened.waits?.map(({ askedAt }) => askedAt)),
		kept: first(happened.kept?.map(({ at }) => at)),
		outcomes: Object.fromEntries(
			[...kinds].map(([kind, facts]) => [kind, Math.min(...facts.map(({ at }) => at))]),
		),
	};
}
