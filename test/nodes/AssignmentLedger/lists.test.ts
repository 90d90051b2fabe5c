import { demoTeam } from '../../../sandbox/highlevel';
import { MINUTE } from '../../../routing/model/durations';
import { useHighLevel } from '../../harness/highLevel';
import { locator, touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';
import { runLedger } from './ledgerRun';

const { sofia, marcus } = demoTeam.users;
const highLevel = useHighLevel();
const nora = () => touch({ contact: { phone: '+14155550117', id: 'nora' } });
const jonas = () => touch({ contact: { phone: '+4915123456789' } });

const team = {
	name: 'Sales',
	members: {
		values: [{ user: locator('id', sofia.id) }, { user: locator('id', marcus.id), weight: 2 }],
	},
};

async function write(given: object[], mode?: 'manual'): Promise<void> {
	await resolve(highLevel().credentials, { rules: [salesRule(sofia)] }, given, undefined, mode);
}

async function list(operation: string, parameters = {}, given: object[] = [{}]) {
	return await runLedger(highLevel(), operation, given, { parameters });
}

describe('Waiting Contacts', () => {
	it('lists who waits, whose turn it is first, without naming a contact', async () => {
		const time = new Date(Date.now() - MINUTE).toISOString();
		await write([{ ...nora(), message: { id: 'wamid.1', type: 'text', time } }, jonas()]);
		highLevel().takeRequests();
		const { rows } = await list('waitingContacts');
		expect(rows.map((row) => Object.keys(row).slice(0, 3))).toEqual(
			Array.from({ length: 2 }, () => ['waitsFor', 'waitingSince', 'waitingMinutes']),
		);
		expect(rows).toMatchObject([
			{
				waitsFor: 'Sofia Reyes',
				waitingMinutes: 1,
				overdue: false,
				contactPhone: '+14155550117',
				contactId: 'nora',
				accountName: 'Sales Line',
				userEmail: sofia.email,
			},
			{ contactPhone: '+4915123456789' },
		]);
		expect(highLevel().takeRequests()).toEqual([]);
	});

	it('stops at the limit, and refuses what is none', async () => {
		await write([nora(), jonas()]);
		expect((await list('waitingContacts', { limit: 1 })).rows).toHaveLength(1);
		expect((await list('waitingContacts', { limit: 0 })).error?.message).toBe(
			"'Limit' is not a number of results: 0 [item 0]",
		);
	});

	it('says so when nobody waits', async () => {
		const { rows, hints } = await list('waitingContacts');
		expect(rows).toEqual([]);
		expect(hints).toEqual([expect.stringMatching(/^Nobody waits for an answer/)]);
	});

	it('reads the ledger of real decisions, also on the canvas', async () => {
		await write([nora()]);
		await write([jonas()], 'manual');
		const { rows } = await runLedger(highLevel(), 'waitingContacts', [{}], { mode: 'manual' });
		expect(rows).toMatchObject([{ contactId: 'nora' }]);
	});

	it('asks each sub-account once, however many items come', async () => {
		await write([nora()]);
		const { rows, paired } = await list('waitingContacts', {}, [{}, {}, {}]);
		expect(rows).toHaveLength(1);
		expect(paired).toEqual([{ item: 0 }]);
	});
});

describe('Last Decisions', () => {
	it('lists who got the last contacts and why, the latest first', async () => {
		await write([nora()]);
		await write([jonas()]);
		const { rows } = await list('lastDecisions');
		expect(rows.map((row) => Object.keys(row).slice(0, 3))).toEqual(
			Array.from({ length: 2 }, () => ['assignedTo', 'at', 'why']),
		);
		expect(rows).toMatchObject([
			{ assignedTo: 'Sofia Reyes', outcome: 'assigned', userId: sofia.id },
			{ assignedTo: 'Sofia Reyes', outcome: 'assigned' },
		]);
		expect((await list('lastDecisions', { limit: 1 })).rows).toEqual(rows.slice(0, 1));
	});
});

describe('Team Standing', () => {
	const parameters = {
		rules: [{ ...salesRule(sofia), assignTo: locator('name', 'Sales') }],
		sections: {
			teams: { values: [team] },
			people: { values: [{ user: locator('id', sofia.id), options: { capacity: 1 } }] },
		},
	};

	it('says who can take a contact, and who cannot and why', async () => {
		await resolve(highLevel().credentials, parameters, [nora(), jonas()]);
		await runLedger(highLevel(), 'pausePerson', [{}], {
			parameters: { person: locator('id', marcus.id) },
		});
		const { rows } = await list('teamStanding');
		expect(rows).toMatchObject([
			{
				person: 'Sofia Reyes',
				available: false,
				reason: 'at_capacity',
				openContacts: 1,
				capacity: 1,
			},
			{
				person: 'Marcus Chen',
				available: false,
				reason: 'paused_until',
				why: 'Is paused by hand until resumed.',
				openContacts: 1,
				team: 'Sales',
			},
		]);
	});

	it('says what is missing when there is no plan, or no team in it', async () => {
		expect((await list('teamStanding')).hints).toEqual([
			expect.stringMatching(/^No plan is known yet/),
		]);
		await write([nora()]);
		expect((await list('teamStanding')).hints).toEqual([
			expect.stringMatching(
				/^The plan that decided last has no teams.*Add 'Teams' to Resolve Assignment/,
			),
		]);
	});
});

describe('History of a Contact', () => {
	it('tells what happened to the contact of each item, the latest first', async () => {
		await write([nora(), jonas()]);
		await runLedger(highLevel(), 'noteReply', [nora()]);
		const { rows, paired } = await list('history', {}, [jonas(), nora()]);
		expect(rows.map(({ happened, person }) => [happened, person])).toEqual(
			expect.arrayContaining([['answered', 'Sofia Reyes']]),
		);
		expect(paired?.filter((one) => JSON.stringify(one) === '{"item":1}')).toHaveLength(3);
		const times = rows.slice(2).map(({ at }) => String(at));
		expect([...times].sort().reverse()).toEqual(times);
	});

	it('finds the contact by a field, too, and says when nothing is known', async () => {
		await write([nora()]);
		const known = await list('history', { contact: 'phone', phone: '+14155550117' });
		expect(known.rows.length).toBeGreaterThan(0);
		const unknown = await list('history', { contact: 'contactId', contactId: 'x' });
		expect(unknown).toMatchObject({
			rows: [],
			hints: ['Nothing is remembered about this contact.'],
		});
		expect((await list('history')).error?.message).toContain('does not say who the contact is');
	});
});
