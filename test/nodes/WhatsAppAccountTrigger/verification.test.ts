import axios from 'axios';
import { verifyToken } from '../../../whatsapp/meta/verification';
import { TestCredentialsHelper } from '../../harness/credentialsHelper';
import type { HostedTrigger } from '../../harness/triggerHost';
import { APP, oneAccount, SALES, WhatsAppTriggerFixture } from './whatsAppTriggerFixture';

describe("Meta's verification of a trigger", () => {
	const fixture = new WhatsAppTriggerFixture();
	let trigger: HostedTrigger;
	beforeEach(async () => {
		await fixture.start();
		trigger = fixture.n8n.add(oneAccount());
		trigger.serve();
	});
	afterEach(async () => await fixture.stop());

	const verify = async (changes: Record<string, string | undefined> = {}) =>
		await axios.get<string>(trigger.url(), {
			params: {
				'hub.mode': 'subscribe',
				'hub.challenge': '0158201444',
				'hub.verify_token': verifyToken(trigger.url(), APP.secret),
				...changes,
			},
			transformResponse: (answer: string) => answer,
			validateStatus: () => true,
		});

	it('is answered with exactly the challenge, as plain text', async () => {
		const answer = await verify();
		expect(answer).toMatchObject({ status: 200, data: '0158201444' });
		expect(answer.headers['content-type']).toMatch(/^text\/plain/);
	});

	it('is refused with a reason when the token is wrong', async () => {
		const answer = await verify({ 'hub.verify_token': 'guessed' });
		expect(answer.status).toBe(403);
		expect(answer.data).toMatch(/verify token.*App Secret/s);
	});

	it('is refused with a reason when it is somebody who just looks', async () => {
		const answer = await verify({ 'hub.challenge': undefined });
		expect(answer.status).toBe(400);
		expect(answer.data).toContain('hub.challenge');
	});

	it('does not write what it was sent as a page', async () => {
		const answer = await verify({ 'hub.challenge': '<script>alert(1)</script>' });
		expect(answer.headers['content-type']).toMatch(/^text\/plain/);
	});

	it('starts no execution', async () => {
		await verify();
		await verify({ 'hub.verify_token': 'guessed' });
		expect(trigger.executions).toEqual([]);
		expect(fixture.n8n.failures).toEqual([]);
	});

	it('that somebody guesses makes n8n read no secret each time', async () => {
		await verify();
		const read = jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted');
		for (let i = 0; i < 20; i++) await verify({ 'hub.verify_token': 'guessed' });
		expect(read.mock.calls.length).toBeLessThan(20);
		read.mockRestore();
	});

	it('succeeds while the trigger registers itself', async () => {
		await trigger.publish();
		expect(fixture.meta.subscriptions.phoneOverrides).toEqual({ [SALES]: trigger.url() });
	});
});
