import { createHmac } from 'node:crypto';
import { dialog360, gupshup } from '../../../whatsapp/providers/cloudApiResellers';
import { evolution } from '../../../whatsapp/providers/evolution';
import { otherJson } from '../../../whatsapp/providers/otherJson';
import type { Provider } from '../../../whatsapp/providers/provider';
import { twilio } from '../../../whatsapp/providers/twilio';
import { waha } from '../../../whatsapp/providers/waha';
import { MAPPING } from './mapping';
import { fixture, request, SECRET } from './request';

const bySecret: Array<[string, Provider]> = [
	['Evolution API', evolution],
	['360dialog', dialog360],
	['Gupshup', gupshup],
	['another system', otherJson(MAPPING)],
];

describe.each(bySecret)('%s, which signs nothing', (_name, source) => {
	it('is known by the secret in a header or in the URL', () => {
		expect(source.authenticate(request({}, { 'x-webhook-secret': SECRET }), SECRET)).toBeNull();
		expect(source.authenticate({ ...request({}), query: { secret: SECRET } }, SECRET)).toBeNull();
	});

	it('is turned away without it', () => {
		expect(source.authenticate(request({}), SECRET)).toMatch(/secret is missing/);
		expect(source.authenticate(request({}, { 'x-webhook-secret': 'guessed' }), SECRET)).toMatch(
			/not the one/,
		);
		expect(source.authenticate(request({}, { 'x-webhook-secret': '' }), '')).toMatch(/empty/);
	});
});

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

describe('Twilio', () => {
	const TOKEN = `${'1234567890'.repeat(3)}12`;
	const signatures: Array<[string, string]> = [
		['twilio/inbound-text.form', '3K4WF2m28okkhtPEV+Y+mdGOS5E='],
		['twilio/inbound-button.form', 'fOlyjejuehtZfCtzLvTwIrYu7yE='],
		['twilio/inbound-ctwa.form', 'wfuG8uQ6s4z2xDwtfppviYlFfSw='],
		['twilio/inbound-media.form', '5eBSL2x/yq3FKRNApldFedshbGk='],
		['twilio/inbound-location.form', '58ccAL5nUJQng5gkRxfXuAKDGNg='],
	];

	it.each(signatures)('is known by its signature: %s', (file, signature) => {
		const signed = fixture(file, { 'x-twilio-signature': signature });
		expect(twilio.authenticate(signed, TOKEN)).toBeNull();
		expect(twilio.authenticate(signed, TOKEN.replace('1', '9'))).toMatch(/does not fit/);
		expect(twilio.authenticate({ ...signed, url: `${signed.url}x` }, TOKEN)).toMatch(
			/another address than https:\/\/n8n\.example\.com\/webhook\/abc\/twiliox$/,
		);
	});

	it('may name the port of the address or not', () => {
		const body = 'AccountSid=AC1';
		const sign = (url: string) =>
			createHmac('sha1', TOKEN).update(`${url}AccountSidAC1`).digest('base64');
		for (const [called, signed] of [
			['https://a.example/x?y=1', 'https://a.example:443/x?y=1'],
			['https://a.example:5678/x?y=1', 'https://a.example/x?y=1'],
			['http://a.example/x', 'http://a.example:80/x'],
		] as const) {
			const sent = { ...request(body, { 'x-twilio-signature': sign(signed) }), url: called };
			expect(twilio.authenticate(sent, TOKEN)).toBeNull();
		}
	});

	it('never shows the query of its address', () => {
		const sent = {
			...request('', { 'x-twilio-signature': 'AAAA' }),
			url: 'https://a.example/x?secret=hidden',
		};
		expect(twilio.authenticate(sent, TOKEN)).not.toMatch(/hidden/);
	});
});
