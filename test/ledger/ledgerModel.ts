import { WEDNESDAY } from '../routing/builders';
import { RESERVED_MS } from './ledgerFixture';
import {
	MEMBERS,
	PEOPLE,
	STALE_MS,
	messageOf,
	namesOf,
	type PlanName,
	type Step,
} from './ledgerSteps';

/** An assignment as the model has it. */
interface Assignment {
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
	owners: Assignment[];
}

/** The ledger told as simply as it can be: a list of what happened, and nothing added up. */
class LedgerModel {
	private readonly assignments: Assignment[] = [];
	private people: Person[] = [];
	private readonly keys = new Map<string, { assignment: Assignment; person: Person }>();

	expire(now: number): void {
		for (const assignment of this.assignments) {
			if (assignment.status === 'reserved' && assignment.expires <= now) this.undo(assignment);
		}
	}

	decide(message: number, plan: PlanName, reserve: boolean, now: number): string {
		const { key } = messageOf(message);
		const known = this.keys.get(key);
		if (known) return known.assignment.user;
		const person = this.meet(namesOf(message));
		let assignment = person.owners.at(-1);
		const user = this.next();
		if (!assignment || (plan === 'anew' && assignment.user !== user)) {
			const status = reserve ? 'reserved' : 'confirmed';
			const expires = now + RESERVED_MS;
			assignment = { key, user, at: now, status, expires, person, open: true, touched: now };
			this.assignments.push(assignment);
			person.owners.push(assignment);
		}
		Object.assign(assignment, { open: true, touched: now });
		this.keys.set(key, { assignment, person });
		return assignment.user;
	}

	confirmed(message: number, now: number): void {
		const assignment = this.keys.get(messageOf(message).key)?.assignment;
		if (!assignment || assignment.status === 'credited') return;
		if (assignment.status === 'undone') {
			Object.assign(assignment, { open: true, touched: now });
			const { owners } = assignment.person;
			// Whoever was decided on later stays the owner.
			const before = owners.findLastIndex(({ at }) => at <= assignment.at);
			owners.splice(before + 1, 0, assignment);
		}
		assignment.status = 'confirmed';
	}

	released(message: number): void {
		const { key } = messageOf(message);
		const assignment = this.keys.get(key)?.assignment;
		if (assignment?.key === key && assignment.status === 'reserved') this.undo(assignment);
	}

	giveTurnBack(message: number): string | null {
		const assignment = this.last(message);
		if (!assignment || assignment.status === 'credited') return null;
		Object.assign(assignment, { status: 'credited', open: false });
		return assignment.user;
	}

	takeTurnAgain(message: number): string | null {
		const assignment = this.last(message);
		if (assignment?.status !== 'credited') return null;
		Object.assign(assignment, { status: 'confirmed', open: true });
		return assignment.user;
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
	clearOwners(message: number, user: string | null): void {
		for (const person of this.find(namesOf(message))) {
			const users = person.owners.map((assignment) => assignment.user);
			person.owners = user === null ? [] : person.owners.slice(users.lastIndexOf(user) + 1);
		}
	}

	/** What a look at the ledger sees: open contacts, turns and last times of the members; owners. */
	look(now: number) {
		const counts = MEMBERS.map((user) => this.counting(user).length);
		const mean = counts.reduce((sum, count) => sum + count, 0) / MEMBERS.length;
		const owners = this.people.map((person) => person.owners.at(-1));
		const openSince = now - STALE_MS;
		const isOpen = (assignment?: Assignment) => assignment?.open && assignment.touched > openSince;
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

	private counting(user: string): Assignment[] {
		return this.assignments.filter(
			(assignment) =>
				assignment.user === user && ['reserved', 'confirmed'].includes(assignment.status),
		);
	}

	private lastAt(user: string): number | null {
		return Math.max(0, ...this.counting(user).map(({ at }) => at)) || null;
	}

	/** The last assignment of a person that was carried out or may be. */
	private last(message: number): Assignment | undefined {
		const [person] = this.find(namesOf(message));
		const assignments = this.assignments.filter(
			(assignment) => assignment.person === person && assignment.status !== 'undone',
		);
		const place = (assignment: Assignment) => person?.owners.indexOf(assignment) ?? -1;
		return assignments.sort((a, b) => a.at - b.at || place(a) - place(b)).at(-1);
	}

	/** The owner of before gets the contact back, and no work that is done. */
	private undo(assignment: Assignment): void {
		assignment.status = 'undone';
		const { owners } = assignment.person;
		const before = owners.at(-1) === assignment ? owners.at(-2) : undefined;
		if (before && !assignment.open) before.open = false;
		assignment.person.owners = owners.filter((other) => other !== assignment);
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
		for (const assignment of this.assignments)
			if (met.includes(assignment.person)) assignment.person = person;
		for (const known of this.keys.values()) if (met.includes(known.person)) known.person = person;
		this.people = [...this.people.filter((other) => !met.includes(other)), person];
		return person;
	}
}

/** Takes the steps and tells what it saw at each. */
export function onModel(steps: readonly Step[]): unknown[] {
	const model = new LedgerModel();
	let now = WEDNESDAY;
	return steps.map((step) => {
		if (step.do === 'wait') {
			now += step.ms;
			return;
		}
		if (step.do === 'confirmed') return model.confirmed(step.message, now);
		if (step.do === 'released') return model.released(step.message);
		if (step.do === 'clearOwners') return model.clearOwners(step.message, step.user);
		if (step.do === 'close') return model.close(step.message);
		if (step.do === 'forget') return model.forget(step.message);
		// Of two assignments in the same millisecond none is the last.
		if (step.do === 'decide') now += 1;
		model.expire(now);
		if (step.do === 'look') return model.look(now);
		if (step.do !== 'decide') return model[step.do](step.message);
		return step.messages.map((message) => model.decide(message, step.plan, step.reserve, now));
	});
}
