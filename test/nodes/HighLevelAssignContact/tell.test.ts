import type { INodeParameters } from 'n8n-workflow';
import { ALL_SCOPES, demoTeam } from '../../../sandbox/highlevel';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { assign, decided, owner, SHAPES, useShape } from './assignFixture';

const { sofia, marcus } = demoTeam.users;
const PHONE = '+14155550117';

let highLevel: TestHighLevel;
beforeEach(async () => {
	highLevel = await startHighLevel({ token: { scopes: ALL_SCOPES } });
});
afterEach(async () => await highLevel.sandbox.close());

/** Nobody answered in time, and the contact stays with Sofia. */
const overdue = (to: object | null, more: object = {}) =>
	decided(
		PHONE,
		{},
		{ ...owner(), outcome: 'kept', tell: { about: 'overdue', to }, repeated: false, ...more },
	);
const lead = { id: marcus.id, name: 'Marcus Chen', email: marcus.email };

const run = async (alsoDo: INodeParameters, item = overdue(lead)) =>
	await assign(highLevel.credentials, { tag: '', alsoDo }, [item]);
const seed = (more = {}) =>
	highLevel.sandbox.contacts.seedContact({ phone: PHONE, name: 'Nora Lindqvist', ...more });
const contactNow = () => highLevel.sandbox.contacts.byPhone(PHONE)[0];

/** How `assign` runs as on the canvas. */
const CANVAS = [undefined, 'manual'] as const;

const task = { values: { title: 'Answer Nora', dueInHours: 1 } };

describe.each(Object.keys(SHAPES) as Array<keyof typeof SHAPES>)('items that are %s', (shape) => {
	useShape(shape);

	it('tells the team lead by a task, a note and a comment, and leaves the owner alone', async () => {
		seed({ assignedTo: sofia.id });
		const { results } = await run({ task, note: 'Overdue', mention: 'Overdue' });
		expect(results).toMatchObject([
			{
				outcome: 'told',
				summary: expect.stringMatching(
					/^The contact stays with Sofia Reyes, and Marcus \S+ was told by a task and a note and a comment\.$/,
				),
				written: ['task', 'note', 'mention'],
			},
		]);
		expect(contactNow()?.assignedTo).toBe(sofia.id);
		expect(highLevel.sandbox.contacts.tasks()).toMatchObject([
			{ title: 'Answer Nora', assignedTo: marcus.id },
		]);
	});

	it('tells the owner when nobody else is named', async () => {
		seed({ assignedTo: sofia.id });
		await run({ task }, overdue(null));
		expect(highLevel.sandbox.contacts.tasks()).toMatchObject([{ assignedTo: sofia.id }]);
	});

	it('gives nobody a contact that nobody owns', async () => {
		seed();
		const { results } = await run({ task });
		expect(results).toMatchObject([{ outcome: 'told', written: ['task'] }]);
		expect(contactNow()?.assignedTo).toBeFalsy();
	});

	it('says what to add when nothing tells anybody', async () => {
		seed({ assignedTo: sofia.id });
		const { results } = await run({});
		expect(results).toMatchObject([
			{
				outcome: 'told',
				summary: expect.stringContaining("'Also Do' has no task, note or comment for Marcus"),
				written: [],
			},
		]);
	});

	it('only says who would be told when the trigger shows it on the canvas', async () => {
		seed({ assignedTo: sofia.id });
		const item = { ...overdue(lead), wait: { id: 'w1', person: { id: sofia.id, name: null } } };
		const { results } = await assign(
			highLevel.credentials,
			{ alsoDo: { task } },
			[item],
			...CANVAS,
		);
		expect(results).toMatchObject([
			{
				outcome: 'preview',
				summary: `Preview: the contact would stay with Sofia Reyes, and Marcus Chen would be told. Nothing was written.`,
			},
		]);
		expect(highLevel.sandbox.contacts.tasks()).toEqual([]);
	});

	it.each([
		['wait', { wait: { id: 'w1', person: { id: sofia.id, name: null } } }, 'Sofia Reyes'],
		['queue', { queued: { id: 'q1', since: '2026-10-14T10:00:00.000Z' } }, 'nobody'],
	])(
		'gives nobody a contact of the %s that is only shown on the canvas',
		async (_, shown, from) => {
			seed({ assignedTo: sofia.id });
			const item = {
				...decided(PHONE, {}, { ...owner({ previous: sofia.id }), user: lead }),
				...shown,
			};
			const { results } = await assign(highLevel.credentials, {}, [item], ...CANVAS);
			expect(results).toMatchObject([
				{
					outcome: 'preview',
					summary: `Preview: the contact would go from ${from} to Marcus Chen. Nothing was written.`,
					written: [],
				},
			]);
			expect(contactNow()?.assignedTo).toBe(sofia.id);
		},
	);

	it('creates no contact, opportunity or follower', async () => {
		const { results } = await run({ task, follow: true, moveOpportunities: true });
		expect(results).toMatchObject([{ outcome: 'notFound', written: [] }]);
		expect(highLevel.sandbox.contacts.all()).toEqual([]);
	});
});
