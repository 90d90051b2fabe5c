import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { assign, decided, owner } from './assignFixture';

const { sofia, marcus } = demoTeam.users;
const PHONE = '+14155550117';
const EMAIL = 'nora@example.com';

const highLevel = useHighLevel();

const run = async (parameters: object, item: object = decided(PHONE, {}, owner())) =>
	await assign(highLevel().credentials, { tag: '', ...parameters }, [item]);
const seed = (more = {}) =>
	highLevel().sandbox.contacts.seedContact({ phone: PHONE, name: 'Nora Lindqvist', ...more });
const contactNow = () => highLevel().sandbox.contacts.byPhone(PHONE)[0];

const item = (contact: object, more: object = {}) => ({
	...decided(PHONE, {}, owner()),
	contact: { name: 'Nora Lindqvist', ...contact },
	...more,
});

describe('without any option, the contact is the one of the item', () => {
	it('by its number, though the ledger remembered an ID that is gone', async () => {
		const { id } = seed();
		const { results } = await run({}, item({ phone: PHONE, id: 'merged' }));
		expect(results).toMatchObject([{ contactId: id, outcome: 'assigned' }]);
	});

	it('by its ID, when HighLevel told of it: another contact may have the same number', async () => {
		seed();
		const { id } = highLevel().sandbox.contacts.seedContact({ name: 'Nora at work' });
		const told = item({ phone: PHONE, id }, { key: `highlevel:here:tagAdded:${id}` });
		expect((await run({}, told)).results).toMatchObject([{ contactId: id, outcome: 'assigned' }]);
	});

	it('by its ID, when the person shows no number', async () => {
		const { id } = seed();
		const { results } = await run({}, item({ phone: null, id }));
		expect(results).toMatchObject([{ contactId: id, outcome: 'assigned' }]);
	});

	it('by its email address, when nothing else is known, and created with it', async () => {
		const { results } = await run({}, item({ phone: null, email: EMAIL }));
		expect(results).toMatchObject([{ outcome: 'created' }]);
		expect(highLevel().sandbox.contacts.all()).toMatchObject([
			{ email: EMAIL, source: 'WhatsApp', assignedTo: sofia.id },
		]);
	});

	it('which has to be said when it is nobody', async () => {
		const { error } = await run({}, item({}));
		expect(error?.message).toBe('The item does not say who the contact is [item 0]');
		expect(error?.description).toContain("add the option 'Contact'");
	});
});

describe("the option 'Contact'", () => {
	it('email address finds and creates', async () => {
		const created = await run({ findBy: 'email' }, item({ email: EMAIL }));
		expect(created.results).toMatchObject([{ outcome: 'created' }]);
		const again = await run({ findBy: 'email' }, item({ email: ` ${EMAIL.toUpperCase()} ` }));
		expect(again.results).toMatchObject([{ outcome: 'unchanged' }]);
	});

	it('phone number or email address names the other contact', async () => {
		const { id } = seed();
		const other = highLevel().sandbox.contacts.seedContact({ email: EMAIL });
		const { results } = await run({ findBy: 'phoneOrEmail' }, item({ phone: PHONE, email: EMAIL }));
		expect(results).toMatchObject([
			{
				outcome: 'assigned',
				contactId: id,
				otherContactId: other.id,
				summary: `Sofia Reyes now owns the contact; nobody did before. The email address belongs to another contact, ${other.id}.`,
			},
		]);
	});

	it.each([
		['only the number', { phone: PHONE }],
		['only the address', { phone: null, email: EMAIL }],
	])('phone number or email address does with %s', async (_what, contact) => {
		const { id } = seed({ email: EMAIL });
		const { results } = await run({ findBy: 'phoneOrEmail' }, item(contact));
		expect(results).toMatchObject([{ contactId: id, outcome: 'assigned' }]);
	});

	it('phone number or email address says when there is neither', async () => {
		const { results } = await run({ findBy: 'phoneOrEmail' }, item({ phone: null }));
		expect(results).toMatchObject([{ outcome: 'noPhone' }]);
		const { error } = await run({ findBy: 'phoneOrEmail' }, item({}));
		expect(error?.message).toBe("'Phone Number' is empty [item 0]");
	});

	it.each([
		['email', { email: 'nora' }, "'Email' is not an email address: nora [item 0]"],
		['email', {}, "'Email' is empty [item 0]"],
	])('%s says what is wrong with %j', async (findBy, contact, message) => {
		const { error } = await run({ findBy }, item(contact));
		expect(error?.message).toBe(message);
	});

	it('phone number creates with an email address on request, and first on request', async () => {
		await run({ contactEmail: EMAIL });
		expect(contactNow()).toMatchObject({ email: EMAIL, assignedTo: sofia.id });
		highLevel().takeRequests();
		const first = await run({ createFirst: true }, decided('+14155550118'));
		expect(first.results).toMatchObject([{ outcome: 'created', apiCalls: 1 }]);
		const wrong = await run({ contactEmail: 'nora' });
		expect(wrong.error?.message).toContain("'New Contact > Email' is not an email address");
	});

	it('ID always sets the owner with one request', async () => {
		const { id } = seed({ assignedTo: marcus.id });
		const { results } = await run({ findBy: 'contactId', setOwner: 'always' }, item({ id }));
		expect(results).toMatchObject([
			{ summary: 'Sofia Reyes now owns the contact.', previousOwner: null, apiCalls: 1 },
		]);
	});
});
