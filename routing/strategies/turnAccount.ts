import { count } from '../model/text';
import type { Breach, JudgeContext, JudgedContact, JudgedMember } from './promise';

/** How far ahead of somebody whoever gets a turn may be, in turns of the one with the smaller weight. */
export const PROMISED = 1;

/**
 * How much may be out of turn before it is held against the strategy, in squared turns: what everybody
 * was owed at the beginning is known but for a turn that went back just then.
 */
const FORGIVEN = 2;

/** What each member of a team is owed, and what was out of turn. */
export class TurnAccount {
	breach: Breach | null = null;
	forgiven = FORGIVEN;
	private readonly owed = new Map<string, number>();
	private outOfTurn = 0;

	/** @param noticed from how much beyond what is promised it is put right, in turns */
	constructor(
		private readonly context: JudgeContext,
		private readonly noticed: number,
	) {
		for (const [id, owed] of Object.entries(context.owed)) this.owed.set(id, owed);
	}

	take(contact: JudgedContact): void {
		this.putRight(contact);
		this.level(contact.could);
		this.share(contact);
		this.keepOfAbsent(contact.could);
	}

	/** Of whom the chosen one is furthest ahead once they have got it, and by how much more than promised. */
	worst({ chosen, could }: JudgedContact): Excess {
		const one = memberOf(could, chosen);
		let worst: Excess = { one, other: one, by: 0 };
		for (const other of could) {
			if (other === one) continue;
			const ahead = (1 - this.owedTo(one)) / one.weight + this.owedTo(other) / other.weight;
			const by = ahead * Math.min(one.weight, other.weight) - PROMISED;
			if (by > worst.by) worst = { one, other, by };
		}
		return worst;
	}

	/** Once more was out of turn than the account can have been wrong, the promise is broken. */
	private putRight(contact: JudgedContact): void {
		for (;;) {
			const worst = this.worst(contact);
			const { one, other, by } = worst;
			if (by < this.noticed) return;
			const smaller = Math.min(one.weight, other.weight);
			const turns = by / smaller / (1 / one.weight + 1 / other.weight);
			this.move({ [one.id]: turns, [other.id]: -turns }, 1);
			this.forgiven -= by * turns;
			this.outOfTurn += 1;
			if (this.forgiven < 0) this.breach ??= { at: contact.at, why: this.words(worst) };
		}
	}

	private words({ one, other, by }: Excess): string {
		const [a, b] = [this.context.name(one.id), this.context.name(other.id)];
		const ahead = (by + PROMISED).toFixed(1);
		const before = count(this.outOfTurn, 'contact was', 'contacts were');
		return `${a} got a contact that ${b} could have taken too, and was then ${ahead} turns ahead of ${b}; ${before} out of turn until then`;
	}

	/** Who came or went took along what they are owed. */
	private level(could: readonly JudgedMember[]): void {
		const shift = sum(could, (member) => this.owedTo(member)) / sum(could, weightOf);
		for (const member of could) this.owe(member, -shift * member.weight);
	}

	private share({ chosen, could }: JudgedContact): void {
		const total = sum(could, weightOf);
		for (const member of could) {
			this.owe(member, member.weight / total - (member.id === chosen ? 1 : 0));
		}
	}

	private keepOfAbsent(could: readonly JudgedMember[]): void {
		const present = new Set(could.map(({ id }) => id));
		for (const [id, owed] of this.owed) {
			if (!present.has(id)) this.owed.set(id, Math.max(-1, Math.min(1, owed)));
		}
	}

	move(moved: Readonly<Record<string, number>>, sign: 1 | -1): void {
		for (const [id, turns] of Object.entries(moved)) this.owe({ id }, sign * turns);
	}

	private owe(member: { id: string }, turns: number): void {
		this.owed.set(member.id, this.owedTo(member) + turns);
	}

	private owedTo({ id }: { id: string }): number {
		return this.owed.get(id) ?? 0;
	}
}

interface Excess {
	one: JudgedMember;
	other: JudgedMember;
	by: number;
}

/** @throws {RangeError} when the chosen one is not among those who could */
function memberOf(could: readonly JudgedMember[], id: string): JudgedMember {
	const member = could.find((one) => one.id === id);
	if (!member) throw new RangeError(`${id} was chosen and could not have been`);
	return member;
}

function sum(could: readonly JudgedMember[], value: (member: JudgedMember) => number): number {
	return could.reduce((total, member) => total + value(member), 0);
}

function weightOf({ weight }: JudgedMember): number {
	return weight;
}
