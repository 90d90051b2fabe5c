import { decide } from '../../../routing/decide/decide';
import type { Pool } from '../../../routing/model/pool';
import type { StateChange } from '../../../routing/model/state';
import { STRATEGIES, STRATEGY_NAMES } from '../../../routing/strategies';
import { OFFICE, SALES, WEDNESDAY, byId, plan, state, team, touch, user } from '../builders';

/** Who could have taken it, of a decision by a plan with one team of the first three. */
function poolOf(input: Record<string, unknown>, more: Record<string, unknown> = {}): Pool | null {
	const members = ['u1', 'u2', 'u3'].map((id, i) => ({ user: byId(id), tier: i === 2 ? 2 : 1 }));
	const { changes } = decide(
		plan({ fallback: team('T'), teams: [{ name: 'T', members, ...more }], ...input }),
		touch(),
		state({ loads: { u2: { open: 4, lastAssignedAt: null, recent: [] } } }),
		WEDNESDAY,
	);
	const assigned = changes.find(
		(change): change is StateChange & { type: 'assigned' } => change.type === 'assigned',
	);
	if (!assigned) throw new Error('Nobody');
	return assigned.pool;
}

describe('the pool of an assignment', () => {
	it.each(STRATEGY_NAMES)('of %s has each member of the team, and why not', (strategy) => {
		const there = STRATEGIES[strategy].usesLoad ? 0 : true;
		const people = [{ user: byId('u2'), paused: true }];
		expect({ ...poolOf({ people }, { strategy }) }).toEqual({
			u1: there,
			u2: 'paused',
			u3: there,
		});
	});

	it('has how much each had when the strategy goes by it', () => {
		expect({ ...poolOf({}, { strategy: 'fewestOpen' }) }).toEqual({ u1: 0, u2: 4, u3: 0 });
	});

	it('has nobody of another team, which was asked before', () => {
		const rules = [
			{
				name: 'R',
				when: { accounts: [byId(SALES.id)] },
				target: team('Other'),
				backups: [team('T')],
			},
		];
		const members = [{ user: byId('u7') }, { user: byId('u1') }];
		const teams = [
			{ name: 'Other', members: [{ user: byId('u7') }] },
			{ name: 'T', members: [...members.slice(1), { user: byId('u2') }] },
		];
		const people = [{ user: byId('u7'), paused: true }];
		const pool = poolOf({ rules, teams, people });
		expect(Object.keys(pool ?? {})).toEqual(['u1', 'u2']);
	});

	it('is not there when no team was asked', () => {
		expect(poolOf({ fallback: user('u1') })).toBeNull();
	});

	it('says of whoever works next that no strategy chose', () => {
		const works = OFFICE.name;
		const night = { ...OFFICE, hours: [{ days: ['thursday'], from: '09:00', to: '17:00' }] };
		const people = ['u1', 'u2', 'u3'].map((id) => ({ user: byId(id), works }));
		const fallback = { type: 'firstWorkingNext', team: 'T' };
		expect({ ...poolOf({ fallback, people, schedules: [night] }) }).toEqual({
			u1: 'working_next',
			u2: 'outside_hours',
			u3: 'outside_hours',
		});
	});
});
