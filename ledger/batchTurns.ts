import type { StateChange, Turn } from '../routing/model/state';
import type { TurnMove } from './assignments';
import type { Queries, Transaction } from './database';
import type { TurnRow } from './rows';

type TurnsChange = StateChange & { type: 'turns' };

/** The turns of a batch's teams: as they were read, then as its decisions leave them. */
export class BatchTurns {
	/** By team and user ID. */
	private readonly turns = new Map<string, Record<string, Turn>>();
	private readonly changed = new Set<string>();

	private constructor(private readonly scope: string) {}

	static async read(sql: Queries, scope: string, teams: readonly string[]): Promise<BatchTurns> {
		const turns = new BatchTurns(scope);
		if (teams.length === 0) return turns;
		const rows = await sql.all<Omit<TurnRow, 'scope'>>(
			`SELECT team, user_id, credit, lift, away FROM contact_assignment_turns
			WHERE scope = ? AND team IN (SELECT value FROM EACH(?))`,
			scope,
			teams,
		);
		for (const { team, user_id, credit, lift, away } of rows) {
			const members = turns.turns.get(team) ?? {};
			members[user_id] = { credit, lift, away: away === 1 };
			turns.turns.set(team, members);
		}
		return turns;
	}

	/** A copy, by team and user ID. */
	of(teams: readonly string[]): Record<string, Record<string, Turn>> {
		return Object.fromEntries(
			teams.map((team) => [team, structuredClone(this.turns.get(team) ?? {})]),
		);
	}

	/** What a change would move: undone by moving it the other way, whatever has moved since. */
	movedBy({ team, turns }: TurnsChange): TurnMove {
		const before = this.turns.get(team) ?? {};
		return Object.fromEntries(
			Object.entries(turns).flatMap(([user, { credit }]) => {
				const by = credit - (before[user]?.credit ?? 0);
				return by === 0 ? [] : [[user, by]];
			}),
		);
	}

	/** A change as what it moves, so that it can be made again on what has come since. */
	relative({ team, turns, ...change }: TurnsChange): TurnsChange {
		const before = this.turns.get(team) ?? {};
		const moved = Object.entries(turns).map(([user, { credit, lift, away }]) => [
			user,
			{
				credit: credit - (before[user]?.credit ?? 0),
				lift: lift - (before[user]?.lift ?? 0),
				away,
			},
		]);
		return { ...change, team, turns: Object.fromEntries(moved) as TurnsChange['turns'] };
	}

	/** Makes a change that {@link relative} has told. */
	changeAgain({ team, turns, ...change }: TurnsChange): void {
		const now = this.turns.get(team) ?? {};
		const moved = Object.entries(turns).map(([user, { credit, lift, away }]) => [
			user,
			{ credit: (now[user]?.credit ?? 0) + credit, lift: (now[user]?.lift ?? 0) + lift, away },
		]);
		this.change({ ...change, team, turns: Object.fromEntries(moved) as TurnsChange['turns'] });
	}

	change({ team, turns }: TurnsChange): void {
		this.turns.set(team, { ...this.turns.get(team), ...turns });
		this.changed.add(team);
	}

	async write(sql: Transaction): Promise<void> {
		await sql.insert(
			'contact_assignment_turns',
			[...this.changed].flatMap((team) =>
				Object.entries(this.turns.get(team) ?? {}).map(([user_id, { credit, lift, away }]) => ({
					scope: this.scope,
					team,
					user_id,
					credit,
					lift,
					away: away ? 1 : 0,
				})),
			),
			`ON CONFLICT (scope, team, user_id) DO UPDATE SET
				credit = excluded.credit, lift = excluded.lift, away = excluded.away`,
		);
	}
}
