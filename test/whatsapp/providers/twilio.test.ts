import { createHmac } from 'node:crypto';
import type { Touch } from '../../../routing/model/touch';
import { twilio } from '../../../whatsapp/providers/twilio';
import { fixture, OPTIONS, request } from './request';

const only = (touches: Touch[] | null): Touch => {
	expect(touches).toHaveLength(1);
	return (touches as [Touch])[0];
};

describe('a message of Twilio', () => {
	const form = (changes: Record<string, string>) =>
		twilio.read(
			request(
				new URLSearchParams({
					MessageSid: 'SM1',
					AccountSid: 'AC1',
					From: 'whatsapp:+4915112345678',
					To: 'whatsapp:+12025550143',
					...changes,
				}).toString(),
			),
			OPTIONS,
		);

	it('takes a user ID for what it is', () => {
		expect(only(form({ From: 'whatsapp:DE.123456' })).contact).toMatchObject({
			phone: null,
			whatsappUserId: 'DE.123456',
			country: 'DE',
		});
		expect(only(form({ From: 'whatsapp:DE.123456', WaId: '4915112345678' })).contact).toMatchObject(
			{
				phone: '+4915112345678',
				whatsappUserId: 'DE.123456',
			},
		);
	});

	it('leaves out texts of the phone network and reports about own sends', () => {
		expect(form({ From: '+4915112345678' })).toEqual([]);
		expect(form({ MessageStatus: 'delivered' })).toEqual([]);
	});
});

// The signatures were made by other programs over the same bytes.
describe('a webhook of Twilio', () => {
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
