import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { asShown } from '../../../nodes/shared/decidedItem/canvasRow';
import { fullItem, simplified, undecidedItem } from '../../../nodes/shared/decidedItem/shapes';
import { touchSchema } from '../../../routing/model/touch';
import { salesLine, touch } from '../../harness/touches';

const SOFIA = { id: 'sofia', name: 'Sofia Reyes', email: 'sofia@example.com' };

/** A decision as the next nodes read it. */
const decision = {
	outcome: 'assigned',
	user: SOFIA,
	rule: { name: 'Sales' },
	team: 'Sales team',
	availableAt: null,
	owner: { previous: 'marcus', primary: true, cover: true, replacesAnybody: true },
	seenOwner: 'tom',
	tell: { about: 'overdue', to: { id: 'lead', name: 'Lena Lead', email: 'lena@example.com' } },
	replies: {
		waitingSince: '2026-03-02T09:40:00.000Z',
		lastReplyAt: '2026-03-01T10:00:00.000Z',
		lastReplyBy: { id: 'marcus', name: 'Marcus Webb', email: '' },
		personIsOnIt: false,
	},
	id: 'abc',
	ledger: 'postgres',
	repeated: false,
	shown: {
		at: '2026-03-02T10:00:00.000Z',
		asked: { phone: '+14155550117' },
		contactId: 'c1',
		ownerId: null,
		tags: ['vip', 'two words'],
	},
	receipt: { sentence: 'Because.', testRun: true },
};

const message = { id: 'wamid.1', type: 'text', text: 'Hello', time: '2026-03-02T10:00:00.000Z' };

const whole = {
	assignment: decision,
	...touch({
		contact: {
			id: 'c1',
			phone: '+14155550117',
			name: 'Nora Lindqvist',
			whatsappUserId: 'US.1',
			country: 'US',
			timeZones: ['America/New_York', 'America/Detroit'],
			tags: ['vip', 'whatsnap-account-sales-line'],
			ownerId: 'marcus',
			existed: true,
			alsoKnownAs: { phone: '+14155550118' },
			attributionSource: { gclid: 'g1', medium: 'paid' },
		},
		referral: { sourceType: 'ad', sourceId: '17', clickId: 'x' },
		excludedUsers: ['tom', 'priya'],
		wait: {
			id: 'w1',
			person: { id: 'marcus', name: 'Marcus Webb' },
			askedAt: '2026-03-02T09:40:00.000Z',
			minutes: 20,
			level: 0,
		},
		queued: { id: 'q1', since: '2026-03-02T09:40:00.000Z' },
	}),
	message,
	locationId: 'north',
	crm: 7,
} as unknown as IDataObject;

describe('an item of Resolve Assignment', () => {
	it('is one row of scalars, who and why first', () => {
		const row = simplified(whole);
		expect(Object.keys(row).slice(0, 8)).toEqual([
			'assignedTo',
			'why',
			'rule',
			'outcome',
			'contactName',
			'contactPhone',
			'accountName',
			'messageText',
		]);
		for (const cell of Object.values(row)) expect(cell).not.toBeInstanceOf(Object);
		expect(row).toMatchObject({ assignedTo: 'Sofia Reyes', accountName: salesLine.name, crm: 7 });
	});

	it('has all that the nodes behind read, when it is read again', () => {
		expect(fullItem(simplified(whole))).toMatchObject(whole);
		expect(touchSchema.parse(undecidedItem(simplified(whole)))).toEqual(
			touchSchema.parse(undecidedItem(whole)),
		);
	});

	it('has its sentences alone in production, and wide on the canvas, where they are read the same', () => {
		const row = { ...simplified(whole), summary: 'Done.' };
		const inMode = (mode: string) => ({ getMode: () => mode }) as IExecuteFunctions;
		expect(row).toMatchObject({ why: 'Because.', summary: 'Done.' });
		for (const mode of ['webhook', 'trigger', 'retry']) {
			expect(asShown(inMode(mode), row)).toEqual(row);
		}
		const shown = asShown(inMode('manual'), row);
		expect(Object.keys(shown)).toEqual(Object.keys(row));
		expect(shown.why).toMatch(/^Because\. \u2007{48}$/);
		expect(shown.summary).toMatch(/^Done\. \u2007{48}$/);
		expect(asShown(inMode('manual'), shown)).toEqual(shown);
		expect(fullItem(shown).assignment).toEqual(fullItem(row).assignment);
		expect(asShown(inMode('manual'), whole)).toEqual(whole);
	});

	it('says what flows ask for by its name, also when it is a no', () => {
		const row = simplified(whole);
		expect(row).toMatchObject({
			personIsOnIt: false,
			waitingSince: '2026-03-02T09:40:00.000Z',
			lastReplyBy: 'Marcus Webb',
			tellAbout: 'overdue',
			tellTo: 'Lena Lead',
			waitPersonName: 'Marcus Webb',
			waitMinutes: 20,
			queuedSince: '2026-03-02T09:40:00.000Z',
		});
	});

	it('says nothing of answers where nothing is known of them', () => {
		const { outcome, user, owner, receipt } = decision;
		const row = simplified({ ...whole, assignment: { outcome, user, owner, receipt } });
		const about = Object.keys(row).filter((name) => /^(tell|personIsOnIt|lastReply)/.test(name));
		expect(about).toEqual([]);
		expect(fullItem(row).assignment).not.toHaveProperty('replies');
	});

	it('says of nobody that it is nobody', () => {
		const row = simplified({
			...whole,
			assignment: { ...decision, outcome: 'waiting', user: null, owner: null, rule: null },
		});
		expect(row).toMatchObject({ assignedTo: '', rule: '', userId: '', assignedAs: '' });
		expect(fullItem(row)).toMatchObject({ assignment: { user: null, owner: null, rule: null } });
	});

	it.each([
		['a number that is not shown', { phone: null }, 'phone', null],
		['a number that nobody knows', { id: 'c1' }, 'phone', undefined],
		['an owner who is missing', { phone: '+1', ownerId: null }, 'ownerId', null],
		['an owner who is not known', { phone: '+1' }, 'ownerId', undefined],
	])('tells %s', (_what, contact, field, expected) => {
		const read = fullItem(simplified({ ...whole, contact })) as { contact: IDataObject };
		expect(read.contact[field]).toBe(expected);
	});

	it('is not read as two tags where one has a comma', () => {
		const contact = { phone: '+1', tags: ['a, b'] };
		const read = fullItem(simplified({ ...whole, contact })) as { contact: IDataObject };
		expect(read.contact.tags).toBeUndefined();
	});

	it('knows no account where there was none', () => {
		const row = simplified({ ...whole, account: null });
		expect(row).toMatchObject({ accountName: '' });
		expect(fullItem(row).account).toBeUndefined();
	});

	it('knows an account by its name alone', () => {
		const account = { id: '', name: 'Reception' };
		expect(fullItem(simplified({ ...whole, account })).account).toEqual(account);
	});

	it('of work on many contacts stays one', () => {
		const from = { id: 'tom', name: 'Tom' };
		const moved = { kind: 'leaves', from, run: '17', about: 'leaves tom' };
		const reassign = { ...moved, to: null };
		const read = fullItem(simplified({ ...whole, event: 'reassign', reassign }));
		expect(touchSchema.parse(read).reassign).toEqual(moved);
	});

	it('counts what somebody wrote into a column in between', () => {
		const row = { ...simplified(whole), contactPhone: '+4930123456' };
		expect(fullItem(row)).toMatchObject({ contact: { phone: '+4930123456' } });
	});

	it('of another node is left as it is', () => {
		for (const json of [{}, { assignedTo: 'Q1', id: 'x' }, { outcome: 'assigned' }, whole]) {
			expect(fullItem(json)).toBe(json);
		}
	});

	it('is read again whatever it holds', () => {
		const text = fc.string({ minLength: 1 });
		const contact = fc.record(
			{ id: text, phone: text, name: text, source: text, ownerId: text, existed: fc.boolean() },
			{ requiredKeys: ['phone'] },
		);
		const anyItem = fc.record({ contact, account: fc.record({ id: text, name: text, tag: text }) });
		fc.assert(
			fc.property(anyItem, (item) => {
				const full = { ...whole, ...item } as IDataObject;
				expect(fullItem(simplified(full))).toMatchObject(item);
			}),
		);
	});
});
