import type { MessageEntry, TagEntry } from '../../../sandbox/playground/entries';
import type { RoutedTouch } from '../../../sandbox/playground/routedTouches';
import type { Run } from '../../../sandbox/playground/runWatch';
import { whatBecameOf } from '../../../sandbox/playground/whatBecame';
import type { Attempt, Delivery } from '../../../sandbox/whatsapp';

const AT = 1_800_000_000_000;
const TAKEN: Attempt = { at: AT, ms: 5, status: 200, answer: '' };
const NOTHING: Attempt = { at: AT, ms: 5, status: 200, answer: 'Nothing to do' };
const REFUSED: Attempt = { at: AT, ms: 5, status: 500, answer: 'no' };

const delivery = (more: Partial<Delivery>): Delivery => ({
	id: 'd',
	url: 'http://n8n/webhook',
	level: 'app',
	undelivered: null,
	attempts: [],
	outcome: 'accepted',
	...more,
});

const message = (more: Partial<MessageEntry> = {}): MessageEntry => ({
	kind: 'message',
	id: '1',
	at: AT,
	message: { id: 'wamid.1', to: '1', from: { phone: '14155550117' }, text: 'Hi' },
	ad: null,
	shows: '',
	isRepeat: false,
	...more,
});

const touch = (more: Partial<RoutedTouch> = {}): RoutedTouch => ({
	messageId: 'wamid.1',
	contactId: 'c',
	phone: '+14155550117',
	decided: { assignedTo: 'Sofia', why: 'Because.', rule: 'Sales', outcome: 'assigned' },
	written: 'Done.',
	error: '',
	...more,
});

const run = (more: Partial<Run> = {}, ...touches: RoutedTouch[]): Run => ({
	id: '7',
	workflowId: 'w',
	status: 'success',
	hasEnded: true,
	isTest: false,
	startedAt: AT,
	stoppedAt: AT + 1,
	failure: null,
	touches: touches.length > 0 ? touches : [touch()],
	...more,
});

const LATER = AT + 60_000;
const taken = delivery({ attempts: [TAKEN] });
const failure = { node: 'Assign', message: 'No permission' };

describe('a message', () => {
	it.each<[string, MessageEntry, Run[], object]>([
		['before the answer', message(), [], { state: 'waiting', title: 'On its way' }],
		[
			'that no workflow receives',
			message({
				delivery: delivery({ undelivered: 'app not subscribed', outcome: 'undelivered' }),
			}),
			[],
			{ state: 'failed', title: 'Not delivered' },
		],
		[
			'that was refused and comes again',
			message({ delivery: delivery({ attempts: [REFUSED, REFUSED], outcome: 'pending' }) }),
			[],
			{
				state: 'waiting',
				title: 'WhatsApp tries again',
				detail: 'n8n answered 500: no. Tried 2 times so far.',
			},
		],
		[
			'that WhatsApp has given up',
			message({
				delivery: delivery({
					attempts: [{ at: AT, ms: 1, error: 'ECONNREFUSED' }],
					outcome: 'abandoned',
				}),
			}),
			[],
			{
				state: 'failed',
				detail: 'n8n did not answer (ECONNREFUSED). Tried once, then given up.',
			},
		],
		[
			'whose run is under way',
			message(),
			[run({ status: 'running', hasEnded: false }, touch({ decided: null }))],
			{ state: 'waiting', title: 'Still running' },
		],
		[
			'that was decided',
			message({ delivery: taken }),
			[run()],
			{ state: 'decided', title: 'Goes to Sofia', detail: 'Because. Done.' },
		],
		[
			'that stays with its owner, in a test run',
			message({ delivery: taken }),
			[
				run(
					{ isTest: true },
					touch({
						written: '',
						decided: { assignedTo: 'Sofia', why: 'Kept.', rule: '', outcome: 'kept' },
					}),
				),
			],
			{ title: 'Stays with Sofia', detail: 'Kept. Test run in the editor.' },
		],
		[
			'that nobody gets',
			message({ delivery: taken }),
			[
				run(
					{},
					touch({ decided: { assignedTo: '', why: 'None.', rule: '', outcome: 'unassigned' } }),
				),
			],
			{ state: 'decided', title: 'Goes to nobody' },
		],
		[
			'whose run has failed, and that comes again',
			message({ delivery: delivery({ attempts: [REFUSED], outcome: 'pending' }) }),
			[run({ status: 'error', failure })],
			{ state: 'failed', detail: "'Assign': No permission. WhatsApp will deliver it again." },
		],
		[
			'whose second run is better than the first one',
			message({ delivery: taken }),
			[run({ id: '6', status: 'error', failure }), run()],
			{ state: 'decided', title: 'Goes to Sofia' },
		],
		[
			'whose item was let through with an error',
			message({ delivery: taken }),
			[run({}, touch({ error: 'No such user' }))],
			{ state: 'failed', detail: 'No such user' },
		],
		[
			'whose run ended without a decision',
			message({ delivery: taken }),
			[run({}, touch({ decided: null }))],
			{ state: 'nothing', title: 'No decision' },
		],
		[
			'whose run was killed',
			message({ delivery: taken }),
			[run({ status: 'crashed' })],
			{ state: 'failed', detail: 'n8n broke the run off.' },
		],
		[
			'that n8n wanted nothing of',
			message({ delivery: delivery({ attempts: [NOTHING] }) }),
			[],
			{ state: 'nothing', title: 'No run' },
		],
		[
			'that was delivered again',
			message({ isRepeat: true, delivery: delivery({ attempts: [NOTHING] }) }),
			[run()],
			{ state: 'nothing', title: 'Nothing to do' },
		],
		[
			'that is delivered again and not answered yet',
			message({ isRepeat: true }),
			[run()],
			{ state: 'waiting', title: 'On its way' },
		],
		[
			'that was taken without a run',
			message({ delivery: taken }),
			[run({}, touch({ messageId: 'wamid.2' }))],
			{ state: 'nothing', title: 'No run' },
		],
	])('%s', (_what, entry, runs, expected) => {
		expect(whatBecameOf(entry, { runs, knownSince: LATER })).toMatchObject(expected);
	});

	it('whose run may only not have been looked up yet is waited for', () => {
		const became = whatBecameOf(message({ delivery: taken }), { runs: [], knownSince: AT });
		expect(became).toMatchObject({ state: 'waiting', title: 'Taken by n8n' });
	});
});

describe('a tag', () => {
	const tag = (more: Partial<TagEntry> = {}): TagEntry => ({
		kind: 'tag',
		id: '1',
		at: AT,
		contactId: 'c',
		contactName: 'Dana',
		tag: 'vip',
		...more,
	});
	const told = (status: number, answer = '') => ({
		deliveries: [{ event: null, url: '', body: Buffer.from(''), statuses: [status], answer }],
	});
	const ofTag = touch({ messageId: '' });

	it.each<[string, TagEntry, Run[], object]>([
		['before the answer', tag(), [], { state: 'waiting' }],
		['that nobody waits for', tag({ deliveries: [] }), [], { title: 'n8n is not told' }],
		['that was decided', tag(told(200)), [run({}, ofTag)], { title: 'Goes to Sofia' }],
		[
			'of a contact who wrote before and after',
			tag(told(200)),
			[run({ id: '6', startedAt: AT - 9 }, ofTag), run({ id: '7' })],
			{ title: 'No run' },
		],
		[
			'that n8n refused',
			tag(told(401, 'Wrong secret')),
			[],
			{ detail: 'n8n answered 401: Wrong secret. HighLevel does not repeat it.' },
		],
		['that n8n has seen', tag(told(200, 'Nothing to do')), [], { title: 'Nothing to do' }],
		['that n8n did not hear', tag(told(0)), [], { title: 'n8n was not told' }],
	])('%s', (_what, entry, runs, expected) => {
		expect(whatBecameOf(entry, { runs, knownSince: LATER })).toMatchObject(expected);
	});
});
