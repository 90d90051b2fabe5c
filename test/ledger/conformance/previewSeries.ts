import { HOUR, MINUTE } from '../../../routing/model/durations';
import type { Touch } from '../../../routing/model/touch';
import { LedgerFixture, TEAM_PLAN } from '../ledgerFixture';
import type { Suite } from './suite';

/** Previews that go on from each other. */
export function previewSeries(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = suite.fixture();
	});

	/** Who would get these touches, one preview after the other. */
	async function touches(ones: Touch[], series = 'workflow', on = fixture): Promise<string[]> {
		const told: string[] = [];
		for (const one of ones) {
			const [decision] = await on.ledger.preview([on.request(one)], on.now, series);
			told.push(`${decision?.outcome} ${decision?.user?.name ?? '-'}`);
		}
		return told;
	}
	const people = async (names: string[], series?: string, on = fixture) =>
		await touches(
			names.map((name) => on.person(name)),
			series,
			on,
		);

	describe('previews of a series', () => {
		it('go on, one by one, as decisions would', async () => {
			const previewed = await people(['1', '2', '3', '4']);
			expect(previewed).toEqual(['assigned Ann', 'assigned Ben', 'assigned Cleo', 'assigned Ann']);
			const decided: string[] = [];
			for (const name of ['1', '2', '3', '4']) decided.push(await fixture.write(name));
			expect(decided).toEqual(previewed);
		});

		it('go on one by one as they do together', async () => {
			const together = await fixture.ledger.preview(
				['1', '2', '3', '4', '5'].map((name) => fixture.request(fixture.person(name))),
				fixture.now,
				'together',
			);
			expect(await people(['1', '2', '3', '4', '5'])).toEqual(
				together.map(({ outcome, user }) => `${outcome} ${user?.name}`),
			);
		});

		it('leave nothing to decisions', async () => {
			await people(['1', '2', '1']);
			expect(await fixture.credits()).toEqual([0, 0, 0]);
			expect(await fixture.open()).toEqual([0, 0, 0]);
			expect((await fixture.look('1')).owners).toBeNull();
			expect(await fixture.write('1')).toBe('assigned Ann');
		});

		it('keep whom they gave a contact to, whichever way it is known', async () => {
			const wa = (name: string) => ({ phone: null, whatsappUserId: `US.${name}` });
			const both = fixture.person('1', { contact: { whatsappUserId: 'US.1' } });
			expect(await touches([both])).toEqual(['assigned Ann']);
			expect(await people(['1', '2'])).toEqual(['kept Ann', 'assigned Ben']);
			expect(await touches([fixture.person('x', { contact: wa('1') })])).toEqual(['kept Ann']);
			// Neither says it alone: what was previewed links the two.
			const id = { id: 'c2', phone: null };
			const linked = { contact: { id: 'c2', phone: '+14152' } };
			expect(await touches([fixture.person('2', linked)])).toEqual(['kept Ben']);
			expect(await touches([fixture.person('y', { contact: id })])).toEqual(['kept Ben']);
		});

		it('see what was decided meanwhile', async () => {
			expect(await people(['1'])).toEqual(['assigned Ann']);
			fixture.now += MINUTE;
			expect(await fixture.write('a')).toBe('assigned Ann');
			expect(await fixture.write('b')).toBe('assigned Ben');
			expect(await people(['2'])).toEqual(['assigned Cleo']);
			// Previewed for Ann, decided for Cleo since.
			fixture.now += MINUTE;
			expect(await fixture.write('1')).toBe('assigned Cleo');
			expect(await people(['1'])).toEqual(['kept Cleo']);
		});

		it('count what they gave away for capacity and for who has fewest', async () => {
			const fewest = new LedgerFixture(suite.ledger('fewest'), {
				...TEAM_PLAN,
				teams: [{ ...TEAM_PLAN.teams[0], strategy: 'fewestOpen' }],
				people: [{ user: { by: 'id', value: 'u1' }, capacity: 1 }],
			});
			expect(await people(['1', '2', '3', '4', '5'], 'workflow', fewest)).toEqual([
				'assigned Ann',
				'assigned Ben',
				'assigned Cleo',
				'assigned Ben',
				'assigned Cleo',
			]);
		});

		it('begin anew when nothing was previewed for an hour', async () => {
			await people(['1']);
			fixture.now += HOUR - 1;
			expect(await people(['2'])).toEqual(['assigned Ben']);
			fixture.now += HOUR - 1;
			expect(await people(['1'])).toEqual(['kept Ann']);
			fixture.now += HOUR;
			expect(await people(['2', '1'])).toEqual(['assigned Ann', 'assigned Ben']);
		});

		it('are nothing to previews of another series or location', async () => {
			await people(['1', '2'], 'one');
			expect(await people(['1', '2'], 'another')).toEqual(['assigned Ann', 'assigned Ben']);
			const elsewhere = new LedgerFixture(suite.ledger('elsewhere'));
			expect(await people(['3'], 'one', elsewhere)).toEqual(['assigned Ann']);
			expect(await people(['3'], 'one')).toEqual(['assigned Cleo']);
		});

		it('give the same touch to the same person again, and move no turn by it', async () => {
			const [one, two] = [fixture.person('1'), fixture.person('2')];
			const first = await touches([one, two]);
			expect(await touches([one, two, one])).toEqual([...first, first[0]]);
			const twice = await fixture.ledger.preview(
				[fixture.request(two), fixture.request(two)],
				fixture.now,
				'workflow',
			);
			expect(twice.map(({ user }) => user?.name)).toEqual(['Ben', 'Ben']);
			expect(await people(['3'])).toEqual(['assigned Cleo']);
		});

		it('go on from each other on all workers, also at the same time', async () => {
			const other = await suite.worker();
			const there = new LedgerFixture(other.ledger('location'));
			const told = await Promise.all([
				people(['1', '2', '3'], 'workflow'),
				people(['4', '5', '6'], 'workflow', there),
			]);
			expect(told.flat().sort()).toEqual(
				['Ann', 'Ann', 'Ben', 'Ben', 'Cleo', 'Cleo'].map((name) => `assigned ${name}`),
			);
			await other.close();
		});

		it('forget a contact that is forgotten', async () => {
			await people(['1', '2']);
			expect(await fixture.ledger.forget(fixture.named('1'), fixture.now)).toBe(true);
			expect(await fixture.ledger.forget(fixture.named('1'), fixture.now)).toBe(false);
			expect(await people(['2', '1'])).toEqual(['kept Ben', 'assigned Ann']);
		});

		it('forget a contact by all that the ledger knows it by', async () => {
			const both = fixture.person('1', { contact: { whatsappUserId: 'US.1' } });
			await fixture.decide(both, null);
			await people(['1']);
			const named = fixture.named('x', { phone: null, whatsappUserId: 'US.1' });
			expect(await fixture.ledger.forget(named, fixture.now)).toBe(true);
			expect(await rows()).toEqual([]);
		});

		it('keep neither a number nor a name', async () => {
			const one = fixture.person('5550123', { contact: { name: 'Dana Whitlock', id: 'hl-7' } });
			await touches([one], 'My secret series');
			const kept = JSON.stringify(await rows());
			expect(kept).toContain('u1');
			for (const secret of ['5550123', 'Dana', 'hl-7', 'secret', one.key]) {
				expect(kept).not.toContain(secret);
			}
		});

		it('are kept no longer than they are needed', async () => {
			await people(['1', '2']);
			fixture.now += 2 * HOUR;
			await fixture.write('3');
			expect(await rows()).toEqual([]);
		});

		async function rows(): Promise<unknown[]> {
			const database = await suite.connect();
			const found = await database.transaction('test', async (sql) =>
				sql.all('SELECT * FROM contact_assignment_previews'),
			);
			await database.close();
			return found;
		}
	});
}
