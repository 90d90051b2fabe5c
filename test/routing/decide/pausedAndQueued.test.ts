import { decide } from '../../../routing/decide/decide';
import { HOUR } from '../../../routing/model/durations';
import type { RoutingState } from '../../../routing/model/state';
import type { Touch } from '../../../routing/model/touch';
import { OFFICE, SALES, WEDNESDAY, byId, plan, state, team, touch, user } from '../builders';

const RULE = { name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Red') };
const RED = { name: 'Red', members: ['u1', 'u2'].map((id) => ({ user: byId(id) })) };

function decided(
	input: Record<string, unknown>,
	known: Partial<RoutingState>,
	change: Partial<Touch> = {},
) {
	const made = plan({ rules: [RULE], teams: [RED], ...input });
	return decide(made, touch(change), state(known), WEDNESDAY);
}

describe('Somebody who is paused by hand', () => {
	const until = WEDNESDAY + HOUR;

	it('gets nothing until then', () => {
		const { decision } = decided({}, { paused: { u1: until } });
		expect(decision.user?.id).toBe('u2');
		expect(decision.receipt.candidates[0]).toMatchObject({
			userId: 'u1',
			reason: 'paused_until',
			detail: `until ${new Date(until).toISOString()}`,
		});
		expect(decided({}, { paused: { u1: WEDNESDAY } }).decision.user?.id).toBe('u1');
	});

	it('is available again then, if they work', () => {
		const people = [{ user: byId('u1'), works: 'Office' }];
		const input = { rules: [{ ...RULE, target: user('u1') }], people, schedules: [OFFICE] };
		const at = (paused: RoutingState['paused']) => decided(input, { paused }).decision;
		expect(at({ u1: until })).toMatchObject({
			outcome: 'waiting',
			availableAt: new Date(until).toISOString(),
		});
		// 19:00 in New York, after work.
		expect(at({ u1: WEDNESDAY + 8 * HOUR }).availableAt).toBe('2026-03-05T14:00:00.000Z');
		expect(at({ u1: null })).toMatchObject({ outcome: 'waiting', availableAt: null });
	});

	it('keeps their contacts, by the owner policy', () => {
		const owner = { user: 'u1', account: SALES.id, at: 0, replaced: null };
		const owners = { primary: '*', slots: { '*': owner } };
		const known = { owners, paused: { u1: null } };
		expect(decided({}, known).decision).toMatchObject({ outcome: 'kept', user: { id: 'u1' } });
		const reassigned = decided({ owners: { whenUnavailable: 'reassign' } }, known).decision;
		expect(reassigned).toMatchObject({ outcome: 'assigned', user: { id: 'u2' } });
	});

	it('gets no contact back', () => {
		const owner = { user: 'u2', account: SALES.id, at: 0, replaced: null };
		const owners = { primary: '*', slots: { '*': owner } };
		const reassign = {
			kind: 'handBack' as const,
			from: { id: 'u2' },
			to: { id: 'u1' },
			run: 'r',
			about: 'a',
		};
		const known = { owners, paused: { u1: until } };
		const { decision } = decided({}, known, { event: 'reassign', reassign });
		expect(decision).toMatchObject({ outcome: 'kept', user: { id: 'u2' } });
	});
});

describe('A contact for whom nobody is available', () => {
	const people = ['u1', 'u2'].map((id) => ({ user: byId(id), paused: true }));
	const other = { ...RULE, name: 'Never', when: { tags: { any: ['x'] } } };

	it('waits in the queue, with its teams and the place of its rule', () => {
		const { decision, changes } = decided({ rules: [other, RULE], people }, {});
		expect(decision.outcome).toBe('waiting');
		expect(changes).toEqual([{ type: 'queued', slot: '*', teams: ['Red'], priority: 2 }]);
		const closed = { ...RED, works: 'Night' };
		const night = {
			...OFFICE,
			name: 'Night',
			hours: [{ days: ['wednesday'], from: '22:00', to: '23:00' }],
		};
		const atNight = decided({ teams: [closed], schedules: [night], fallback: team('Red') }, {});
		expect(atNight.changes).toEqual([{ type: 'queued', slot: '*', teams: ['Red'], priority: 1 }]);
		const byFallback = decided({ rules: [], people, fallback: user('u1') }, {});
		expect(byFallback.changes).toEqual([{ type: 'queued', slot: '*', teams: [], priority: null }]);
	});

	it('stands in no queue when it is moved together with others', () => {
		const owner = { user: 'u3', account: SALES.id, at: 0, replaced: null };
		const reassign = { kind: 'leaves' as const, from: { id: 'u3' }, run: 'r', about: 'a' };
		const known = { owners: { primary: '*', slots: { '*': owner } } };
		const change = { event: 'reassign' as const, reassign, excludedUsers: ['u3'] };
		expect(decided({ people }, known, change)).toMatchObject({
			decision: { outcome: 'waiting' },
			changes: [],
		});
	});
});

describe('A new contact', () => {
	const queued = ['red'];

	it('comes behind those who wait for its team', () => {
		const { decision } = decided({}, { queued });
		expect(decision).toMatchObject({ outcome: 'waiting', availableAt: null });
		expect(decision.receipt.candidates.map(({ reason }) => reason)).toEqual([
			'queue_first',
			'queue_first',
		]);
		expect(decision.receipt.sentence).toBe(
			"Nobody is available now, because rule 'Sales' matched, but Ann is kept for contacts who wait longer, Ben is kept for contacts who wait longer.",
		);
	});

	it.each<[string, Record<string, unknown>, Partial<RoutingState>, Partial<Touch>]>([
		['it waited itself', {}, { queued }, { queued: { id: 'q', since: '2026-03-04T15:00:00Z' } }],
		['others wait for another team', {}, { queued: ['Blue'] }, {}],
		['the plan says so', { replies: { waitingFirst: false } }, { queued }, {}],
		['nobody waits with this plan', { whenNobody: 'unassigned' }, { queued }, {}],
	])('does not when %s', (_, input, known, change) => {
		expect(decided(input, known, change).decision.outcome).toBe('assigned');
	});

	it('may go to whom the rule names besides the team', () => {
		const rules = [{ ...RULE, backups: [user('u3')] }];
		expect(decided({ rules }, { queued }).decision.user?.id).toBe('u3');
	});
});
