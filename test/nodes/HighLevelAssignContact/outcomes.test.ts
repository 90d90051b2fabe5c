import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, touch } from '../../harness/touches';
import { assign, decided } from './assignFixture';

const { sofia, marcus } = demoTeam.users;
const PHONE = '+14155550117';
const sofiaAsPerson = { id: sofia.id, name: 'Sofia Reyes' };
const marcusAsPerson = { id: marcus.id, name: 'Marcus Chen' };

const highLevel = useHighLevel();
const assignOne = (parameters = {}, item: object = decided()) =>
	assign(highLevel().credentials, parameters, [item]);
const seed = (more = {}) => highLevel().sandbox.contacts.seedContact({ phone: PHONE, ...more });
const contactNow = () => highLevel().sandbox.contacts.byPhone(PHONE, highLevel().locationId)[0];

it('creates a missing contact with its owner, source, name and tag', async () => {
	const { results } = await assignOne({ source: 'WhatsApp Ads' });
	const contact = contactNow();
	expect(contact).toMatchObject({
		assignedTo: sofia.id,
		source: 'WhatsApp Ads',
		firstName: 'Nora',
		lastName: 'Lindqvist',
		tags: [salesLine.tag],
	});
	expect(results).toEqual([
		{
			outcome: 'created',
			summary: 'The contact was created with Sofia Reyes as its owner.',
			contactId: contact?.id,
			previousOwner: null,
			owner: sofiaAsPerson,
			written: ['contact', 'owner', 'tag'],
			apiCalls: 2,
		},
	]);
});

it('creates with one request that has the owner in it, so that automations see it', async () => {
	await assignOne();
	expect(highLevel().takeRequests()).toEqual([
		'GET /users/',
		'GET /contacts/search/duplicate',
		'POST /contacts/',
	]);
});

it('gives a contact that nobody owns to the user, and adds the tag without removing others', async () => {
	const { id } = seed({ tags: ['vip'] });
	const { results } = await assignOne();
	expect(contactNow()).toMatchObject({ id, assignedTo: sofia.id, tags: ['vip', salesLine.tag] });
	expect(results).toEqual([
		{
			outcome: 'assigned',
			summary: 'Sofia Reyes now owns the contact; nobody did before.',
			contactId: id,
			previousOwner: null,
			owner: sofiaAsPerson,
			written: ['owner', 'tag'],
			apiCalls: 3,
		},
	]);
});

it('lets an owner keep the contact on request, and only adds the tag', async () => {
	seed({ assignedTo: marcus.id });
	const { results } = await assignOne({ setOwner: 'onlyIfUnowned' });
	expect(contactNow()).toMatchObject({ assignedTo: marcus.id, tags: [salesLine.tag] });
	expect(results).toMatchObject([
		{
			outcome: 'kept',
			summary: 'The contact stays with its owner, Marcus Chen.',
			previousOwner: marcusAsPerson,
			owner: marcusAsPerson,
			written: ['tag'],
		},
	]);
});

it('takes the contact from its owner when it always sets the owner', async () => {
	seed({ assignedTo: marcus.id, tags: [salesLine.tag] });
	const { results } = await assignOne({ setOwner: 'always' });
	expect(contactNow()?.assignedTo).toBe(sofia.id);
	expect(results).toMatchObject([
		{
			outcome: 'assigned',
			summary: 'The contact went from Marcus Chen to Sofia Reyes.',
			previousOwner: marcusAsPerson,
			owner: sofiaAsPerson,
			written: ['owner'],
		},
	]);
});

it.each(['asDecided', 'onlyIfUnowned', 'always'])(
	'writes nothing when the user owns the contact already (%s)',
	async (setOwner) => {
		const before = seed({ assignedTo: sofia.id, tags: [salesLine.tag.toUpperCase()] });
		const { results } = await assignOne({ setOwner });
		expect(contactNow()).toEqual(before);
		expect(results).toMatchObject([
			{
				outcome: 'unchanged',
				summary: 'Sofia Reyes already owned the contact.',
				previousOwner: sofiaAsPerson,
				owner: sofiaAsPerson,
				written: [],
				apiCalls: 1,
			},
		]);
	},
);

it('keeps an owner whom the token cannot see', async () => {
	seed({ assignedTo: 'anAgencyUser' });
	const { results } = await assignOne({ setOwner: 'onlyIfUnowned' });
	expect(contactNow()?.assignedTo).toBe('anAgencyUser');
	expect(results).toMatchObject([
		{
			outcome: 'kept',
			summary: 'The contact stays with its owner, a user whom the token cannot see.',
			owner: { id: 'anAgencyUser', name: null },
		},
	]);
});

it('adds no tag when the field is empty', async () => {
	seed();
	const { results } = await assignOne({ tag: '' });
	expect(contactNow()?.tags).toEqual([]);
	expect(results).toMatchObject([{ outcome: 'assigned', written: ['owner'] }]);
});

it('finds the contact by its ID', async () => {
	const { id } = seed({ phone: undefined });
	const { results } = await assignOne({ findBy: 'contactId' }, decided(null, { contact: { id } }));
	expect(highLevel().sandbox.contacts.get(id)?.assignedTo).toBe(sofia.id);
	expect(results).toMatchObject([{ outcome: 'assigned', contactId: id }]);
	expect(highLevel().takeRequests()[1]).toBe('GET /contacts/:contactId');
});

it('finds a contact under an older form of its number', async () => {
	const { id } = seed({ phone: '+5215512345678' });
	const { results } = await assignOne({}, decided('+525512345678'));
	expect(results).toMatchObject([{ outcome: 'assigned', contactId: id }]);
});

it.each([
	['spelled for people', '+1 (415) 555-0117'],
	['with the prefix 00', '0014155550117'],
	['as a number', 14155550117],
])('reads a phone number %s', async (_how, phone) => {
	const { id } = seed();
	const { results } = await assignOne({ phone: '={{ $json.phone }}' }, { ...decided(), phone });
	expect(results).toMatchObject([{ contactId: id }]);
});

it('creates no contact when it must not', async () => {
	const { results } = await assignOne({ create: false });
	expect(highLevel().sandbox.contacts.all()).toEqual([]);
	expect(results).toEqual([
		{
			outcome: 'notFound',
			summary: 'HighLevel has no such contact, and none was to be created.',
			contactId: null,
			previousOwner: null,
			owner: null,
			written: [],
			apiCalls: 1,
		},
	]);
});

it('says that a person shows no phone number, in the item and in a hint', async () => {
	const { results, hints, run } = await assignOne({}, decided(null));
	expect(run.status).toBe('success');
	expect(results).toMatchObject([
		{ outcome: 'noPhone', contactId: null, owner: null, apiCalls: 0 },
	]);
	expect(hints).toEqual([expect.stringContaining('1 person has a WhatsApp username')]);
	expect(highLevel().takeRequests()).toEqual([]);
});

it.each([
	['from the list', locator('list', marcus.id)],
	['by email, in any case', locator('email', 'Marcus.CHEN@example.com')],
	['by ID', locator('id', marcus.id)],
])('takes an owner chosen %s', async (_how, owner) => {
	const { results } = await assignOne({ owner }, touch());
	expect(results).toMatchObject([{ owner: marcusAsPerson }]);
});

it('writes nothing when the same workflow runs a second time', async () => {
	await assignOne();
	const before = highLevel().sandbox.contacts.all();
	highLevel().takeRequests();
	const { results } = await assignOne();
	expect(results).toMatchObject([{ outcome: 'unchanged', written: [] }]);
	expect(highLevel().takeRequests()).toEqual(['GET /contacts/search/duplicate']);
	expect(highLevel().sandbox.contacts.all()).toEqual(before);
});
