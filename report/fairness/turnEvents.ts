import type { AssignmentFact, TurnFact } from '../../ledger/facts';
import type { Reading, Span } from '../../ledger/reading';

/** Takes what happened to the turns of a location, one after the other in the order of time. */
export interface TurnListener {
	/** Before these are told: what has to be read for them. */
	prepare(facts: readonly TurnFact[]): Promise<void>;
	/** Somebody of a team got a contact. */
	turn(fact: TurnFact): void;
	/** Somebody got a contact without a team. */
	direct(fact: AssignmentFact): void;
	/** A contact of a team was over, and its turn went back. */
	undone(fact: TurnFact, at: number): void;
}

/**
 * Tells what happened to turns within a span.
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function followTurns(
	span: Span,
	now: number,
	reading: Reading,
	listener: TurnListener,
): Promise<void> {
	const directs = new Directs(reading.assignments(span, now)[Symbol.asyncIterator]());
	const undone = new Undone(listener);
	for await (const facts of reading.turns(span, now)) {
		await listener.prepare(facts);
		for (const fact of facts) {
			undone.until(fact.at);
			if (!directs.isReadUntil(fact.at)) await directs.readUntil(fact.at);
			for (const direct of directs.until(fact.at)) listener.direct(direct);
			listener.turn(fact);
			if (fact.undoneAt !== null) undone.add(fact, fact.undoneAt);
		}
	}
	undone.until(span.to);
	await directs.close();
}

/** Contacts that somebody got without a team, in the order of time, read as they are needed. */
class Directs {
	private facts: AssignmentFact[] = [];
	private readTo = -Infinity;

	constructor(private readonly blocks: AsyncIterator<readonly AssignmentFact[]>) {}

	isReadUntil(at: number): boolean {
		return this.readTo > at;
	}

	async readUntil(at: number): Promise<void> {
		while (!this.isReadUntil(at)) {
			const { value, done } = await this.blocks.next();
			if (done) {
				this.readTo = Infinity;
				return;
			}
			this.facts.push(...value.filter(({ team }) => team === null));
			this.readTo = value.at(-1)?.at ?? this.readTo;
		}
	}

	/** Nobody wants the rest. */
	async close(): Promise<void> {
		await this.blocks.return?.();
	}

	/** Those up to this time that were not given before. */
	until(at: number): AssignmentFact[] {
		if (this.facts.length === 0) return [];
		const end = this.facts.findIndex((fact) => fact.at > at);
		return this.facts.splice(0, end === -1 ? Infinity : end);
	}
}

/** Contacts whose turns go back later, the first to do so at the end. */
class Undone {
	private readonly facts: Array<{ fact: TurnFact; at: number }> = [];

	constructor(private readonly listener: TurnListener) {}

	add(fact: TurnFact, at: number): void {
		let place = this.facts.length;
		while (place > 0 && (this.facts[place - 1]?.at ?? 0) < at) place -= 1;
		this.facts.splice(place, 0, { fact, at });
	}

	until(at: number): void {
		for (let last = this.facts.at(-1); last && last.at <= at; last = this.facts.at(-1)) {
			this.facts.pop();
			this.listener.undone(last.fact, last.at);
		}
	}
}
