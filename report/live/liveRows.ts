import { MINUTE } from '../../routing/model/durations';
import { asText } from '../rows/cellText';
import type { Cell } from '../rows/reportRows';
import type { LiveTeam, LiveView, LiveWaits } from './view';

/** Columns of all rows; null where a row says nothing about it. */
const EMPTY = {
	name: null,
	kind: null,
	waiting: null,
	oldestMinutes: null,
	overdue: null,
	dueSoon: null,
	worksNow: null,
	worksUntil: null,
	worksAgainAt: null,
	why: null,
	pausedUntil: null,
	openContacts: null,
	capacity: null,
	team: null,
	next: null,
	teamWorks: null,
	inQueue: null,
	gotToday: null,
	share: null,
	expectedShare: null,
	key: null,
} as const satisfies Record<string, Cell>;

type LiveRow = Record<keyof typeof EMPTY, Cell>;

/** Rows as items of n8n: the whole, people, accounts, teams and their members; the same columns in each. */
export function liveRows(view: LiveView): LiveRow[] {
	const waits = (of: LiveWaits) => waitColumns(of, view.at);
	const rows: LiveRow[] = [
		{
			...EMPTY,
			...{ name: view.location ?? 'All', kind: 'summary', ...waits(view) },
			inQueue: view.inQueue,
		},
		...view.people.map((person) => ({
			...EMPTY,
			...{ name: person.name, kind: 'person', ...waits(person), worksNow: person.worksNow },
			worksUntil: iso(person.worksNow ? person.changesAt : null),
			worksAgainAt: iso(person.worksNow ? null : person.changesAt),
			why: person.why,
			pausedUntil: iso(person.pausedUntil),
			openContacts: person.open,
			capacity: person.capacity,
			key: person.id,
		})),
		...view.accounts.map((account) => ({
			...EMPTY,
			...{ name: account.name, kind: 'account', ...waits(account), key: account.id },
		})),
		...view.teams.flatMap(teamRows),
	];
	return rows.map((row) => ({ ...row, name: text(row.name), team: text(row.team) }));
}

function teamRows({ name, next, nextWhy, isOpen, inQueue, members }: LiveTeam): LiveRow[] {
	const of = { team: name, teamWorks: isOpen };
	return [
		{ ...EMPTY, name, kind: 'team', ...of, next, why: nextWhy, inQueue },
		...members.map(({ id, name: member, gotToday, share, expectedShare }) => ({
			...EMPTY,
			...{ name: member, kind: 'member', ...of, gotToday, share, expectedShare, key: id },
		})),
	];
}

function waitColumns({ waiting, oldest, overdue, dueSoon }: LiveWaits, at: number) {
	const oldestMinutes = oldest === null ? null : Math.max(0, Math.floor((at - oldest) / MINUTE));
	return { waiting, oldestMinutes, overdue, dueSoon };
}

function iso(at: number | null): string | null {
	return at === null ? null : new Date(at).toISOString();
}

function text(cell: Cell): Cell {
	return typeof cell === 'string' ? asText(cell) : cell;
}
