import { readReplies, readRepliesTo, type ReplyReading } from '../../highlevel/replies';
import { HighLevelError } from '../../highlevel/errors';
import { ALL_SCOPES, DEFAULT_SCOPES, type HighLevelSandboxOptions } from '../../sandbox/highlevel';
import { MINUTE } from '../../routing/model/durations';
import { ContractWatch } from '../harness/highLevelContract';
import { demoLocation } from '../../sandbox/highlevel';
import { manualClock } from '../sandbox/highlevel/client';
import { LocationFixture, marcus, sofia, TOKEN } from './locationFixture';

const location = new LocationFixture();
const watch = new ContractWatch();
let clock: ReturnType<typeof manualClock>;

const token = (scopes: string[]) => ({ token: TOKEN, locationId: demoLocation.id, scopes });
const start = async (options: HighLevelSandboxOptions = {}) => {
	clock = manualClock();
	await location.start({
		clock: clock.now,
		tokens: [token(ALL_SCOPES)],
		onRequest: watch.onRequest,
		...options,
	});
};
beforeEach(async () => await start());
afterEach(async () => {
	await location.stop();
	watch.verify();
});

const seed = () => location.sandbox.contacts.seedContact({ phone: '+12025550143' }).id;
const send: typeof location.sandbox.messages.send = (...message) =>
	location.sandbox.messages.send(...message);
const read = async (reading: Partial<ReplyReading> = {}) =>
	await readReplies(location.client(), {
		...{ position: null, since: clock.now() - 10 * MINUTE, email: false, now: clock.now() },
		...reading,
	});
const idOf = ({ id }: { id: string }) => `message:${id}`;
const idsIn = ({ replies }: Awaited<ReturnType<typeof read>>) => replies.map(({ ids }) => ids[0]);

it('tells who wrote what kind of message when, and never its text', async () => {
	const contact = seed();
	const app = send(contact, 'app', { userId: sofia.id, body: 'secret text' });
	clock.forward(1_000);
	const call = send(contact, 'call', { userId: marcus.id, call: { status: 'busy', seconds: 3 } });
	const found = await read();
	expect(found.replies).toEqual([
		{
			ids: [idOf(app), `wamid:${app.altId}`],
			contact: [`highLevel:${contact}`],
			at: clock.now() - 1_000,
			account: null,
			facts: {
				...{ from: 'highLevel', direction: 'outbound', status: 'delivered', byBot: false },
				...{ type: 'TYPE_WHATSAPP', source: 'app', userId: sofia.id, call: null },
			},
		},
		{
			ids: [idOf(call)],
			contact: [`highLevel:${contact}`],
			at: clock.now(),
			account: null,
			facts: {
				...{ from: 'highLevel', direction: 'outbound', status: 'sent', byBot: false },
				...{ type: 'TYPE_CALL', source: null, userId: marcus.id },
				call: { status: 'busy', seconds: 3 },
			},
		},
	]);
	expect(JSON.stringify(found)).not.toContain('secret');
});

it('takes one request when nothing is new, and leaves out what contacts write', async () => {
	send(seed(), 'contact');
	expect(await read()).toMatchObject({ replies: [], complete: true });
	expect(location.log).toEqual(['GET /conversations/messages/export']);
});

it('begins with the oldest open question', async () => {
	const contact = seed();
	const since = clock.now();
	send(contact, 'app', { at: since - 5 * MINUTE });
	const answer = send(contact, 'app', { at: since + 1 });
	clock.forward(MINUTE);
	expect(idsIn(await read({ since }))).toEqual([idOf(answer)]);
	const longAgo = { messages: since - 60 * MINUTE, emails: null };
	expect(idsIn(await read({ since, position: longAgo }))).toEqual([idOf(answer)]);
});

it('goes on where it was, and finds what came into the list late', async () => {
	const contact = seed();
	location.sandbox.messages.setExportLag(30_000);
	const before = clock.now();
	const first = await read();
	const late = send(contact, 'app');
	clock.forward(10_000);
	const second = await read({ position: first.position });
	expect(idsIn(second)).toEqual([]);
	// Nobody may go by it as long as the list may be behind.
	expect(second.upTo).toBeLessThan(before);
	clock.forward(MINUTE);
	const third = await read({ position: second.position });
	expect(idsIn(third)).toEqual([idOf(late)]);
	expect(third.upTo).toBeGreaterThan(before);
});

it('reads page by page, oldest first', async () => {
	const contact = seed();
	const sent = Array.from({ length: 1_203 }, (_, index) =>
		send(contact, 'workflow', { at: clock.now() - 5 * MINUTE + index }),
	);
	const found = await read();
	expect(idsIn(found)).toEqual(sent.map(idOf));
	expect(location.log).toHaveLength(3);
	expect(found.complete).toBe(true);
});

it('says how far it has come with too many for one time, and goes on there', async () => {
	const contact = seed();
	const sent = Array.from({ length: 1_100 }, (_, index) =>
		send(contact, 'workflow', { at: clock.now() - 60 * MINUTE + index }),
	);
	const since = clock.now() - 60 * MINUTE;
	const one = await read({ since, mayGoOn: () => false });
	expect(one.complete).toBe(false);
	expect(one.replies).toHaveLength(500);
	expect(one.upTo).toBeLessThan(since + 500);
	const found = new Set(idsIn(one));
	let { position } = one;
	for (let reading = 0; reading < 3; reading++) {
		const next = await read({ since, position, mayGoOn: () => false });
		for (const id of idsIn(next)) found.add(id);
		position = next.position;
	}
	expect(found).toEqual(new Set(sent.map(idOf)));
});

it('gets past more messages of one moment than it reads at a time', async () => {
	const contact = seed();
	for (let sent = 0; sent < 600; sent++) send(contact, 'bulkActions');
	clock.forward(10 * MINUTE);
	const after = send(contact, 'app');
	let { position } = await read({ mayGoOn: () => false });
	for (let reading = 0; reading < 2; reading++) {
		clock.forward(MINUTE);
		const next = await read({ position, mayGoOn: () => false });
		if (idsIn(next).includes(idOf(after))) return;
		position = next.position;
	}
	throw new Error('the message after them was not read');
});

it('reads e-mails, which have a list of their own, when they are answers', async () => {
	const contact = seed();
	const email = send(contact, 'email', { userId: sofia.id });
	expect(idsIn(await read())).toEqual([]);
	const found = await read({ email: true });
	expect(idsIn(found)).toEqual([idOf(email)]);
	expect(found.position.emails).not.toBeNull();
});

it('knows no wamid of messages that others add', async () => {
	const { altId } = send(seed(), 'api', { altId: 'gateway-17' });
	expect(altId).toBe('gateway-17');
	expect((await read()).replies[0]?.ids).toHaveLength(1);
});

it('says that a failed message failed', async () => {
	const { id } = send(seed(), 'app');
	location.sandbox.messages.changeStatus(id, 'failed');
	expect((await read()).replies[0]?.facts.status).toBe('failed');
});

it('names the permission that the token lacks', async () => {
	await location.stop();
	await start({ tokens: [token(DEFAULT_SCOPES)] });
	const refusal = await read().catch((error: unknown) => error);
	expect(refusal).toBeInstanceOf(HighLevelError);
	expect(refusal).toMatchObject({
		kind: 'credential',
		description: expect.stringContaining("'View Conversation Messages'"),
	});
});

it('does not read a list without end for ever', async () => {
	const body = { messages: [], nextCursor: 'again', total: 9 };
	location.sandbox.faults.add({
		path: '/conversations/messages/export',
		effect: { kind: 'status', status: 200, body },
	});
	await expect(read()).rejects.toThrow("HighLevel's list of messages has no end");
});

it('passes over entries that cannot be read', async () => {
	const body = { messages: [null, { id: 'x' }, 'text'], total: 3 };
	location.sandbox.faults.add({
		path: '/conversations/messages/export',
		effect: { kind: 'status', status: 200, body },
	});
	expect((await read()).replies).toEqual([]);
});

it('reads what was sent to one contact since a question', async () => {
	const [one, other] = [seed(), location.sandbox.contacts.seedContact({}).id];
	const asked = clock.now();
	send(one, 'app', { at: asked - 1 });
	const answer = send(one, 'app', { at: asked + 1 });
	send(other, 'app', { at: asked + 1 });
	const found = await readRepliesTo(location.client(), one, asked, false);
	expect(found.map(({ ids }) => ids[0])).toEqual([idOf(answer)]);
});
