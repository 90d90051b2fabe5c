import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { readMessage } from '../../../highlevel/sentMessage';
import { readAppEvent } from '../../../highlevel/webhooks/appEvent';
import type { Ledger } from '../../../ledger/ledger';
import { SqliteDatabase } from '../../../ledger/sqlite';
import { LedgerStore } from '../../../ledger/store';
import { noteReplies } from '../../../nodes/shared/replies/noteReplies';
import { compilePlan } from '../../../routing/compiledPlan';
import { decide } from '../../../routing/decide/decide';
import { namedStaff } from '../../../routing/keptPlan';
import { accountToRemember, ledgerNeeds } from '../../../routing/ledgerNeeds';
import { MINUTE } from '../../../routing/model/durations';
import type { LedgerState } from '../../../routing/model/state';
import { identitiesOf } from '../../../routing/model/touch';
import type { ToldMessage } from '../../../routing/waits/toldMessage';
import { outboundPayload } from '../../../sandbox/highlevel/webhooksPayloads';
import { byId, plan, SALES, touch, user, USERS, WEDNESDAY } from '../../routing/builders';

const LOCATION = 'Lq7RkT2mXc9VbN4sWzHd';
const rules = plan({
	fallback: user('u1'),
	replyTimes: [{ within: 30, time: 'always' }],
	replies: { bots: [byId('u8')] },
});
const compiled = compilePlan(rules);
const kept = { hash: 'plan', plan: rules, ...namedStaff(USERS, undefined) };
const contact = { id: 'c1', phone: '+12025550111' };
/** After all that happens. */
const NOW = WEDNESDAY + 600 * MINUTE;

let store: LedgerStore;
beforeAll(async () => (store = await LedgerStore.open(await SqliteDatabase.open(':memory:'))));
afterAll(async () => await store.close());

/** A message to the contact, and by which ways it becomes known, how often. */
interface Sent {
	minute: number;
	source: 'app' | 'workflow' | 'api' | null;
	userId: 'u1' | 'u2' | 'u8' | null;
	status: 'sent' | 'failed';
	ways: readonly Way[];
}
type Way = 'export' | 'webhook' | 'documentedWebhook' | 'echo';

const sent: fc.Arbitrary<Sent> = fc.record({
	minute: fc.integer({ min: 0, max: 300 }),
	source: fc.constantFrom('app', 'workflow', 'api', null),
	userId: fc.constantFrom('u1', 'u2', 'u8', null),
	status: fc.constantFrom('sent', 'sent', 'sent', 'failed'),
	ways: fc.array(fc.constantFrom<Way>('export', 'webhook', 'documentedWebhook', 'echo'), {
		minLength: 1,
		maxLength: 5,
	}),
});

/** As one of the ways tells it. */
function told(one: Sent, number: number, way: Way): ToldMessage {
	const dateAdded = new Date(WEDNESDAY + one.minute * MINUTE).toISOString();
	const wamid = `wamid.${number}`;
	if (way === 'echo') return echo(wamid, Date.parse(dateAdded));
	const message = {
		...{ id: `m${number}`, type: 19, messageType: 'TYPE_WHATSAPP', locationId: LOCATION },
		...{ contactId: contact.id, conversationId: 'x', dateAdded, dateUpdated: dateAdded },
		...{ body: 'Hi', direction: 'outbound' as const, status: one.status, altId: wamid },
		...{ contentType: 'text/plain', attachments: [] },
		...(one.source && { source: one.source }),
		...(one.userId && { userId: one.userId }),
	};
	if (way === 'export') return certain(readMessage(message));
	const body = {
		type: 'OutboundMessage',
		...outboundPayload(message, way === 'webhook' ? 'live' : 'documented'),
		webhookId: randomUUID(),
	};
	return certain(readAppEvent(body, Buffer.from(JSON.stringify(body)), NOW)?.told);
}

/** Of the phone: only for messages that HighLevel says nothing of. */
function echo(wamid: string, at: number): ToldMessage {
	return {
		ids: [`wamid:${wamid}`],
		contact: identitiesOf({ phone: contact.phone }),
		at,
		account: SALES.id,
		facts: {
			...{ from: 'phone', direction: 'outbound', status: 'sent', type: 'text', byBot: false },
			...{ source: null, userId: null, call: null },
		},
	};
}

function certain<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('it cannot be read');
	return value;
}

async function ask(ledger: Ledger, minute: number, who = contact): Promise<void> {
	const one = touch({
		key: `${who.id} asked ${minute}`,
		contact: who,
		message: { text: 'Hello?', time: new Date(WEDNESDAY + minute * MINUTE).toISOString() },
	});
	const options = { kept: { plan: kept.hash, staff: kept.staffHash } };
	const request = {
		key: one.key,
		needs: ledgerNeeds(compiled, one, USERS, NOW),
		decide: (state: LedgerState) => decide(compiled, one, { ...state, users: USERS }, NOW, options),
		account: accountToRemember(one),
		reassignment: null,
		instead: null,
		kept: { plan: kept, touch: one },
	};
	await ledger.decide([request], NOW, null);
}

/** What is known in the end, as people look it up. */
async function outcome(steps: ReadonlyArray<ToldMessage | number>) {
	const ledger = store.ledger(`${LOCATION} ${randomUUID()}`);
	// Who is a bot is known from a decision about somebody else.
	await ask(ledger, 0, { id: 'c2', phone: '+12025550122' });
	for (const step of steps) {
		if (typeof step === 'number') await ask(ledger, step);
		else await noteReplies(ledger, [step]);
	}
	const history = await ledger.records.historyOf(identitiesOf(contact));
	const waits = (history?.waits ?? []).map((wait) => ({
		asked: (wait.askedAt - WEDNESDAY) / MINUTE,
		ended: wait.ended,
		by: wait.answeredBy,
		how: wait.answeredHow,
		at: wait.answeredAt === null ? null : (wait.answeredAt - WEDNESDAY) / MINUTE,
	}));
	return waits.sort((a, b) => a.asked - b.asked);
}

it('the same is known of answers in whatever order, how often and by whatever ways they are told', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 3 }),
			fc.array(sent, { maxLength: 4 }),
			fc.infiniteStream(fc.nat()),
			async (asks, messages, order) => {
				const all = messages.flatMap((one, number) =>
					one.ways.map((way) => told(one, number, way)),
				);
				const inOrder = [...asks].sort((a, b) => a - b);
				const expected = await outcome([inOrder[0] ?? 0, ...all, ...inOrder.slice(1)]);
				const shuffled = [...all, ...asks].map((step) => ({ step, place: order.next().value }));
				shuffled.sort((a, b) => a.place - b.place);
				const found = await outcome(shuffled.map(({ step }) => step));
				expect(found).toEqual(expected);
			},
		),
		{ numRuns: 80 },
	);
}, 120_000);

it('two questions that were decided only after the answer are answered together', async () => {
	const answer = {
		minute: 2,
		source: 'app',
		userId: 'u1',
		status: 'sent',
		ways: ['export'],
	} as const;
	const found = await outcome([0, told(answer, 1, 'export'), 1]);
	expect(found).toEqual([{ asked: 0, ended: 'answered', by: 'u1', how: 'highLevel', at: 2 }]);
});
