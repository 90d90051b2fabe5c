import { agoWords } from '../words/values';
import { count } from '../../routing/model/text';
import type { LiveAccount, LivePerson, LiveView, LiveWaits } from './view';

/** What is to be seen first of a live view: full sentences. */
export interface LiveHeadlines {
	/** Who needs help now. */
	who: string;
	/** Whether somebody does. */
	isBad: boolean;
	/** Where it is slow; null when there is one account, or none stands out. */
	where: string | null;
}

export function liveHeadlines(view: LiveView): LiveHeadlines {
	return { ...whoNeedsHelp(view), where: whereSlow(view) };
}

function whoNeedsHelp({ people, overdue, waiting, at }: LiveView): Omit<LiveHeadlines, 'where'> {
	const worst = worstOf(people, ({ overdue: theirs }) => theirs);
	if (worst) {
		const late = `${worst.overdue} overdue${ago(worst, at)}`;
		return { who: `${worst.name} needs help: ${late}${absent(worst)}.`, isBad: true };
	}
	if (overdue > 0) {
		return {
			who: `${count(overdue, 'contact')} overdue, and nobody has to answer them.`,
			isBad: true,
		};
	}
	const absentee = worstOf(people.filter(isAbsent), (person) => person.waiting);
	if (absentee) {
		const waits = `${absentee.waiting} ${absentee.waiting === 1 ? 'waits' : 'wait'} for ${absentee.name}`;
		return { who: `${waits}${absent(absentee)}${ago(absentee, at)}.`, isBad: true };
	}
	const who = waiting === 0 ? 'Nobody waits for an answer.' : 'Nobody is overdue.';
	return { who, isBad: false };
}

/** `, who does not work now`: then nobody answers. */
function absent(person: LivePerson): string {
	return isAbsent(person) ? ', who does not work now' : '';
}

function isAbsent({ worksNow }: LivePerson): boolean {
	return !worksNow;
}

function ago({ oldest }: LiveWaits, at: number): string {
	return oldest === null ? '' : `, the oldest waits ${agoWords(oldest, at)}`;
}

function whereSlow({ accounts, at }: LiveView): string | null {
	if (accounts.length < 2) return null;
	const worst: LiveAccount | null =
		worstOf(accounts, ({ overdue }) => overdue) ?? worstOf(accounts, ({ waiting }) => waiting);
	if (!worst) return null;
	const late = worst.overdue > 0 ? `, ${worst.overdue} of them overdue` : '';
	return `Most at ${worst.name}: ${worst.waiting} waiting${late}${ago(worst, at)}.`;
}

/** Whoever has most, and of those the one for whom somebody waits longest; null when nobody has any. */
function worstOf<One extends LiveWaits>(
	all: readonly One[],
	much: (one: One) => number,
): One | null {
	const [worst] = [...all].sort(
		(a, b) => much(b) - much(a) || (a.oldest ?? Infinity) - (b.oldest ?? Infinity),
	);
	return worst && much(worst) > 0 ? worst : null;
}
