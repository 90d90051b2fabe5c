import axios from 'axios';
import type { INodeType } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { ContactTriggerFixture, told } from '../HighLevelContactTrigger/contactTriggerFixture';
import { SearchFixture } from './searchFixture';
import { MINUTE } from '../../../routing/model/durations';

const HOUR = 60 * MINUTE;
const { sofia } = demoTeam.users;

const fixture = new ContactTriggerFixture();
let now = 0;
let clock: jest.SpyInstance;

beforeEach(async () => {
	now = Date.parse('2026-10-14T10:00:00Z');
	clock = jest.spyOn(Date, 'now').mockImplementation(() => now);
	await fixture.start({ clock: () => now, rateLimit: { ...UNLIMITED } });
});

afterEach(async () => {
	await fixture.stop();
	clock.mockRestore();
});

const UNLIMITED = { max: 100_000, intervalMs: 10_000, daily: 1_000_000 };

const api = async (method: string, path: string, data: object) =>
	await axios.request<{ contact: { id: string } }>({
		method,
		url: fixture.sandbox.url + path,
		data,
		headers: { Authorization: `Bearer ${demoTeam.token}`, Version: '2021-07-28' },
	});

let people = 0;

/** Somebody does by hand, or another app, what no webhook tells. */
const create = async (more: object = {}) => {
	const phone = `+1415555${String(3000 + ++people)}`;
	const { locationId } = fixture;
	const answer = await api('POST', '/contacts/', { locationId, phone, firstName: 'Ann', ...more });
	return answer.data.contact.id;
};
const tag = async (id: string, ...tags: string[]) =>
	await api('POST', `/contacts/${id}/tags`, { tags });

/** What nothing but time makes different: the search index and the wait for webhooks. */
const pass = (milliseconds = 3 * MINUTE) => {
	now += milliseconds;
};

/** A search that was switched on, as by publishing the workflow. */
const published = async (
	...parameters: ConstructorParameters<typeof SearchFixture> extends [unknown, ...infer Rest]
		? Rest
		: never
) => {
	const search = new SearchFixture(fixture, ...parameters);
	await search.poll();
	pass(MINUTE);
	return search;
};

describe('what it finds', () => {
	it('starts one run for what is new since it was published, and for nothing from before', async () => {
		fixture.contact({ tags: ['web'] });
		const search = await published();
		const id = await create({ tags: ['vip'] });
		pass();
		await search.poll();
		await search.poll();
		pass();
		await search.poll();
		expect(search.runs).toMatchObject([
			[
				{
					key: `highlevel:${fixture.locationId}:contactCreated:${id}`,
					event: 'contact',
					locationId: fixture.locationId,
					contact: { id, tags: ['vip'], country: 'US', ownerId: null, existed: false },
					webhook: { source: 'search' },
				},
			],
		]);
	});

	it('gives a webhook two minutes', async () => {
		const search = await published();
		await create();
		pass(2 * MINUTE - 1);
		await search.poll();
		expect(search.runs).toEqual([]);
		pass(MINUTE);
		await search.poll();
		expect(search.told).toEqual([['contact']]);
	});

	it('knows which tag of a contact from before is new', async () => {
		const { id } = fixture.contact({ tags: ['web'] });
		const search = await published();
		await tag(id, 'vip', 'gold');
		pass();
		await search.poll();
		await tag(id, 'late');
		pass();
		await search.poll();
		expect(search.told).toEqual([['vip', 'gold'], ['late']]);
	});

	it.each([
		[
			'a tag that was taken away',
			async (id: string) => {
				await api('DELETE', `/contacts/${id}/tags`, { tags: ['web'] });
			},
		],
		[
			'another owner',
			async (id: string) => {
				await api('PUT', `/contacts/${id}`, { assignedTo: sofia.id });
			},
		],
		[
			'another city',
			async (id: string) => {
				await api('PUT', `/contacts/${id}`, { city: 'Dolomite' });
			},
		],
		[
			'the tag of an account',
			async (id: string) => {
				await tag(id, 'whatsnap-account-sales-line');
			},
		],
	])('starts nothing for %s', async (_what, change) => {
		const { id } = fixture.contact({ tags: ['web'] });
		const search = await published();
		await change(id);
		pass();
		await search.poll();
		expect(search.runs).toEqual([]);
		// But it has looked: a tag that comes now is the only new one.
		await tag(id, 'vip');
		pass();
		await search.poll();
		expect(search.told).toEqual([['vip']]);
	});

	it('starts nothing for a contact that an assignment has created, and still sees its tags', async () => {
		const search = await published();
		const id = await create({ assignedTo: sofia.id, tags: ['whatsnap-account-sales-line'] });
		pass();
		await search.poll();
		expect(search.runs).toEqual([]);
		await tag(id, 'vip');
		pass();
		await search.poll();
		expect(search.told).toEqual([['vip']]);
	});

	it('searches for no more than was chosen', async () => {
		const { id } = fixture.contact();
		const search = await published({ events: ['contactCreated'] });
		await tag(id, 'vip');
		await create({ tags: ['gold'] });
		pass();
		await search.poll();
		expect(search.told).toEqual([['contact']]);
		const tags = await published({ events: ['tagAdded'] }, 'two');
		await create({ tags: ['gold', 'vip'] });
		pass();
		await tags.poll();
		expect(tags.told).toEqual([['gold', 'vip']]);
	});

	it('finds all of many contacts that changed in one moment, some at a time, each once', async () => {
		const search = await published();
		const at = new Date(now).toISOString();
		for (let i = 0; i < 730; i++) {
			fixture.contact({ dateAdded: at, dateUpdated: at, phone: `+1415555${String(4000 + i)}` });
		}
		pass();
		for (let i = 0; i < 4; i++) await search.poll();
		expect(search.runs.map(({ length }) => length)).toEqual([500, 230]);
		expect(new Set(search.runs.flat().map(({ key }) => key)).size).toBe(730);
	});

	it('learns the tags of many contacts from before', async () => {
		for (let i = 0; i < 2_600; i++) {
			const phone = `+1415${String(5_550_000 + i)}`;
			const date = new Date(now - (i + 1) * HOUR).toISOString();
			fixture.contact({ tags: ['web'], phone, dateAdded: date, dateUpdated: date });
		}
		const contacts = fixture.sandbox.contacts.all();
		const search = await published();
		await search.poll();
		// The oldest is learnt first, the newest last.
		for (const contact of [contacts.at(-1), contacts[0]]) await tag(contact?.id ?? '', 'vip');
		pass();
		await search.poll();
		expect(search.told).toEqual([['vip', 'vip']]);
	});

	it('goes on where it stopped, but not further back than it may', async () => {
		const search = await published({ options: { lookBackHours: 24 } });
		await create({ tags: ['old'] });
		pass(20 * HOUR);
		const id = await create();
		pass(10 * HOUR);
		await search.poll();
		expect(search.runs).toMatchObject([[{ contact: { id } }]]);
	});
});

describe('together with the webhooks of the same workflow', () => {
	it('starts nothing that a webhook has announced', async () => {
		const search = await published();
		const trigger = fixture.appTrigger({ events: ['contactCreated', 'tagAdded'] });
		const id = await create({ tags: ['web'] });
		await fixture.webhooks.idle();
		await tag(id, 'vip');
		await fixture.webhooks.idle();
		expect(told(trigger)).toEqual(['contact', 'vip']);
		pass();
		await search.poll();
		expect(search.runs).toEqual([]);
	});

	it('and a webhook that comes later starts nothing that was found', async () => {
		const search = await published();
		const { id: old } = fixture.contact({ tags: ['web'] });
		pass();
		await search.poll();
		const id = await create({ tags: ['gold'] });
		await tag(old, 'vip');
		pass();
		await search.poll();
		expect(search.told.flat().sort()).toEqual(['contact', 'vip']);

		const trigger = fixture.appTrigger({ events: ['contactCreated', 'tagAdded'] });
		for (const contact of fixture.sandbox.contacts.all()) {
			if (contact.id === id) await fixture.webhooks.tell('ContactCreate', contact);
			await fixture.webhooks.tell('ContactTagUpdate', contact);
		}
		expect(trigger.executions).toEqual([]);
		await tag(id, 'vip');
		await fixture.webhooks.idle();
		expect(told(trigger)).toEqual(['vip']);
	});

	it('finds what comes after a time without webhooks', async () => {
		const search = await published();
		const trigger = fixture.appTrigger({ events: ['tagAdded'] });
		const { id } = fixture.contact({ tags: ['web'] });
		await tag(id, 'vip');
		await fixture.webhooks.idle();
		fixture.webhooks.unsubscribe();
		pass();
		await tag(id, 'gold');
		pass();
		await search.poll();
		expect(told(trigger)).toEqual(['vip']);
		expect(search.told).toEqual([['gold']]);
	});

	it('leaves other workflows their own', async () => {
		const one = await published({}, 'one');
		const two = await published({}, 'two');
		await create();
		pass();
		await one.poll();
		await two.poll();
		expect([one.told, two.told]).toEqual([[['contact']], [['contact']]]);
	});
});

describe('when something fails', () => {
	it('finds again what n8n could not start', async () => {
		const search = await published();
		await create();
		pass();
		search.n8n = 'cannot start them';
		await search.poll();
		expect(fixture.n8n.logs).toEqual([]);
		search.n8n = 'runs them';
		await create();
		pass();
		await search.poll();
		expect(search.told).toEqual([['contact', 'contact']]);
		pass();
		await search.poll();
		expect(search.runs).toHaveLength(1);
	});

	it('starts nothing twice while a run takes its time, and goes on with others', async () => {
		const search = await published();
		search.n8n = 'is slow';
		await create();
		pass();
		await search.poll();
		await create();
		pass();
		await search.poll();
		await search.poll();
		expect(search.told).toEqual([['contact'], ['contact']]);
		await search.end();
		pass();
		await search.poll();
		expect(search.runs).toHaveLength(2);
	});

	it('finds the tag that a contact got while its run took its time', async () => {
		const search = await published();
		search.n8n = 'is slow';
		const id = await create({ tags: ['web'] });
		pass();
		await search.poll();
		await tag(id, 'vip');
		for (let i = 0; i < 3; i++) {
			pass();
			await search.poll();
		}
		expect(search.told).toEqual([['contact']]);
		await search.end();
		await search.poll();
		expect(search.told).toEqual([['contact'], ['vip']]);
	});

	it('comes to all of many others while a run takes its time', async () => {
		const search = await published();
		search.n8n = 'is slow';
		const id = await create();
		pass();
		await search.poll();
		await tag(id, 'vip');
		const at = new Date(now + 1_000).toISOString();
		for (let i = 0; i < 730; i++) {
			fixture.contact({ dateAdded: at, dateUpdated: at, phone: `+1415555${String(4000 + i)}` });
		}
		search.n8n = 'runs them';
		for (let i = 0; i < 3; i++) {
			pass();
			await search.poll();
		}
		expect(search.runs.map(({ length }) => length)).toEqual([1, 499, 231]);
		// And then back to the first one.
		await search.end();
		for (let i = 0; i < 3; i++) await search.poll();
		expect(search.told.slice(3)).toEqual([['vip']]);
	});

	it('finds again what ran when n8n was killed, with the same key', async () => {
		const first = await published();
		first.n8n = 'is slow';
		await create();
		pass();
		await first.poll();
		const second = new SearchFixture(fixture, {}, 'one', await anotherProcess());
		pass();
		await second.poll();
		expect(second.runs.flat().map(({ key }) => key)).toEqual(
			first.runs.flat().map(({ key }) => key),
		);
		// And what that one has handled is known to a third one.
		const third = new SearchFixture(fixture, {}, 'one', await anotherProcess());
		await third.poll();
		expect(third.runs).toEqual([]);
	});

	it('loses nothing while HighLevel is down', async () => {
		const search = await published();
		await create();
		pass();
		fixture.sandbox.faults.add({
			method: 'POST',
			path: '/contacts/search',
			times: 1,
			effect: { kind: 'status', status: 422 },
		});
		await expect(search.poll()).rejects.toThrow('HighLevel refused the request');
		await search.poll();
		expect(search.told).toEqual([['contact']]);
	});
});

describe('n8n that starts while HighLevel is down', () => {
	const down = (times: number) =>
		fixture.sandbox.faults.add({
			method: 'POST',
			path: '/contacts/search',
			times,
			effect: { kind: 'status', status: 400 },
		});

	it('starts the workflow, and tells of the failure when it goes on', async () => {
		const before = await published();
		await create();
		pass();
		const search = new SearchFixture(fixture, {}, 'one', await anotherProcess());
		search.activation = 'init';
		down(2);
		await search.poll();
		await expect(search.poll()).rejects.toThrow('HighLevel refused the request');
		await search.poll();
		expect([before.told, search.told]).toEqual([[], [['contact']]]);
	});

	it('but publishing it fails', async () => {
		down(1);
		await expect(new SearchFixture(fixture).poll()).rejects.toThrow(
			'HighLevel refused the request',
		);
	});
});

describe('a test run', () => {
	it('shows the contact that changed last, and remembers nothing', async () => {
		const search = await published();
		fixture.contact({ firstName: 'Old', dateUpdated: '2020-01-01T00:00:00.000Z' });
		const id = await create();
		pass();
		expect(await search.poll('manual')).toMatchObject([[{ json: { contact: { id } } }]]);
		await search.poll();
		expect(search.told).toEqual([['contact']]);
	});
});

it.each([
	['an empty choice', { events: [] }, "'Search For' is empty"],
	['a time that is none', { options: { lookBackHours: 500 } }, 'Look Back at Most'],
])('refuses %s', async (_what, parameters, message) => {
	await expect(new SearchFixture(fixture, parameters).poll()).rejects.toThrow(message);
});

it('says at once that the credential does not fit', async () => {
	fixture.sandbox.revokeToken(demoTeam.token);
	await expect(new SearchFixture(fixture).poll()).rejects.toThrow(
		'HighLevel does not accept the token',
	);
});

/** The node as a process has it that was started anew: with nothing in its memory. */
async function anotherProcess(): Promise<INodeType> {
	let node: INodeType | undefined;
	await jest.isolateModulesAsync(async () => {
		const module =
			await import('../../../nodes/HighLevelMissedContactsTrigger/HighLevelMissedContactsTrigger.node');
		node = new module.HighLevelMissedContactsTrigger();
	});
	if (!node) throw new Error('the node was not loaded');
	return node;
}
