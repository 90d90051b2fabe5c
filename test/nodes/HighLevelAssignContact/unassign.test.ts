import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';
import { assign, decided, owner } from './assignFixture';

const { sofia, marcus } = demoTeam.users;
const PHONE = '+14155550117';

const highLevel = useHighLevel();

const run = async (
	parameters: object,
	item: object = decided(PHONE, {}, owner()),
	mode?: 'manual',
) => await assign(highLevel().credentials, { tag: '', ...parameters }, [item], undefined, mode);
const seed = (more = {}) =>
	highLevel().sandbox.contacts.seedContact({ phone: PHONE, name: 'Nora Lindqvist', ...more });
const contactNow = () => highLevel().sandbox.contacts.byPhone(PHONE)[0];

describe("'Unassign Contact'", () => {
	const unassign = { operation: 'unassign' };

	it('takes the owner off and says whom', async () => {
		const { id } = seed({ assignedTo: marcus.id });
		const { results } = await run(unassign);
		expect(results).toEqual([
			{
				outcome: 'unassigned',
				summary: 'Marcus Chen no longer owns the contact; nobody does.',
				contactId: id,
				previousOwner: { id: marcus.id, name: 'Marcus Chen' },
				owner: null,
				written: ['owner'],
				apiCalls: 2,
			},
		]);
		expect(contactNow()?.assignedTo).toBeUndefined();
		expect((await run(unassign)).results).toMatchObject([
			{ outcome: 'unchanged', summary: 'Nobody owned the contact.', apiCalls: 1 },
		]);
	});

	it('does it by ID without looking', async () => {
		const { id } = seed({ assignedTo: marcus.id });
		const item = { ...decided(), contact: { id } };
		const { results } = await run({ ...unassign, findBy: 'contactId' }, item);
		expect(results).toMatchObject([
			{ summary: 'Nobody owns the contact any more.', previousOwner: null, apiCalls: 1 },
		]);
	});

	it.each([
		['the user whom the item names', sofia.id, undefined, 'unassigned'],
		['somebody else', marcus.id, undefined, 'kept'],
		['the user with the email address', marcus.id, locator('email', marcus.email), 'unassigned'],
		['a user who left', 'somebodyWhoLeft', locator('id', 'somebodyWhoLeft'), 'unassigned'],
	])('takes it only from one user: %s owns it', async (_who, assignedTo, onlyFrom, outcome) => {
		seed({ assignedTo });
		const parameters = { ...unassign, takeFrom: 'user', ...(onlyFrom && { onlyFrom }) };
		expect((await run(parameters)).results).toMatchObject([{ outcome }]);
	});

	it('creates nobody, tags nobody and settles nothing', async () => {
		const item = decided(PHONE, {}, { ...owner(), id: 'decision', ledger: 'postgres' });
		const { results } = await run({ ...unassign, tag: salesLine.tag }, item);
		expect(results).toMatchObject([{ outcome: 'notFound' }]);
		expect(highLevel().sandbox.contacts.all()).toEqual([]);
	});

	describe('is told to the ledger', () => {
		/** Nora's first owner keeps her; the rule names Sofia, and the test Marcus later. */
		const write = async (to: { id: string }, mode?: 'manual', more: object = {}) => {
			const parameters = { rules: [salesRule(to)], ownerPolicy: 'first' };
			const nora = touch({ contact: { phone: PHONE, name: 'Nora', ...more } });
			const found = await resolve(highLevel().credentials, parameters, [nora], undefined, mode);
			return [...found.assigned, ...found.notAssigned];
		};
		const ownerNow = async (to: { id: string }, mode?: 'manual') =>
			(await write(to, mode)).map(({ assignment }) => assignment?.user?.id);
		/** Sofia gets Nora, in HighLevel and in the ledger. */
		const give = async () => await run({}, (await write(sofia))[0]);

		it('so that the first owner does not get the contact back', async () => {
			await give();
			expect(await ownerNow(marcus)).toEqual([sofia.id]);
			const { results } = await run(unassign);
			expect(results).toMatchObject([{ outcome: 'unassigned' }]);
			expect(contactNow()?.assignedTo).toBeUndefined();
			expect(await ownerNow(marcus)).toEqual([marcus.id]);
		});

		it('also by ID alone, and when HighLevel shows no owner any more', async () => {
			await give();
			const { id } = contactNow() ?? {};
			await run({ ...unassign, findBy: 'contactId', contactId: id }, { other: 'item' });
			expect(await ownerNow(marcus)).toEqual([marcus.id]);
			const { results } = await run(unassign);
			expect(results).toMatchObject([{ outcome: 'unchanged' }]);
			expect(await ownerNow(sofia)).toEqual([sofia.id]);
		});

		it('unless somebody else keeps it', async () => {
			await give();
			const parameters = { ...unassign, takeFrom: 'user', onlyFrom: locator('id', marcus.id) };
			expect((await run(parameters)).results).toMatchObject([{ outcome: 'kept' }]);
			expect(await ownerNow(marcus)).toEqual([sofia.id]);
		});

		it('about the contact of the fields, not the one of the item', async () => {
			await give();
			const ben = highLevel().sandbox.contacts.seedContact({ phone: '+14155550118' });
			await run({ ...unassign, findBy: 'contactId', contactId: ben.id }, decided(PHONE));
			expect(await ownerNow(marcus)).toEqual([sofia.id]);
		});

		it('for test runs and real ones, wherever somebody clicked', async () => {
			await give();
			expect(await ownerNow(sofia, 'manual')).toEqual([sofia.id]);
			await run(unassign, decided(PHONE), 'manual');
			expect(await ownerNow(marcus, 'manual')).toEqual([marcus.id]);
			expect(await ownerNow(marcus)).toEqual([marcus.id]);
		});
	});

	it('says which user is missing', async () => {
		const { error } = await run({ ...unassign, takeFrom: 'user' }, { contact: { phone: PHONE } });
		expect(error?.message).toBe("'User' is empty [item 0]");
	});
});
