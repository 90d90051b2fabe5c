import { touchSchema } from '../../../routing/model/touch';
import { SALES } from '../builders';

const message = (change = {}) => ({
	key: 'msg:1',
	event: 'message',
	account: SALES,
	contact: { phone: '+14155550117' },
	...change,
});

it('keeps fields that it does not know, at every level', () => {
	const touch = {
		...message(),
		campaign: { id: 7 },
		account: { id: 'sales', region: 'east' },
		contact: { phone: null, vip: true },
	};
	expect(touchSchema.parse(touch)).toEqual(touch);
});

it('needs no phone number, since a person may hide it', () => {
	expect(touchSchema.safeParse(message({ contact: {} })).success).toBe(true);
});

it.each([
	['key', { key: undefined }],
	['event', { event: 'hologram' }],
	['account.id', { account: { id: 106540352242922 } }],
	['contact', { contact: undefined }],
])('names the field %s when it is missing or of another type', (path, change) => {
	const issue = touchSchema.safeParse({ ...message(), ...change }).error?.issues[0];
	expect(issue?.path.join('.')).toBe(path);
});
