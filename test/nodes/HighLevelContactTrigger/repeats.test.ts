import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostedTrigger } from '../../harness/triggerHost';
import { delivered, ContactTriggerFixture, post, told } from './contactTriggerFixture';

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

const same = { webhookId: 'the-same-delivery' };

describe('a delivery that comes again', () => {
	it('does not run the workflow again', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.webhooks.tell('ContactUpdate', contact, same);
		const again = delivered(
			await fixture.webhooks.tell('ContactUpdate', { ...contact, email: 'x@example.com' }, same),
		);
		expect(again).toMatchObject({ statuses: [200], answer: 'Nothing to do' });
		expect(trigger.executions).toHaveLength(1);
		await fixture.webhooks.tell('ContactUpdate', { ...contact, email: 'y@example.com' });
		expect(trigger.executions).toHaveLength(2);
	});

	it('runs a workflow of its own in every workflow', async () => {
		const [one, two] = [fixture.appTrigger({}, 'one'), fixture.appTrigger({}, 'two')];
		const { appId } = fixture.webhooks;
		const event = { type: 'ContactCreate', appId, id: 'c', webhookId: 'w' };
		const bytes = Buffer.from(JSON.stringify(event));
		for (const trigger of [one, two, one, two]) {
			await fixture.webhooks.post(null, trigger.url(), bytes);
		}
		expect([one.executions.length, two.executions.length]).toEqual([1, 1]);
	});

	it('at the same time runs once', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await Promise.all(
			Array.from({ length: 8 }, async () => await fixture.tags(contact, ['vip'], same)),
		);
		expect(told(trigger)).toEqual(['vip']);
	});

	it('from a HighLevel workflow about a new contact is known by its content for days', async () => {
		const trigger = fixture.workflowTrigger({ event: 'contactCreated' });
		const contact = fixture.contact();
		const clock = jest.spyOn(Date, 'now');
		for (const time of ['2026-10-14T10:00:30Z', '2026-10-14T10:09:00Z', '2026-10-20T10:00:00Z']) {
			clock.mockReturnValue(Date.parse(time));
			await fixture.runWorkflow(trigger, contact);
		}
		expect(trigger.executions).toHaveLength(1);
		clock.mockRestore();
	});

	it('from a HighLevel workflow is known by its content, for a minute', async () => {
		const trigger = fixture.workflowTrigger({ event: 'inboundMessage' });
		const contact = fixture.contact();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-10-14T10:00:30Z'));
		for (let i = 0; i < 3; i++) await fixture.runWorkflow(trigger, contact);
		expect(trigger.executions).toHaveLength(1);
		await fixture.runWorkflow(trigger, contact, { campaign: 'autumn' });
		expect(trigger.executions).toHaveLength(2);
		clock.mockReturnValue(Date.parse('2026-10-14T10:03:00Z'));
		await fixture.runWorkflow(trigger, contact);
		expect(trigger.executions).toHaveLength(3);
		clock.mockRestore();
	});
});

describe('a run that n8n cannot start', () => {
	let failures = 0;
	const failing = (trigger: HostedTrigger, times: number) => {
		failures = 0;
		trigger.run = async () => {
			if ((failures += 1) <= times) throw new Error('n8n has no database');
			return await Promise.resolve();
		};
	};

	it('gets 429 instead of 500, so that HighLevel delivers the event again', async () => {
		const trigger = fixture.appTrigger();
		failing(trigger, 2);
		const contact = fixture.contact();
		const delivery = await fixture.tags(contact, ['web', 'vip']);
		await fixture.webhooks.idle();
		expect(delivery.statuses).toEqual([429, 429, 200]);
		// The first two of these executions never came to be in n8n.
		expect(told(trigger)).toEqual(['vip', 'vip', 'vip']);
		expect((await fixture.tags(contact, ['web', 'vip'])).answer).toBe('Nothing to do');
	});

	it('leaves nothing behind: what was new is new the next time', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.tags(contact, ['web']);
		fixture.webhooks.retriesMs = [];
		failing(trigger, 1);
		await fixture.tags(contact, ['web', 'vip']);
		await fixture.tags(contact, ['web', 'vip', 'gold']);
		expect(told(trigger)).toEqual(['web', 'vip', 'vip', 'gold']);
	});

	it('is told in the same way when the credential is missing', async () => {
		delete fixture.n8n.credentials.highLevelWebhookApi;
		const trigger = fixture.workflowTrigger();
		expect((await post(`${trigger.url()}?secret=x`, '{}')).status).toBe(429);
		expect(fixture.n8n.failures).toHaveLength(1);
	});
});

describe('while n8n starts the run of a delivery', () => {
	/** The next run begins and ends when it is told to; all later ones at once. */
	function held(trigger: HostedTrigger) {
		let finish: (error?: Error) => void = () => {};
		const started = new Promise<void>((resolve) => {
			trigger.run = async () => {
				trigger.run = async () => await Promise.resolve();
				await new Promise<void>((done, fail) => {
					finish = (error) => (error ? fail(error) : done());
					resolve();
				});
			};
		});
		return { started, finish: (error?: Error) => finish(error) };
	}

	const waitAMoment = async () => await new Promise((resolve) => setTimeout(resolve, 100));

	it.each([
		['is not run when the first one was', undefined, 200, 'Nothing to do', 1],
		['is run when the first one was not', new Error('n8n has no database'), 429, '', 2],
	])('a repeat waits, and %s', async (_what, error, status, answer, runs) => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		const { started, finish } = held(trigger);
		fixture.webhooks.retriesMs = [];
		const first = fixture.tags(contact, ['vip'], same);
		await started;
		const second = fixture.tags(contact, ['vip'], same);
		await waitAMoment();
		expect(trigger.executions).toHaveLength(1);
		finish(error);
		expect((await first).statuses).toEqual([status]);
		expect(await second).toMatchObject({ statuses: [200], answer });
		expect(trigger.executions).toHaveLength(runs);
	});

	it('other tags of the contact wait, and other contacts do not', async () => {
		const trigger = fixture.appTrigger();
		const nora = fixture.contact();
		await fixture.tags(nora, ['web']);
		const { started, finish } = held(trigger);
		const first = fixture.tags(nora, ['web', 'vip']);
		await started;
		const second = fixture.tags(nora, ['web', 'vip', 'gold']);
		await fixture.tags(fixture.contact({ phone: '+14155550118' }), ['other']);
		await waitAMoment();
		expect(told(trigger)).toEqual(['web', 'vip', 'other']);
		finish();
		await Promise.all([first, second]);
		expect(told(trigger)).toEqual(['web', 'vip', 'other', 'gold']);
	});
});

it('loses no event when nothing can be remembered', async () => {
	const file = join(process.env.N8N_USER_FOLDER ?? '', 'no-folder');
	writeFileSync(file, '');
	process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = join(file, 'ledger.sqlite');
	const trigger = fixture.appTrigger();
	const contact = fixture.contact();
	for (const tags of [
		['web', 'vip'],
		['web', 'vip', 'gold'],
	])
		await fixture.tags(contact, tags);
	expect(told(trigger)).toEqual(['vip', 'gold']);
	expect(fixture.n8n.logs.join()).toContain('cannot remember which events it has handled');
});

it('uses the ledger that is chosen, and loses no event when that cannot be reached', async () => {
	fixture.n8n.credentials.postgres = { host: '127.0.0.1', port: 1, user: 'n8n', password: '' };
	const trigger = fixture.appTrigger({ options: { ledger: 'postgres' } });
	const contact = fixture.contact();
	for (let time = 0; time < 2; time++) await fixture.tags(contact, ['vip'], same);
	expect(told(trigger)).toEqual(['vip', 'vip']);
	expect(fixture.n8n.logs.join()).toMatch(
		/cannot remember which events it has handled: .*Postgres/,
	);
});
