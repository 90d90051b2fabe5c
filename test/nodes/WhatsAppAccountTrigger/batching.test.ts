import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { TestCredentialsHelper } from '../../harness/credentialsHelper';
import { DeliveryBatching, LIMITS } from '../../../nodes/WhatsAppAccountTrigger/delivery/batching';
import type { HostedTrigger } from '../../harness/triggerHost';
import {
	allAccounts,
	APP,
	message,
	post,
	SALES,
	WhatsAppTriggerFixture,
	sign,
} from './whatsAppTriggerFixture';

/** A message of somebody else than all others. */
function from(person: number, id = `wamid.${person}`): object {
	const text = JSON.stringify(message(SALES, id));
	return JSON.parse(text.replace(/"from":"\d+"/, `"from":"1415555${2000 + person}"`)) as object;
}

describe('messages that come while the workflow runs', () => {
	const fixture = new WhatsAppTriggerFixture();
	let trigger: HostedTrigger;
	/** Ends the oldest run that has not ended. */
	let ends: Array<(well: boolean) => void>;
	/** Every delivery that has reached the batching. */
	let taken: jest.SpyInstance<unknown, Parameters<DeliveryBatching<unknown>['take']>>;
	beforeEach(async () => {
		// How fast this machine is must not matter here.
		jest.replaceProperty(LIMITS, 'patienceMs', 60_000);
		taken = jest.spyOn(DeliveryBatching.prototype, 'take');
		await fixture.start();
		// What failed in one test is a retry in no other.
		trigger = fixture.n8n.add(allAccounts(), randomUUID());
		trigger.serve();
		ends = [];
		trigger.run = async () =>
			await new Promise<void>((resolve, reject) => {
				ends.push((well) => (well ? resolve() : reject(new Error('HighLevel is down'))));
			});
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await fixture.stop();
	});

	const ids = () =>
		trigger.executions.map((items) => items.map(({ key }) => String(key).split('.')[1]));
	const until = async (holds: () => boolean) => {
		while (!holds()) await new Promise((done) => setTimeout(done, 5));
	};
	const endNext = async (well = true) => {
		await until(() => ends.length > 0);
		ends.shift()?.(well);
	};
	/** One after the other, so that their order is known. */
	const sendAll = async (bodies: object[], signal?: AbortSignal) => {
		const answers = [];
		for (const body of bodies) {
			const before = taken.mock.calls.length;
			const answer = post(trigger, body, undefined, signal);
			answer.catch(() => undefined);
			answers.push(answer);
			await until(() => taken.mock.calls.length > before);
		}
		return answers;
	};
	const statuses = async (answers: Array<ReturnType<typeof post>>) =>
		(await Promise.all(answers)).map(({ status }) => status);

	it('become the items of the next run and get its answer', async () => {
		const answers = await sendAll([1, 2, 3, 4].map((person) => from(person)));
		await endNext();
		await endNext();
		expect(await statuses(answers)).toEqual([200, 200, 200, 200]);
		expect(ids()).toEqual([['1'], ['2', '3', '4']]);
	});

	it('are all refused when that run fails, and then try in smaller runs until one fails alone', async () => {
		const bodies = [0, 1, 2, 3, 4].map((person) => from(person));
		const first = await sendAll(bodies);
		await endNext();
		await endNext(false);
		expect(await statuses(first)).toEqual([200, 500, 500, 500, 500]);

		const poison = '3';
		trigger.run = async () => {
			if (ids().at(-1)?.includes(poison)) throw new Error('Cannot handle this');
			await Promise.resolve();
		};
		const answered: Record<string, number[]> = {};
		for (let round = 0; round < 3; round++) {
			const again = [1, 2, 3, 4].filter((person) => answered[person]?.at(-1) !== 200);
			const got = await statuses(again.map((person) => post(trigger, from(person))));
			again.forEach((person, i) => (answered[person] ??= []).push(got[i] ?? 0));
		}
		for (const person of [1, 2, 4]) expect(answered[person]?.at(-1)).toBe(200);
		expect(answered[poison]).toEqual([500, 500, 500]);
		expect(ids().at(-1)).toEqual([poison]);
	});

	it('run in their order when they are of one person', async () => {
		const answers = await sendAll([from(1, 'wamid.A'), from(1, 'wamid.B'), from(1, 'wamid.C')]);
		expect(ids()).toEqual([['A']]);
		await endNext();
		await endNext();
		expect(await statuses(answers)).toEqual([200, 200, 200]);
		expect(ids()).toEqual([['A'], ['B', 'C']]);
	});

	it('are left out when WhatsApp has hung up, because it delivers them again', async () => {
		const [first] = await sendAll([from(1)]);
		const abort = new AbortController();
		const hungUp = await sendAll([from(2), from(3)], abort.signal);
		const [last] = await sendAll([from(4)]);
		abort.abort();
		for (const one of hungUp) await expect(one).rejects.toThrow(axios.CanceledError);
		await until(() => taken.mock.calls.filter(([delivery]) => delivery.isGone()).length === 2);
		await endNext();
		await endNext();
		expect((await first)?.status).toBe(200);
		expect((await last)?.status).toBe(200);
		expect(ids()).toEqual([['1'], ['4']]);
	});

	it("are at most as many in a run as 'Maximum Messages in a Run' says", async () => {
		trigger.parameters = allAccounts({ options: { maxMessages: 2 } });
		const answers = await sendAll([1, 2, 3, 4].map((person) => from(person)));
		for (let run = 0; run < 3; run++) await endNext();
		expect(await statuses(answers)).toEqual([200, 200, 200, 200]);
		expect(ids()).toEqual([['1'], ['2', '3'], ['4']]);
	});

	it('do not wait when every message is a run of its own', async () => {
		trigger.parameters = allAccounts({ options: { maxMessages: 1 } });
		const answers = await sendAll([1, 2, 3].map((person) => from(person)));
		await until(() => ends.length === 3);
		for (let run = 0; run < 3; run++) await endNext();
		expect(await statuses(answers)).toEqual([200, 200, 200]);
		expect(ids()).toEqual([['1'], ['2'], ['3']]);
	});
});

describe('the App Secret', () => {
	const fixture = new WhatsAppTriggerFixture();
	afterEach(async () => await fixture.stop());

	afterEach(() => jest.restoreAllMocks());

	it('is taken out of the credential once for many messages', async () => {
		await fixture.start();
		const trigger = fixture.n8n.add(allAccounts());
		trigger.serve();
		await post(trigger, from(0));
		const read = jest.spyOn(TestCredentialsHelper.prototype, 'getDecrypted');
		for (let person = 1; person < 6; person++) await post(trigger, from(person));
		expect(trigger.executions).toHaveLength(6);
		expect(read).not.toHaveBeenCalled();
	});

	it('works as soon as it is changed, and the old one no longer than a minute', async () => {
		await fixture.start();
		const trigger = fixture.n8n.add(allAccounts());
		trigger.serve();
		expect((await post(trigger, from(1))).status).toBe(200);
		Object.assign(fixture.n8n.credentials.whatsAppCloudApi ?? {}, { appSecret: 'new' });
		let seconds = 2;
		const { now } = Date;
		jest.spyOn(Date, 'now').mockImplementation(() => now() + seconds * 1_000);
		const withSecret = async (person: number, secret: string) => {
			const bytes = Buffer.from(JSON.stringify(from(person)));
			return (await post(trigger, bytes, sign(bytes, secret))).status;
		};
		expect(await withSecret(2, 'new')).toBe(200);
		expect(await withSecret(3, 'another')).toBe(401);
		seconds = 63;
		expect(await withSecret(4, APP.secret)).toBe(401);
	});
});
