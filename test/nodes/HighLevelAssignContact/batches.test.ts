import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { assign, decided } from './assignFixture';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();

const phones = Array.from({ length: 10 }, (_, index) => `+141555501${10 + index}`);
const contactsNow = () => highLevel().sandbox.contacts.all();

it('assigns ten items, gives them out in order, and keeps their fields', async () => {
	const given = phones.map((phone, place) => decided(phone, { place }));
	const { output, run, results } = await assign(highLevel().credentials, {}, given);
	expect(output).toEqual(given.map((item) => ({ ...item, highLevel: expect.any(Object) })));
	expect(run.outputs['HighLevel Assign Contact']?.[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
		given.map((_, item) => ({ item })),
	);
	expect(contactsNow()).toHaveLength(phones.length);
	const { contacts } = highLevel().sandbox;
	expect(results.map((result) => contacts.get(String(result?.contactId))?.phone)).toEqual(phones);
});

it('leaves the items of the node before as they were', async () => {
	const given = [decided(), decided('+14155550199')];
	const { run } = await assign(highLevel().credentials, {}, given);
	expect(run.outputs.manualTrigger?.[0]?.map(({ json }) => json)).toEqual(given);
});

it('creates one contact for two messages of one new person', async () => {
	const { results } = await assign(highLevel().credentials, {}, [decided(), decided()]);
	expect(contactsNow()).toHaveLength(1);
	expect(results).toMatchObject([
		{ outcome: 'created' },
		{ outcome: 'unchanged', contactId: contactsNow()[0]?.id },
	]);
});

it('takes the items of one contact in their order, however they name it', async () => {
	const { sandbox, locationId } = highLevel();
	const { id } = sandbox.contacts.seedContact({ phone: phones[0], locationId });
	const about = (n: number) => [
		decided(phones[0], { n }),
		decided(null, { n: n + 1, contact: { id, phone: phones[0] } }),
	];
	const given = [...about(0), ...about(2), ...about(4)];
	const { results } = await assign(
		highLevel().credentials,
		{ phone: '={{ $json.contact.phone }}', tag: '=tag-{{ $json.n }}' },
		given,
	);
	expect(results.map((result) => result?.outcome)).toEqual([
		'assigned',
		...given.slice(1).map(() => 'unchanged'),
	]);
	expect(sandbox.contacts.get(id)?.tags).toEqual(given.map((_, n) => `tag-${n}`));
});

it('writes once when several runs are about one new person', async () => {
	const { sandbox } = highLevel();
	const runs = await Promise.all(
		Array.from({ length: 6 }, async () => await assign(highLevel().credentials, {}, [decided()])),
	);
	expect(sandbox.contacts.all()).toHaveLength(1);
	const outcomes = runs.map(({ results }) => results[0]?.outcome).sort();
	expect(outcomes).toEqual(['created', ...runs.slice(1).map(() => 'unchanged')]);
	const writes = sandbox.requests.filter(({ method }) => method !== 'GET');
	expect(writes).toHaveLength(1);
});

it('writes once when one run knows the contact by ID and another by number', async () => {
	const { sandbox, locationId } = highLevel();
	const { id, phone } = sandbox.contacts.seedContact({ phone: phones[0], locationId });
	const known = decided(null, { contact: { id, phone } });
	const runs = await Promise.all([
		assign(highLevel().credentials, { tag: '', findBy: 'contactId' }, [known]),
		assign(highLevel().credentials, { tag: '' }, [decided(phone)]),
		assign(highLevel().credentials, { tag: '' }, [known]),
	]);
	expect(runs.flatMap(({ results }) => results.map((result) => result?.outcome)).sort()).toEqual([
		'assigned',
		'unchanged',
		'unchanged',
	]);
	expect(sandbox.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
});

it('counts the requests that HighLevel saw', async () => {
	const { sandbox, locationId } = highLevel();
	const [first, second, third] = phones;
	sandbox.contacts.seedContact({ phone: first, locationId });
	sandbox.contacts.seedContact({ phone: second, locationId, assignedTo: sofia.id });
	const given = [first, second, third].map((phone) => decided(phone));
	const { results } = await assign(highLevel().credentials, {}, given);
	const counted = results.reduce((sum, result) => sum + Number(result?.apiCalls), 0);
	// The users of the location are no request of a single item.
	expect(counted).toBe(
		highLevel()
			.takeRequests()
			.filter((call) => call !== 'GET /users/').length,
	);
	expect(results.map((result) => result?.apiCalls)).toEqual([3, 2, 2]);
});

it('assigns the other items when one is wrong, then fails and names the item', async () => {
	const given = [decided(phones[0]), decided('call me'), decided(phones[2])];
	const { run, error } = await assign(highLevel().credentials, {}, given);
	expect(run.status).toBe('error');
	expect(error?.message).toContain('[item 1]');
	expect(contactsNow()).toMatchObject([
		{ phone: phones[0], assignedTo: sofia.id },
		{ phone: phones[2], assignedTo: sofia.id },
	]);
});

it('assigns the other items when HighLevel refuses one, then fails and names the item', async () => {
	const byId = (id: string) => decided(null, { contact: { id } });
	const { id } = highLevel().sandbox.contacts.seedContact({ locationId: highLevel().locationId });
	const { error } = await assign(highLevel().credentials, { findBy: 'contactId' }, [
		byId('unknownId'),
		byId(id),
	]);
	expect(error?.name).toBe('NodeApiError');
	expect(error?.context).toMatchObject({ itemIndex: 0 });
	expect(contactsNow()).toMatchObject([{ id, assignedTo: sofia.id }]);
});

describe('when the node continues after an error', () => {
	const given = [decided(phones[0]), decided('call me', { key: 'bad' }), decided(phones[2])];
	const message = "'Phone Number' is not a phone number: call me [item 1]";

	it('puts the error in the place of the item', async () => {
		const { output, run } = await assign(
			highLevel().credentials,
			{},
			given,
			'continueRegularOutput',
		);
		expect(run.status).toBe('success');
		expect(output).toMatchObject([
			{ highLevel: { outcome: 'created' } },
			{ error: message },
			{ highLevel: { outcome: 'created' } },
		]);
	});

	it('puts the item with its error to the error output', async () => {
		const { results, errorOutput } = await assign(
			highLevel().credentials,
			{},
			given,
			'continueErrorOutput',
		);
		expect(results).toMatchObject([{ outcome: 'created' }, { outcome: 'created' }]);
		expect(errorOutput).toEqual([{ ...given[1], error: message }]);
	});

	it('lets no item look assigned when the credential is wrong', async () => {
		highLevel().credentials.highLevelPrivateIntegrationApi = { token: 'pit-x' };
		const { output, errorOutput } = await assign(
			highLevel().credentials,
			{},
			given,
			'continueErrorOutput',
		);
		expect(output).toEqual([]);
		expect(errorOutput.map(({ error }) => error)).toEqual(
			given.map(() => 'The HighLevel credential has no Location ID'),
		);
	});

	it('asks HighLevel once, not once an item, while the token is refused', async () => {
		highLevel().credentials.highLevelPrivateIntegrationApi = {
			...highLevel().credentials.highLevelPrivateIntegrationApi,
			token: 'pit-refused',
		};
		const { errorOutput } = await assign(highLevel().credentials, {}, given, 'continueErrorOutput');
		expect(errorOutput).toHaveLength(given.length);
		expect(highLevel().sandbox.requests.map(({ status }) => status)).toEqual([401]);
	});
});
