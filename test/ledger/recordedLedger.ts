import type { Recorded } from '../../ledger/ledger';
import type { LedgerStore } from '../../ledger/store';
import { memoryOf } from '../../nodes/shared/trigger/contactMemory';
import { writtenOwner } from '../../nodes/shared/ledger/opportunityMemory';
import type { LedgerState } from '../../routing/model/state';
import { identitiesOf, type Touch } from '../../routing/model/touch';
import { SALES, SUPPORT, WEDNESDAY, byId, team, touch, user } from '../routing/builders';
import { LedgerFixture, RESERVED_MS } from './ledgerFixture';
import { DAY, MINUTE } from '../../routing/model/durations';

/** When the ledgers of `test/fixtures/ledger` were recorded. */
export const RECORDED_AT = WEDNESDAY;

export const LOCATIONS = {
	north: { locationId: 'location-north', account: 'https://services.leadconnectorhq.com' },
	south: { locationId: 'location-south', account: 'https://services.leadconnectorhq.com' },
};

const EVENING = {
	name: 'Evening',
	timeZone: 'America/New_York',
	hours: [{ days: ['monday', 'tuesday', 'wednesday', 'thursday'], from: '18:00', to: '22:00' }],
};

/** Ann, Ben and Cleo take turns in sales; Dan does support, in the evening. */
export const NORTH_PLAN = {
	rules: [
		{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Sales') },
		{ name: 'Support', when: { accounts: [byId(SUPPORT.id)] }, target: user('u4') },
	],
	teams: [{ name: 'Sales', members: ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id) })) }],
	people: [
		{ user: byId('u1'), limits: [{ max: 50, per: 'day', window: 'rolling' }] },
		{ user: byId('u4'), works: 'Evening' },
	],
	schedules: [EVENING],
	whenNobody: 'wait',
	owners: { mode: 'first', whenUnavailable: 'reassign' },
};

/** An owner for each account; in sales whoever has fewest open contacts. */
export const SOUTH_PLAN = {
	rules: [
		{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Sales') },
		{ name: 'Support', when: { accounts: [byId(SUPPORT.id)] }, target: user('u2') },
	],
	teams: [
		{
			name: 'Sales',
			strategy: 'fewestOpen',
			members: ['u1', 'u3'].map((id) => ({ user: byId(id) })),
		},
	],
	owners: { mode: 'separate' },
};

type Contact = Partial<Touch['contact']>;

/** Who is known by what. */
const PEOPLE = {
	nora: { phone: '+14155550101', whatsappUserId: 'US.1001', parentUserId: 'US.ENT.1' },
	luis: { phone: '+5215512345678' },
	ana: { phone: '+551187654321' },
	mateo: { phone: '+5491123456789' },
	awa: { phone: '+22507123456' },
	released: { phone: null, whatsappUserId: 'US.2002' },
	expired: { phone: '+14155550103' },
	turnGivenBack: { phone: '+14155550104' },
	turnTakenAgain: { phone: '+14155550105' },
	closed: { phone: '+14155550106' },
	ownerCleared: { phone: '+14155550107' },
	forgotten: { phone: '+14155550108' },
	waits: { phone: '+14155550109' },
	waited: { phone: '+14155550110' },
	two: { phone: '+14155550111' },
	twoByUserId: { phone: null, whatsappUserId: 'US.2003' },
	renamed: { phone: '+14155550112', whatsappUserId: 'US.2004' },
	handedOver: { phone: '+14155550113' },
	handedBack: { phone: '+14155550114' },
	left: { phone: '+14155550115' },
	accountMoved: { phone: '+14155550116' },
	replaced: { phone: '+14155550117' },
	reserved: { phone: '+14155550118' },
	nobodys: { phone: '+14155550119' },
} satisfies Record<string, Contact>;

/** Other identities of these people, as they turn up later or are known from elsewhere. */
const ALSO = {
	noraByUserId: { phone: null, whatsappUserId: 'US.1001' },
	noraByParentUserId: { phone: null, whatsappUserId: 'US.9', parentUserId: 'US.ENT.1' },
	noraInHighLevel: { id: 'hl-nora', phone: null },
	luisToday: { phone: '+525512345678' },
	anaToday: { phone: '+5511987654321' },
	mateoWithout9: { phone: '+541123456789' },
	awaToday: { phone: '+2250707123456' },
	renamedToday: { phone: '+14155550192' },
	unknown: { phone: '+14155550193' },
} satisfies Record<string, Contact>;

const EVERYBODY: Record<string, Contact> = { ...PEOPLE, ...ALSO };

/** A message of one of them. */
function messageOf(name: string, more: Parameters<typeof touch>[0] = {}): Touch {
	const contact = { id: null, name: null, ...EVERYBODY[name], ...more.contact };
	return touch({ key: `msg:${name}`, ...more, contact });
}

/** The keys of all decisions in the north, in the order in which they were made. */
const KEYS = [
	...Object.keys(PEOPLE).map((name) => `msg:${name}`),
	...['msg:nora:2', 'msg:two:2', 'msg:renamed:2', 'msg:luis:2', 'msg:replaced:2', 'msg:unheard'],
	...[
		'move:handedOver',
		'move:handedBack',
		'moveBack:handedBack',
		'move:left',
		'move:accountMoved',
	],
];

const SOUTH_KEYS = ['msg:nora', 'msg:nora:support', 'msg:luis', 'msg:ana', 'msg:mateo'];

const ABOUT = ['handOver u8', 'handBack u8', 'leaves u7', 'account wa-sales'];

/** The names of what triggers remember, for a contact that HighLevel knows. */
const NORA_MEMORY = memoryOf('workflow-1', LOCATIONS.north.locationId, { id: 'hl-nora' });
const BEN_MEMORY = memoryOf('workflow-1', null, { phone: '+14155550120' });
const OPPORTUNITY = {
	locationId: LOCATIONS.north.locationId,
	opportunityId: 'o1',
	ownerId: 'u1',
};
const HANDLED = [
	'msg:1001:wamid.NORA',
	'workflow-1 node-1 highlevel d-1',
	NORA_MEMORY.created,
	NORA_MEMORY.createdFound,
	writtenOwner(OPPORTUNITY, RECORDED_AT),
];
const CURSOR = JSON.stringify(['search', 'workflow-1', 'node-1', 'account', 'location-north']);
const NORA_TAGGED = {
	locationId: LOCATIONS.north.locationId,
	identities: identitiesOf({ id: 'hl-nora', phone: '+14155550101' }),
};

/** What can be seen of one ledger, and changes nothing. */
async function readLedger(
	fixture: LedgerFixture,
	keys: readonly string[],
	names: readonly string[],
) {
	const { ledger, now } = fixture;
	const identities = names.map((name) => identitiesOf(messageOf(name).contact));
	const recalled = await ledger.recall(keys, now);
	const states: LedgerState[] = [];
	for (const name of names) states.push(await fixture.look(name, messageOf(name).contact));
	const snapshots = await ledger.contactSnapshots(identities, 0);
	const open = await ledger.areOpen(identities, now - 30 * DAY);
	const reassignments = [];
	for (const about of ABOUT)
		reassignments.push([about, await ledger.reassignments.decided(about, 0, now)]);
	return {
		decisions: Object.fromEntries(
			keys.map((key) => {
				const recorded = recalled.get(key);
				return [key, recorded ? summary(recorded) : null];
			}),
		),
		/** One of them as it is kept. */
		decision: recalled.get(keys[0] ?? ''),
		loads: Object.fromEntries(
			Object.entries(states[0]?.loads ?? {}).filter(([, { lastAssignedAt }]) => lastAssignedAt),
		),
		turns: states[0]?.turns,
		owners: byName(names, (i) => states[i]?.owners),
		snapshots: byName(names, (i) => snapshots[i]),
		open: names.filter((_, i) => open[i]),
		reassignments: Object.fromEntries(reassignments) as unknown,
		handOvers: await ledger.reassignments.handOvers(),
	};
}

/** Without those of whom nothing is known. */
function byName<T>(names: readonly string[], valueOf: (index: number) => T | null | undefined) {
	const values = names.map((name, i) => [name, valueOf(i)] as const);
	return Object.fromEntries(values.filter(([, value]) => value));
}

export interface Ledgers {
	north: LedgerFixture;
	testRuns: LedgerFixture;
	south: LedgerFixture;
}

/** Everything that was recorded, as it can be read without changing anything. */
export async function readAll(store: LedgerStore, { north, testRuns, south }: Ledgers) {
	const { contactTags, idempotencyKeys, cursors } = store;
	return {
		north: await readLedger(north, KEYS, Object.keys(EVERYBODY)),
		testRuns: await readLedger(testRuns, ['msg:nora'], ['nora', 'noraByUserId', 'luis']),
		south: await readLedger(south, SOUTH_KEYS, ['nora', 'luisToday', 'ana', 'mateo', 'closed']),
		handled: [...(await idempotencyKeys.done([...HANDLED, 'msg:never']))].sort(),
		unseenTags: await contactTags.unseenOfAll(
			[NORA_MEMORY.tags, NORA_MEMORY.fields, BEN_MEMORY.tags, 'nobody'].map((contact) => ({
				contact,
				tags: ['vip', 'web', 'email'],
				at: RECORDED_AT,
			})),
		),
		olderTags: await contactTags.unseen(NORA_MEMORY.tags, ['old'], RECORDED_AT - DAY),
		cursor: await cursors.read(CURSOR),
		noCursor: (await cursors.read('elsewhere')) ?? null,
	};
}

/** What the ledgers do next; each step builds on those before it. */
export async function goOn(store: LedgerStore, { north, testRuns, south }: Ledgers) {
	const results: unknown[] = [];
	const say = async (
		fixture: LedgerFixture,
		name: string,
		more: Parameters<typeof touch>[0] = {},
	) => {
		const recorded = await fixture.decide(messageOf(name, { key: `next:${name}`, ...more }));
		results.push([name, ...summary(recorded)]);
		return recorded;
	};
	const named = (name: string) => identitiesOf(messageOf(name).contact);

	// A message that comes again is no new decision.
	await say(north, 'nora', { key: 'msg:nora' });
	await say(north, 'waits', { key: 'msg:waits' });
	// Who was told to wait until yesterday is decided anew.
	await say(north, 'waited', { key: 'msg:waited' });
	// The next turns.
	for (const i of [1, 2, 3, 4]) {
		await say(north, 'unknown', { key: `next:${i}`, contact: { phone: `+1415555020${i}` } });
	}
	for (const name of Object.keys(ALSO)) await say(north, name);
	for (const name of ['two', 'twoByUserId', 'closed', 'ownerCleared', 'forgotten', 'left']) {
		await say(north, name);
	}
	const [reserved] = (await north.ledger.recall(['msg:reserved'], north.now)).values();
	const [expired] = (await north.ledger.recall(['msg:expired'], north.now)).values();
	if (!reserved || !expired) throw new Error('The decisions on their way are not there');
	await north.settle(reserved, 'released');
	await north.settle(expired, 'confirmed', ['highLevel:hl-expired'], null, named('expired'));
	await say(north, 'reserved');
	await say(north, 'unknown', {
		key: 'next:hl-expired',
		contact: { id: 'hl-expired', phone: null },
	});
	results.push(await north.ledger.giveTurnBack(named('turnGivenBack'), 'again', north.now));
	results.push(await north.ledger.takeTurnAgain(named('turnGivenBack'), north.now));
	results.push(await north.ledger.giveTurnBack(named('turnTakenAgain'), 'again', north.now));
	results.push(await north.ledger.close(named('noraInHighLevel'), north.now));
	results.push(await north.ledger.forget(named('anaToday'), north.now));
	results.push((await north.ledger.recall(['msg:ana'], north.now)).size);
	const [handOver] = await north.ledger.reassignments.handOvers();
	await north.ledger.reassignments.end([handOver?.id ?? '']);
	results.push(await north.ledger.reassignments.handOvers());
	north.now += RESERVED_MS + MINUTE;
	results.push(await north.open(), await north.credits());
	await say(testRuns, 'unknown');
	await say(south, 'nora', { account: SUPPORT });
	await say(south, 'unknown');
	results.push(await store.contactTags.forget(NORA_TAGGED));
	results.push(await store.contactTags.unseen(NORA_MEMORY.tags, ['vip'], RECORDED_AT));
	await store.cursors.write(CURSOR, { from: 3 }, RECORDED_AT);
	results.push(await store.cursors.read(CURSOR));
	return results;
}

function summary({ repeated, decision }: Recorded) {
	const { outcome, user: who, team: from, availableAt } = decision;
	return [repeated ? 'repeated' : 'new', outcome, who?.name ?? null, from, availableAt];
}
