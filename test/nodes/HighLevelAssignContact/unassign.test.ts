import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine } from '../../harness/touches';
import { assign, decided, owner } from './assign';

const { sofia, marcus } = demoTeam.users;
const PHONE = '+14155550117';

const highLevel = useHighLevel();

const run = async (parameters: object, item: object = decided(PHONE, {}, owner())) =>
	await assign(highLevel().credentials, { tag: '', ...parameters }, [item]);
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

	it('says which user is missing', async () => {
		const { error } = await run({ ...unassign, takeFrom: 'user' }, { contact: { phone: PHONE } });
		expect(error?.message).toBe("'User' is empty [item 0]");
	});
});
