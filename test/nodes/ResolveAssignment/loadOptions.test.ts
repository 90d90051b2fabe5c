import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INodeParameters } from 'n8n-workflow';
import {
	getPlanTimeZones,
	getSchedules,
	getTimes,
	getTimeZones,
	searchWorks,
} from '../../../nodes/ResolveAssignment/loadOptions';
import { useTypedName } from '../../../nodes/shared/highLevel/tagLocator';
import { additionalData } from '../../harness/additionalData';
import { nodeTypes, RESOLVE } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';
import { cards, planOf, toAnn, WORKFLOW_ZONE } from './planOf';

const named = cards({ name: ' Sales ' }, { name: '' }, { name: 'Night Sales' }, { name: 'Sales' });

it('a name that is typed into a list is taken as it is', async () => {
	const context = loadOptionsOf({});
	expect(await useTypedName.call(context, { name: ' Sales ' })).toBe('Sales');
	expect(await useTypedName.call(context, 'Sales')).toBe('Sales');
});

describe('the choice of working hours', () => {
	it('offers each name once', async () => {
		const context = loadOptionsOf({ sections: { schedules: named } });
		expect(await getSchedules.call(context)).toEqual([
			{ name: 'Choose working hours…', value: '' },
			{ name: 'Sales', value: 'Sales' },
			{ name: 'Night Sales', value: 'Night Sales' },
		]);
	});

	it('says where to add some', async () => {
		expect(await getSchedules.call(loadOptionsOf({}))).toEqual([
			{
				name: expect.stringContaining("'Add Teams, People, Hours or Reply Times'") as string,
				value: '',
			},
		]);
	});

	it('is a choice of times for a rule, each of which a plan understands', async () => {
		const sections = { schedules: cards({ name: 'Night' }) };
		const times = await getTimes.call(loadOptionsOf({ sections }));
		expect(times.map(({ name }) => name)).toEqual([
			'Business Hours',
			'After Hours',
			"Within 'Night'",
			"Outside 'Night'",
		]);
		const rules = cards(...times.map(({ value }) => ({ ...toAnn, if: { time: value } })));
		expect(planOf({ rules, sections }).rules.map(({ when }) => when.time)).toEqual([
			'businessHours',
			'afterHours',
			{ schedule: 'Night' },
			{ schedule: 'Night', outside: true },
		]);
	});
});

describe('the choice of when somebody works', () => {
	const context = loadOptionsOf({ sections: { schedules: cards({ name: 'Night' }) } });
	const offered = async (typed?: string) => (await searchWorks.call(context, typed)).results;

	it('offers what has a name, and says that hours can be typed', async () => {
		expect(await offered()).toEqual([
			{ name: 'Always', value: 'always' },
			{ name: 'Night (working hours)', value: 'schedule:Night' },
			{ name: 'Mon-Fri 9:00-17:00', value: 'Mon-Fri 9-17' },
			{ name: expect.stringMatching(/^Or type days and times/) as string, value: '' },
		]);
	});

	it('shows what was typed as it is understood, and gives it to the plan', async () => {
		const [choice] = await offered(' Sat 10 am to 2 pm ');
		expect(choice).toEqual({ name: 'Sat 10:00-14:00', value: 'Sat 10 am to 2 pm' });
		const works = { __rl: true, mode: 'list', value: String(choice?.value) };
		expect(planOf({ sections: { teams: cards({ name: 'A', works }) } }).teams[0]?.works).toEqual({
			timeZone: WORKFLOW_ZONE,
			hours: [{ days: ['saturday'], from: '10:00', to: '14:00' }],
			holidays: [],
		});
	});

	it('says why it does not understand, and lets nobody choose that', async () => {
		expect(await offered('Sat 9-5')).toEqual([
			{ name: expect.stringMatching(/^This has '9-5', which may be/) as string, value: '' },
		]);
	});
});

describe('the choice of time zones', () => {
	const winter = Date.parse('2026-01-15T12:00:00Z');
	beforeEach(() => jest.useFakeTimers({ now: winter }));
	afterEach(() => jest.useRealTimers());

	it('says how far each is from Greenwich', async () => {
		const zones = await getTimeZones.call(loadOptionsOf({}));
		expect(zones).toContainEqual({
			name: 'America/New York (GMT-05:00)',
			value: 'America/New_York',
		});
		expect(zones).toContainEqual({ name: 'Asia/Kolkata (GMT+05:30)', value: 'Asia/Kolkata' });
	});

	it('says first what it means to choose none', async () => {
		const workflow = `As in the Workflow (${WORKFLOW_ZONE})`;
		const options = { timeZone: 'Asia/Tokyo' };
		const first = async (zones: Promise<Array<{ name: string }>>) => (await zones)[0]?.name;
		expect(await first(getTimeZones.call(loadOptionsOf({})))).toBe(workflow);
		expect(await first(getTimeZones.call(loadOptionsOf({ options })))).toBe(
			'As in the Options (Asia/Tokyo)',
		);
		expect(await first(getPlanTimeZones.call(loadOptionsOf({ options })))).toBe(workflow);
	});
});

/** What a method sees of a node that was not saved yet. */
function loadOptionsOf(parameters: INodeParameters): LoadOptionsContext {
	const resolve = node(RESOLVE, parameters);
	const workflow = new Workflow({
		nodes: [resolve],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone: WORKFLOW_ZONE },
	});
	const data = { ...additionalData({}), currentNodeParameters: parameters };
	return new LoadOptionsContext(workflow, resolve, data, '');
}
