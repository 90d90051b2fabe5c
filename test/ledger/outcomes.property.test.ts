import fc from 'fast-check';
import { SqliteDatabase } from '../../ledger/sqlite';
import { LedgerStore } from '../../ledger/store';
import type { Database } from '../../ledger/database';
import type { Result } from '../../routing/model/contactOutcome';
import { HOUR, MINUTE } from '../../routing/model/durations';
import { TEAM_PLAN } from './ledgerFixture';
import { WaitsFixture } from './waitsFixture';

jest.setTimeout(180_000);

const PEOPLE = ['1', '2', '3'];

type Step =
	| { do: 'write' | 'fails' | 'takeOff' | 'byHand' | 'close' | 'forget'; who: string }
	| { do: 'same'; who: string; as: string }
	| { do: 'note'; who: string; id: number; kind: Result; ago: number };

const who = fc.constantFrom(...PEOPLE);
const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), who }) },
	{
		weight: 6,
		arbitrary: fc.record({
			...{ do: fc.constant('note' as const), who, id: fc.nat(12) },
			...{ kind: fc.constantFrom<Result>('won', 'lost'), ago: fc.nat(400) },
		}),
	},
	fc.record({
		do: fc.constantFrom('fails' as const, 'takeOff' as const, 'byHand' as const),
		who,
	}),
	fc.record({ do: fc.constantFrom('takeOff' as const, 'close' as const), who }),
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), who }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('same' as const), who, as: who }) },
);

interface Owner {
	user: string;
	at: number;
	byHand: boolean;
}

/** A contact as somebody would keep it on paper. */
class Contact {
	assigned: Array<{ user: string; at: number }> = [];
	owner: Owner | null = null;
	heard = 0;
	closed = -1;

	/** Whose the contact was, as far as is known now. */
	holderAt(at: number): string | null {
		const last = this.assigned.filter((one) => one.at <= at).at(-1);
		const { owner } = this;
		const isByHand = owner?.byHand && owner.at <= at && owner.at >= (last?.at ?? 0);
		return (isByHand ? owner.user : last?.user) ?? null;
	}

	absorb(other: Contact): void {
		this.assigned = [...this.assigned, ...other.assigned].sort((a, b) => a.at - b.at);
		if ((other.owner?.at ?? -1) > (this.owner?.at ?? -1)) this.owner = other.owner;
		this.heard = Math.max(this.heard, other.heard);
		this.closed = Math.max(this.closed, other.closed);
	}
}

/** What is noted, and of nobody when the contact was forgotten. */
interface Noted {
	kind: string;
	at: number;
	user: string | null;
	isForgotten: boolean;
}

class Paper {
	readonly contacts = new Map<string, Contact>();
	readonly outcomes: Array<Noted & { id: string; contact: Contact }> = [];

	of(name: string): Contact {
		const contact = this.contacts.get(name) ?? new Contact();
		this.contacts.set(name, contact);
		return contact;
	}

	note(contact: Contact, kind: string, at: number, id: string): void {
		if (this.outcomes.some((one) => one.id === id && !one.isForgotten)) return;
		const user = contact.holderAt(at);
		this.outcomes.push({ id, contact, kind, at, user, isForgotten: false });
	}

	same(name: string, as: string): void {
		const [one, other] = [this.of(name), this.of(as)];
		if (one === other) return;
		one.absorb(other);
		for (const [key, contact] of this.contacts) if (contact === other) this.contacts.set(key, one);
		for (const outcome of this.outcomes) if (outcome.contact === other) outcome.contact = one;
	}

	forget(name: string): void {
		const contact = this.contacts.get(name);
		for (const outcome of this.outcomes)
			if (outcome.contact === contact) outcome.isForgotten = true;
		for (const [key, one] of this.contacts) if (one === contact) this.contacts.delete(key);
	}
}

/** Does the steps in the ledger and on paper. */
class Both {
	readonly paper = new Paper();

	constructor(private readonly fixture: WaitsFixture) {}

	async step(one: Step): Promise<void> {
		this.fixture.now += MINUTE;
		const { ledger, now } = this.fixture;
		const contact = this.named(one.who);
		const known = this.paper.contacts.get(one.who);
		switch (one.do) {
			case 'write':
				return await this.decide(one.who);
			case 'byHand':
				return await this.decide(one.who, { ownerId: 'u8', existed: true });
			case 'fails':
				return await this.decide(one.who, {}, true);
			case 'same':
				this.paper.same(one.who, one.as);
				return await this.decide(one.who, { id: one.who, whatsappUserId: `US.${one.as}` });
			case 'takeOff':
				await ledger.clearOwners([{ contact, user: null, contactId: 'c' }], now);
				if (known) known.owner = null;
				return;
			case 'forget':
				await ledger.forget(contact, now);
				return this.paper.forget(one.who);
			case 'close':
				await ledger.close(contact, now);
				if (!known || known.heard <= known.closed) return;
				this.paper.note(known, 'closed', now, `closed ${now}`);
				known.closed = now;
				return;
			case 'note': {
				const at = now - one.ago * MINUTE;
				const told = { id: `o${one.id}`, kind: one.kind, contact, at, by: 'highLevel' } as const;
				await ledger.outcomes.note([told], now);
				if (known) this.paper.note(known, one.kind, at, told.id);
			}
		}
	}

	private named(name: string): string[] {
		return [`highLevel:${name}`, `whatsApp:US.${name}`];
	}

	private async decide(
		name: string,
		change: Record<string, unknown> = {},
		fails = false,
	): Promise<void> {
		const { fixture } = this;
		const contact = { phone: null, id: name, whatsappUserId: `US.${name}`, ...change };
		const recorded = await fixture.decide(fixture.person(name, { contact }), HOUR * 1_000);
		const { outcome, user } = recorded.decision;
		const known = this.paper.of(name);
		const before = known.owner;
		const id = user?.id ?? '';
		known.heard = fixture.now;
		if (outcome === 'assigned') known.owner = { user: id, at: fixture.now, byHand: false };
		else if (before?.user !== id) known.owner = { user: id, at: fixture.now, byHand: true };
		if (outcome !== 'assigned') return;
		if (fails) {
			await fixture.settle(recorded, 'released');
			known.owner = before;
		} else known.assigned.push({ user: id, at: fixture.now });
	}
}

interface Row extends Noted {
	/** Whose the assignment is that it names. */
	assigned: string | null;
	assignment: string | null;
}

async function noted(database: Database): Promise<Row[]> {
	const rows = await database.transaction(
		'test',
		async (sql) =>
			await sql.all<Omit<Row, 'isForgotten'> & { contact: string | null }>(
				`SELECT kind, outcomes.at, outcomes.user_id AS "user", outcomes.contact, assignment,
					assignments.user_id AS assigned
				FROM contact_assignment_outcomes AS outcomes
				LEFT JOIN contact_assignment_assignments AS assignments
					ON assignments.scope = outcomes.scope AND assignments.id = outcomes.assignment`,
			),
	);
	return rows.map(({ contact, ...row }) => ({ ...row, isForgotten: contact === null }));
}

function inOrder(all: readonly Noted[]): string[] {
	return all
		.map(({ kind, at, user, isForgotten }) => `${at} ${kind} ${user ?? '-'} ${isForgotten}`)
		.sort();
}

it('whatever happens to contacts, an outcome is of whoever had them then, and counts once', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 60 }), async (steps) => {
			const database = await SqliteDatabase.open(':memory:');
			const store = await LedgerStore.open(database);
			const both = new Both(new WaitsFixture(store.ledger('location'), TEAM_PLAN));
			for (const one of steps) await both.step(one);
			const rows = await noted(database);
			expect(inOrder(rows)).toEqual(inOrder(both.paper.outcomes));
			// Also once the assignment is called otherwise, because its contact was forgotten.
			for (const { assignment, assigned } of rows)
				expect(assigned === null).toBe(assignment === null);
			await store.close();
		}),
		{ numRuns: 60 },
	);
});
