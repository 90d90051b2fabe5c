import { WEDNESDAY } from '../routing/builders';
import { RESERVED_MS } from './ledgerFixture';
import { MEMBERS, PEOPLE, STALE_MS, messageOf, namesOf, type PlanName, type Step } from './steps';

/** An assignment as it stands on paper. */
interface Line {
	key: string;
	user: string;
	at: number;
	status: 'reserved' | 'confirmed' | 'undone' | 'credited';
	expires: number;
	person: Person;
	open: boolean;
	touched: number;
}

interface Person {
	names: string[];
	/** Whose the contact is comes last, whose it was stands before. */
	owners: Line[];
}

/** The ledger told as simply as it can be: a list of what happened, and nothing added up. */
export class Paper {
	private readonly lines: Line[] = [];
	private people: Person[] = [];
	private readonly keys = new Map<string, { line: Line; person: Person }>();

	expire(now: number): void {
		for (const line of this.lines) {
			if (line.status === 'reserved' && line.expires <= now) this.undo(line);
		}
	}

	decide(message: number, plan: PlanName, reserve: boolean, now: number): string {
		const { key } = messageOf(message);
		const known = this.keys.get(key);
		if (known) return known.line.user;
		const person = this.meet(namesOf(message));
		let line = person.owners.at(-1);
		const user = this.next();
		if (!line || (plan === 'anew' && line.user !== user)) {
			const status = reserve ? 'reserved' : 'confirmed';
			const expires = now + RESERVED_MS;
			line = { key, user, at: now, status, expires, person, open: true, touched: now };
			this.lines.push(line);
			person.owners.push(line);
		}
		Object.assign(line, { open: true, touched: now });
		this.keys.set(key, { line, person });
		return line.user;
	}

	confirmed(message: number, now: number): void {
		const line = this.keys.get(messageOf(message).key)?.line;
		if (!line || line.status === 'credited') return;
		if (line.status === 'undone') {
			Object.assign(line, { open: true, touched: now });
			line.person.owners.push(line);
		}
		line.status = 'confirmed';
	}

	released(message: number): void {
		const { key } = messageOf(message);
		const line = this.keys.get(key)?.line;
		if (line?.key === key && line.status === 'reserved') this.undo(line);
	}

	giveTurnBack(message: number): string | null {
		const line = this.last(message);
		if (!line || line.status === 'credited') return null;
		Object.assign(line, { status: 'credited', open: false });
		return line.user;
	}

	takeTurnAgain(message: number): string | null {
		const line = this.last(message);
		if (line?.status !== 'credited') return null;
		Object.assign(line, { status: 'confirmed', open: true });
		return line.user;
	}

	close(message: number): boolean {
		const [person] = this.find(namesOf(message));
		Object.assign(person?.owners.at(-1) ?? {}, { open: false });
		return person !== undefined;
	}

	forget(message: number): boolean {
		const [person] = this.find(namesOf(message));
		if (!person) return false;
		this.people = this.people.filter((other) => other !== person);
		for (const [key, known] of this.keys) if (known.person === person) this.keys.delete(key);
		return true;
	}

	/** Nobody of before gets the contact back, either; who came after that user stays. */
	disown(message: number, user: string | null): void {
		for (const person of this.find(namesOf(message))) {
			const users = person.owners.map((line) => line.user);
			person.owners = user === null ? [] : person.owners.slice(users.lastIndexOf(user) + 1);
		}
	}

	/** What a look at the ledger sees: open contacts, turns and last times of the members; owners. */
	look(now: number) {
		const counts = MEMBERS.map((user) => this.counting(user).length);
		const mean = counts.reduce((sum, count) => sum + count, 0) / MEMBERS.length;
		const owners = this.people.map((person) => person.owners.at(-1));
		const openSince = now - STALE_MS;
		const isOpen = (line?: Line) => line?.open && line.touched > openSince;
		return {
			open: MEMBERS.map((user) => owners.filter((o) => o?.user === user && isOpen(o)).length),
			credits: counts.map((count) => mean - count),
			last: MEMBERS.map((user) => this.lastAt(user)),
			owners: PEOPLE.map((message) => this.find(namesOf(message))[0]?.owners.at(-1)?.user ?? null),
		};
	}

	/** The fewest turns, then the longest wait, then the order of the team. */
	private next(): string {
		return MEMBERS.reduce((best, user) => {
			const more = this.counting(user).length - this.counting(best).length;
			const later = (this.lastAt(user) ?? 0) - (this.lastAt(best) ?? 0);
			return more < 0 || (more === 0 && later < 0) ? user : best;
		});
	}

	private counting(user: string): Line[] {
		return this.lines.filter(
			(line) => line.user === user && ['reserved', 'confirmed'].includes(line.status),
		);
	}

	private lastAt(user: string): number | null {
		return Math.max(0, ...this.counting(user).map(({ at }) => at)) || null;
	}

	/** The last assignment of a person that was carried out or may be. */
	private last(message: number): Line | undefined {
		const [person] = this.find(namesOf(message));
		const lines = this.lines.filter((line) => line.person === person && line.status !== 'undone');
		const place = (line: Line) => person?.owners.indexOf(line) ?? -1;
		return lines.sort((a, b) => a.at - b.at || place(a) - place(b)).at(-1);
	}

	/** The owner of before gets the contact back, and no work that is done. */
	private undo(line: Line): void {
		line.status = 'undone';
		const { owners } = line.person;
		const before = owners.at(-1) === line ? owners.at(-2) : undefined;
		if (before && !line.open) before.open = false;
		line.person.owners = owners.filter((other) => other !== line);
	}

	private find(names: string[]): Person[] {
		return this.people.filter((person) => names.some((name) => person.names.includes(name)));
	}

	/** The person of these names; who turns out to be two becomes one, the last owner stays. */
	private meet(names: string[]): Person {
		const met = this.find(names);
		const latest = ({ owners }: Person) => owners.at(-1)?.at ?? 0;
		met.sort((a, b) => latest(a) - latest(b));
		const person = {
			names: [...names, ...met.flatMap((other) => other.names)],
			owners: met.flatMap(({ owners }) => owners),
		};
		for (const line of this.lines) if (met.includes(line.person)) line.person = person;
		for (const known of this.keys.values()) if (met.includes(known.person)) known.person = person;
		this.people = [...this.people.filter((other) => !met.includes(other)), person];
		return person;
	}
}

/** Takes the steps and tells what it saw at each. */
export function onPaper(steps: readonly Step[]): unknown[] {
	const paper = new Paper();
	let now = WEDNESDAY;
	return steps.map((step) => {
		if (step.do === 'wait') {
			now += step.ms;
			return;
		}
		if (step.do === 'confirmed') return paper.confirmed(step.message, now);
		if (step.do === 'released') return paper.released(step.message);
		if (step.do === 'disown') return paper.disown(step.message, step.user);
		if (step.do === 'close') return paper.close(step.message);
		if (step.do === 'forget') return paper.forget(step.message);
		// Of two assignments in the same millisecond none is the last.
		if (step.do === 'decide') now += 1;
		paper.expire(now);
		if (step.do === 'look') return paper.look(now);
		if (step.do !== 'decide') return paper[step.do](step.message);
		return step.messages.map((message) => paper.decide(message, step.plan, step.reserve, now));
	});
}
