import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import type { HostedTrigger } from '../../harness/triggerHost';
import {
	allAccounts,
	message,
	post,
	SALES,
	WhatsAppTriggerFixture,
	SUPPORT,
} from './whatsAppTriggerFixture';

describe('a message that WhatsApp delivers again', () => {
	const fixture = new WhatsAppTriggerFixture();
	let trigger: HostedTrigger;
	beforeEach(async () => {
		await fixture.start();
		trigger = fixture.n8n.add(allAccounts());
		trigger.serve();
	});
	afterEach(async () => await fixture.stop());

	it('does not run the workflow again after a run that went well', async () => {
		await post(trigger, message(SALES, 'wamid.A'));
		const again = await post(trigger, message(SALES, 'wamid.A'));
		expect(again).toMatchObject({ status: 200, data: 'Nothing to do' });
		expect(trigger.executions).toHaveLength(1);
		await post(trigger, message(SALES, 'wamid.B'));
		await post(trigger, message(SUPPORT, 'wamid.A'));
		expect(trigger.executions).toHaveLength(3);
	});

	it('runs the workflow again after a run that failed', async () => {
		trigger.run = async () => await Promise.reject(new Error('HighLevel is down'));
		expect(await post(trigger, message(SALES))).toMatchObject({ status: 500 });
		trigger.run = async () => await Promise.resolve();
		expect(await post(trigger, message(SALES))).toMatchObject({ status: 200 });
		await post(trigger, message(SALES));
		expect(trigger.executions).toHaveLength(2);
	});

	it('waits for the end of the first run', async () => {
		let finish = () => {};
		let fail: (error: Error) => void = () => {};
		const begun: Array<() => void> = [];
		trigger.run = async () =>
			await new Promise<void>((resolve, reject) => {
				[finish, fail] = [resolve, reject];
				begun.shift()?.();
			});
		const running = async () => await new Promise<void>((resolve) => begun.push(resolve));

		let started = running();
		const first = post(trigger, message(SALES));
		await started;
		const second = post(trigger, message(SALES));
		started = running();
		fail(new Error('HighLevel is down'));
		expect((await first).status).toBe(500);
		await started;
		const third = post(trigger, message(SALES));
		finish();
		expect((await second).status).toBe(200);
		expect(await third).toMatchObject({ status: 200, data: 'Nothing to do' });
		expect(trigger.executions).toHaveLength(2);
	});

	it.each([
		['does not run again when the run went well', true],
		['runs again when the run failed', false],
	])('after WhatsApp had hung up, %s', async (_what, well) => {
		let finish = () => {};
		trigger.run = async () =>
			await new Promise<void>((resolve, reject) => {
				finish = well ? resolve : () => reject(new Error('HighLevel is down'));
			});
		const abort = new AbortController();
		const first = post(trigger, message(SALES), undefined, abort.signal);
		while (trigger.executions.length === 0) await new Promise((done) => setTimeout(done, 5));
		abort.abort();
		await expect(first).rejects.toThrow(axios.CanceledError);
		const second = post(trigger, message(SALES));
		trigger.run = async () => await Promise.resolve();
		finish();
		expect((await second).status).toBe(200);
		expect(trigger.executions).toHaveLength(well ? 1 : 2);
	});

	it('comes without those of its batch that were handled', async () => {
		await post(trigger, message(SALES, 'wamid.A'));
		const batch = message(SALES, 'wamid.A') as { entry: object[] };
		batch.entry.push(...(message(SALES, 'wamid.B') as { entry: object[] }).entry);
		await post(trigger, batch);
		expect(trigger.executions.map((items) => items.map(({ key }) => key))).toEqual([
			[`msg:${SALES}:wamid.A`],
			[`msg:${SALES}:wamid.B`],
		]);
	});

	it('runs a workflow of its own in every workflow', async () => {
		const other = fixture.n8n.add(allAccounts(), 'two');
		other.serve();
		await post(trigger, message(SALES));
		await post(other, message(SALES));
		expect(other.executions).toHaveLength(1);
	});

	it('is lost in no way when nothing can be remembered', async () => {
		const file = join(process.env.N8N_USER_FOLDER ?? '', 'no-folder');
		writeFileSync(file, '');
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = join(file, 'ledger.sqlite');
		expect((await post(trigger, message(SALES))).status).toBe(200);
		expect((await post(trigger, message(SALES))).status).toBe(200);
		expect(trigger.executions).toHaveLength(2);
		expect(fixture.n8n.logs.join()).toContain('cannot remember which messages it has handled');
	});
});

it('runs every message in a test run', async () => {
	const fixture = new WhatsAppTriggerFixture();
	await fixture.start();
	const trigger = fixture.n8n.add(allAccounts());
	await trigger.listen();
	for (let i = 0; i < 2; i++) {
		await fixture.meta.send({
			to: SALES,
			from: { phone: '14155550117' },
			id: 'wamid.A',
			text: 'Hi',
		});
	}
	expect(trigger.testExecutions).toHaveLength(2);
	await trigger.stopListening();
	await fixture.stop();
});
