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

describe("'Find Contact By'", () => {
	const item = (contact: object) => ({
		...decided(PHONE, {}, owner()),
		contact: { name: 'Nora Lindqvist', ...contact },
	});

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
