import type { IDataObject } from 'n8n-workflow';
import type { DecisionRecord, WaitRecord } from '../../../ledger/records';
import { REPLY_WAYS } from '../../../routing/model/reply';
import { MINUTE } from '../../../routing/model/durations';
import { count } from '../../../routing/model/text';
import type { WaitEnding } from '../../../routing/model/wait';
import { isoOf } from '../../shared/times';
import { namingOf, type List, type ListSource, type Naming } from './list';

/** What happened to one contact, the latest first. */
export async function historyOf(
	{ ledger, kept, limit }: ListSource,
	contact: readonly string[],
): Promise<List> {
	const known = await ledger.records.historyOf(contact);
	const naming = namingOf(kept);
	const rows = [
		...(known?.decisions ?? []).map(decidedRow),
		...(known?.waits ?? []).flatMap((wait) => waitRows(wait, naming)),
	];
	return {
		rows: rows.sort((a, b) => (a.at < b.at ? 1 : -1)).slice(0, limit),
		nothing: 'Nothing is remembered about this contact.',
	};
}

/** One thing that happened. All have the same columns. */
interface HistoryRow extends IDataObject {
	/** ISO 8601 in UTC. */
	at: string;
	happened: 'decided' | 'waited' | WaitEnding;
	person: string;
	/** One sentence for people. */
	summary: string;
	rule: string;
	team: string;
	/** Minutes that the contact waited until then, and how many of them the person worked. */
	minutes: number | '';
	workingMinutes: number | '';
	userId: string;
}

/** A decision as something that happened. */
export function decidedRow({ at, decision }: DecisionRecord): HistoryRow {
	const { user, rule, team, receipt } = decision;
	return {
		person: user?.name ?? '',
		at: isoOf(at),
		happened: 'decided',
		summary: receipt.sentence,
		rule: rule?.name ?? '',
		team: team ?? '',
		minutes: '',
		workingMinutes: '',
		userId: user?.id ?? '',
	};
}

/** A wait begins, and ends: two things that happened. */
function waitRows(wait: WaitRecord, naming: Naming): HistoryRow[] {
	const { user, rule, team, askedAt, givenAt } = wait;
	const { id, name } = naming(user);
	const given: HistoryRow = {
		person: name,
		at: isoOf(givenAt),
		happened: 'waited',
		summary: begun(name, wait),
		rule: rule ?? '',
		team: team ?? '',
		minutes: '',
		workingMinutes: '',
		userId: id,
	};
	const endedAt = wait.answeredAt ?? wait.endedAt;
	if (wait.ended === null || endedAt === null) return [given];
	const minutes = inMinutes(endedAt - askedAt);
	const ended: HistoryRow = {
		...given,
		happened: wait.ended,
		at: isoOf(wait.endedAt),
		summary: ENDINGS[wait.ended](wait, naming),
		minutes,
		workingMinutes: wait.workingMs === null ? '' : inMinutes(wait.workingMs),
	};
	return [given, ended];
}

function begun(name: string, { dueAt }: WaitRecord): string {
	const who = name === '' ? 'nobody yet' : name;
	return dueAt === null
		? `The contact waits for an answer: it is up to ${who}.`
		: `The contact waits for an answer: it is up to ${who}, until ${isoOf(dueAt)}.`;
}

/** How each ending reads. */
const ENDINGS: Readonly<Record<WaitEnding, (wait: WaitRecord, naming: Naming) => string>> = {
	answered: (wait, naming) => {
		const { askedAt, answeredAt, endedAt, answeredBy, answeredHow, user } = wait;
		const minutes = inMinutes((answeredAt ?? endedAt ?? askedAt) - askedAt);
		const how = answeredHow ? ` (${REPLY_WAYS[answeredHow]})` : '';
		const after = `answered after ${count(minutes, 'minute')}${how}`;
		if (answeredBy !== null) return `${naming(answeredBy).name} ${after}.`;
		const credited = user === null ? '' : `, so it counts for ${naming(user).name}`;
		return `Somebody ${after}. It is not known who${credited}.`;
	},
	escalated: ({ user }, naming) =>
		`No answer came in time${user === null ? '' : ` from ${naming(user).name}`}, so somebody else got it.`,
	moved: () => 'Somebody else got the contact for another reason.',
	closed: () => 'The contact was closed.',
	silent: () => 'The contact wrote no more.',
	forgotten: () => 'All about the contact was removed.',
};

function inMinutes(ms: number): number {
	return Math.max(0, Math.round(ms / MINUTE));
}
