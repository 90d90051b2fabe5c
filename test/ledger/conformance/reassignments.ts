import type { Recorded } from '../../../ledger/ledger';
import type { Reassignment } from '../../../ledger/reassignments';
import { LedgerFixture, RESERVED_MS, TEAM_PLAN } from '../ledgerFixture';
import { DAY } from '../../../routing/model/durations';
import type { Suite } from './suite';

/** Contacts that move together with others. */
export function reassignments(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	describe('reassignments', () => {
		const reassignments = () => suite.ledger('location').reassignments;

		/** A contact that goes from somebody who is away to whoever's turn it is. */
		async function move(name: string, more: Partial<Reassignment> = {}): Promise<Recorded> {
			const person = fixture.person(name, { key: `move:${name}:${more.kind}` });
			const request = {
				...fixture.request(person),
				reassignment: {
					kind: 'handOver' as const,
					about: 'handOver u8',
					run: 'run 1',
					contactId: `hl-${name}`,
					key: person.key,
					fromUser: 'u8',
					until: fixture.now + DAY,
					ends: null,
					isOver: false,
					...more,
				},
			};
			const [recorded] = await fixture.ledger.decide([request], fixture.now, RESERVED_MS);
			if (!recorded) throw new Error('No decision');
			return recorded;
		}
		const decided = async () =>
			await reassignments().decided('handOver u8', fixture.now - DAY, fixture.now);

		it('are known with their keys, and whether they were carried out', async () => {
			await fixture.settle(await move('1'), 'confirmed');
			await move('2');
			await fixture.settle(await move('3'), 'released');
			fixture.now += RESERVED_MS;
			await move('4');
			const at = fixture.now - RESERVED_MS;
			const one = { run: 'run 1', at };
			expect(await decided()).toEqual([
				{ ...one, contactId: 'hl-1', key: 'move:1:undefined', done: true },
				{ ...one, contactId: 'hl-2', key: 'move:2:undefined', done: false },
				{ ...one, at: fixture.now, contactId: 'hl-4', key: 'move:4:undefined', done: false },
			]);
			expect(await reassignments().decided('leaves u8', 0, fixture.now)).toEqual([]);
			expect(
				await suite.ledger('other').reassignments.decided('handOver u8', 0, fixture.now),
			).toEqual([]);
			fixture.now += DAY;
			expect(await decided()).toEqual([]);
		});

		it('of which nothing came are not known any more, also when nobody said so in time', async () => {
			const late = await move('1');
			fixture.now += RESERVED_MS;
			expect(await decided()).toMatchObject([{ contactId: 'hl-1', done: false }]);
			const credits = await fixture.credits();
			await fixture.settle(late, 'released');
			expect(await decided()).toEqual([]);
			// The turn went back before.
			expect(await fixture.credits()).toEqual(credits);
		});

		it('of nobody are not remembered', async () => {
			fixture = new LedgerFixture(suite.ledger('location'), {
				rules: [],
				owners: { mode: 'first' },
			});
			expect((await move('1')).decision.outcome).toBe('unassigned');
			expect(await decided()).toEqual([]);
		});

		it('that hand over wait to be given back, once they were carried out', async () => {
			const over = await move('1');
			expect(await reassignments().handOvers()).toEqual([]);
			await fixture.settle(over, 'confirmed');
			await fixture.settle(await move('2', { kind: 'leaves' }), 'confirmed');
			expect(await reassignments().handOvers()).toEqual([
				{ id: over.id, contactId: 'hl-1', person: 'u8', standIn: 'u1', until: fixture.now + DAY },
			]);
		});

		it('that hand back end what they give back, once they were carried out', async () => {
			const over = await move('1');
			await fixture.settle(over, 'confirmed');
			fixture = new LedgerFixture(suite.ledger('location'), { ...TEAM_PLAN, owners: null });
			const back = await move('1', { kind: 'handBack', ends: over.id });
			expect(await reassignments().handOvers()).toHaveLength(1);
			await fixture.settle(back, 'confirmed');
			expect(await reassignments().handOvers()).toEqual([]);
		});

		it('that find the stand-in without the contact end what was to be given back', async () => {
			const over = await move('1');
			await fixture.settle(over, 'confirmed');
			const back = await move('1', { kind: 'handBack', ends: over.id, isOver: true });
			expect(back.decision.outcome).toBe('kept');
			expect(await reassignments().handOvers()).toEqual([]);
		});

		it('that hand over once more count in place of those before, also when they are over', async () => {
			await fixture.settle(await move('1'), 'confirmed');
			fixture = new LedgerFixture(suite.ledger('location'), { ...TEAM_PLAN, owners: null });
			fixture.now += DAY;
			const again = await move('1', { kind: 'handOver' });
			expect(again).toMatchObject({ repeated: false, decision: { outcome: 'assigned' } });
			expect(await reassignments().handOvers()).toHaveLength(1);
			await fixture.settle(again, 'confirmed');
			expect(await reassignments().handOvers()).toMatchObject([{ id: again.id }]);
			await fixture.settle(await move('1', { kind: 'handBack', ends: again.id }), 'confirmed');
			expect(await reassignments().handOvers()).toEqual([]);
		});

		it('end on demand', async () => {
			const over = await move('1');
			await fixture.settle(over, 'confirmed');
			await reassignments().end([over.id, 'no such id']);
			expect(await reassignments().handOvers()).toEqual([]);
		});

		it('go with the contact, and stay with it when two become one', async () => {
			await fixture.settle(await move('1'), 'confirmed', ['highLevel:c1']);
			await fixture.write('x', { contact: { phone: null, whatsappUserId: 'US.1' } });
			await fixture.write('1', { contact: { whatsappUserId: 'US.1' } });
			expect(await reassignments().handOvers()).toHaveLength(1);
			await fixture.ledger.forget(['whatsApp:US.1'], fixture.now);
			expect(await reassignments().handOvers()).toEqual([]);
			expect(await decided()).toEqual([]);
		});

		it('do not say whose contact moved', async () => {
			await fixture.settle(await move('1', { about: 'account secret-tag' }), 'confirmed');
			const database = await suite.connect();
			const rows = await database.transaction(
				'test',
				async (sql) => await sql.all('SELECT * FROM contact_assignment_moves'),
			);
			expect(rows).toHaveLength(1);
			expect(JSON.stringify(rows)).not.toMatch(/hl-1|move:|secret-tag/);
			await database.close();
		});
	});
}
