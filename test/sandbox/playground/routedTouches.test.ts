import type { IDataObject } from 'n8n-workflow';
import type { Execution } from '../../../sandbox/n8n/api';
import { routedTouchesIn } from '../../../sandbox/playground/routedTouches';

const KEY = 'msg:1:wamid.1';
const TRIGGERED = {
	key: KEY,
	contact: { phone: '+14155550117' },
	message: { id: 'wamid.1', text: 'Hi' },
};
const ROW = {
	key: KEY,
	assignedTo: 'Sofia Reyes',
	why: 'Because.   ',
	rule: 'Sales',
	outcome: 'assigned',
	contactPhone: '+14155550117',
	messageId: 'wamid.1',
};
const OBJECTS = {
	...TRIGGERED,
	assignment: {
		outcome: 'assigned',
		user: { id: 'u', name: 'Sofia Reyes' },
		rule: { name: 'Sales' },
		receipt: { sentence: 'Because.' },
	},
};
const ROUTED = {
	messageId: 'wamid.1',
	contactId: 'c',
	phone: '+14155550117',
	decided: { assignedTo: 'Sofia Reyes', why: 'Because.', rule: 'Sales', outcome: 'assigned' },
	written: 'Created.',
	error: '',
};

const execution = (
	outputs: Record<string, IDataObject[]>,
	waiting: IDataObject[] = [],
): Execution => ({
	id: '1',
	status: 'success',
	outputs: Object.fromEntries(
		Object.entries(outputs).map(([node, items]) => [node, [items.map((json) => ({ json }))]]),
	),
	errors: {},
	failure: null,
	waiting: waiting.map((json) => ({ json })),
});

it.each<[string, IDataObject, IDataObject]>([
	['rows', ROW, { ...ROW, result: 'created', summary: 'Created.', contactId: 'c' }],
	[
		'objects',
		OBJECTS,
		{ ...OBJECTS, highLevel: { outcome: 'created', summary: 'Created.', contactId: 'c' } },
	],
])('reads one touch from %s of several nodes', (_form, resolved, assigned) => {
	const run = execution({ Trigger: [TRIGGERED], Resolve: [resolved], Assign: [assigned] });
	expect(routedTouchesIn(run)).toEqual([ROUTED]);
});

it('knows what a run is to work on that has not got far', () => {
	expect(routedTouchesIn(execution({}, [TRIGGERED]))).toMatchObject([
		{ messageId: 'wamid.1', decided: null },
	]);
});

it('leaves out that nothing was new', () => {
	const assigned = { ...ROW, result: 'unchanged', summary: 'Sofia already owned it.' };
	expect(routedTouchesIn(execution({ Assign: [assigned] }))).toMatchObject([{ written: '' }]);
});

it.each([[{ error: 'No such user' }], [{ error: { message: 'No such user' } }]])(
	'reads the error of an item that went on with it: %j',
	(error) => {
		const run = execution({ Assign: [{ ...ROW, ...error }] });
		expect(routedTouchesIn(run)).toMatchObject([{ error: 'No such user' }]);
	},
);

it('leaves out what is no touch', () => {
	expect(routedTouchesIn(execution({ Set: [{}, { key: 7 }, { why: 'x' }] }))).toEqual([]);
});
