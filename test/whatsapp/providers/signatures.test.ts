import { dialog360 } from '../../../whatsapp/providers/dialog360';
import { waha } from '../../../whatsapp/providers/waha';
import { fixture } from './request';

// The signatures were made by other programs over the same bytes.
describe('WAHA', () => {
	const KEY = 'waha-test-hmac-key';

	it.each([
		[
			'waha/message-text.json',
			'99816371f2b78fc4e544235aa283346bf2fcd7c349978f1f3b02be0a54a05ed8e23085bba8b22ca9799ab1323fb7090dc8263676f11ebb0f4c9f78f64a3bbc70',
		],
		[
			'waha/session-status.json',
			'cf4e272360527e564986cb1552d453a8584777eb233bc72c86abd6e60e8d678908b8a89c5ab7fad5f4de1877fc31708f2e12a9d889ba3242dd7883fe607a5931',
		],
	])('is known by its signature: %s', (file, signature) => {
		const signed = fixture(file, { 'x-webhook-hmac': signature });
		expect(waha.authenticate(signed, KEY)).toBeNull();
		expect(waha.authenticate(signed, `${KEY}!`)).toMatch(/does not fit/);
		const changed = { ...signed, rawBody: Buffer.concat([signed.rawBody, Buffer.from(' ')]) };
		expect(waha.authenticate(changed, KEY)).toMatch(/does not fit/);
		expect(waha.authenticate(fixture(file), KEY)).toMatch(/not signed/);
	});
});

describe('360dialog with a signature', () => {
	it('is known by it', () => {
		const secret = ['d360', 'platform', 'secret'].join('-');
		const signature = '2b680805a3ccba101595d6253b34610f0470f9a8fd0400c62fc2b22b1a0c96b6';
		const file = '360dialog/passthrough-text.json';
		for (const value of [signature, `sha256=${signature}`]) {
			const signed = fixture(file, { 'x-360dialog-signature': value });
			expect(dialog360.authenticate(signed, secret)).toBeNull();
			expect(dialog360.authenticate(signed, 'another-long-secret')).toMatch(/does not fit/);
		}
	});
});
