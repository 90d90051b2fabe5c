import type { Touch } from '../../../routing/model/touch';
import { otherJson } from '../../../whatsapp/providers/otherJson';
import type { JsonFields } from '../../../whatsapp/providers/provider';
import { FIELDS, OPTIONS, request } from './request';

const MESSAGE = {
	id: 17,
	from: { number: '+49 151 1234 5678', id: 'u1', name: ' Ann ' },
	body: 'Hi',
	kind: 'text',
	at: 1792051200,
	line: '+1 202 555 0143',
	mine: false,
};

function read(body: unknown, changes: Partial<JsonFields> = {}): Touch[] | null {
	const fields = { ...FIELDS, ...changes };
	return otherJson.read(request(JSON.stringify(body)), { ...OPTIONS, fields });
}

const one = (message: object): object => ({ data: { messages: [message] } });

describe('a system whose fields the user names', () => {
	it('gives the same touch as the others', () => {
		expect(read(one(MESSAGE))).toEqual([
			{
				key: '+1 202 555 0143:+4915112345678:17',
				event: 'message',
				account: {
					id: '+1 202 555 0143',
					number: '+12025550143',
					name: '+1 202 555 0143',
					tag: 'account-1-202-555-0143',
				},
				contact: {
					phone: '+4915112345678',
					whatsappUserId: 'u1',
					username: null,
					name: 'Ann',
					country: 'DE',
					region: null,
					timeZones: null,
					replyTo: '+49 151 1234 5678',
				},
				message: {
					id: '17',
					type: 'text',
					text: 'Hi',
					time: '2026-10-15T08:00:00.000Z',
				},
				referral: null,
			},
		]);
	});

	it('that counts its messages from 1 does not repeat the messages of another such system', () => {
		const theirs = { ...MESSAGE, from: { number: '+49 151 8765 4321' } };
		const keys = [MESSAGE, theirs].map((message) => read(one(message), { account: '' })?.[0]?.key);
		expect(new Set(keys).size).toBe(2);
	});

	it.each([1792051200, '1792051200', 1792051200000, '2026-10-15T08:00:00Z'])(
		'reads the time %p',
		(at) => {
			expect(read(one({ ...MESSAGE, at }))?.[0]?.message).toMatchObject({
				time: '2026-10-15T08:00:00.000Z',
			});
		},
	);

	it('takes the body for the message when no list is named', () => {
		expect(read(MESSAGE, { messages: '' })).toHaveLength(1);
	});

	it('follows numbers in a path into lists', () => {
		expect(read({ all: [MESSAGE, { ...MESSAGE, id: 18 }] }, { messages: 'all.1' })).toMatchObject([
			{ message: { id: '18' } },
		]);
	});

	it.each([true, 1, 'true', '1'])('leaves out own sends, told by %p', (mine) => {
		expect(read(one({ ...MESSAGE, mine }))).toEqual([]);
	});

	it.each([
		['no ID', { id: undefined }],
		['nobody who wrote', { from: {} }],
	])('leaves out what has %s', (_name, changes) => {
		expect(read(one({ ...MESSAGE, ...changes }))).toEqual([]);
	});

	it('never reads what an object inherits', () => {
		expect(
			read(one({ ...MESSAGE, from: { number: '+4915112345678' } }), { name: 'constructor.name' }),
		).toMatchObject([{ contact: { name: null } }]);
	});
});
