import type { Curve, Report, ReportGroup } from '../../report';
import { TIME_WORDS } from '../../words/headlines';
import { minutesWords, valueWords } from '../../words/values';
import { SMALL_WIDTH, type Chart } from '../chart';
import { BASE, GHOST, inTargetWords, lineAt, TIP, waitingWords } from '../parts';
import { curveAxes, curveLine, curveTable } from './curve';

/** As many as can be told apart: those with the most questions. */
const MOST = 24;

/** How long contacts wait at each account: all on one scale, beside all together. */
export function waitingByAccount(report: Report): Chart[] {
	const all = report.curves.find(({ by }) => by === null);
	if (!all) return [];
	const groups = report.groups.filter(({ by }) => by === 'account');
	const curves = report.curves.filter(({ by }) => by === 'account');
	if (curves.length < 2) return [];
	const shown = new Set([...curves].sort((one, other) => other.n - one.n).slice(0, MOST));
	return curves
		.filter((curve) => shown.has(curve))
		.map((curve, place) => accountChart(report, { all, curve, place }, groups));
}

function accountChart(
	{ request }: Report,
	{ all, curve, place }: { all: Curve; curve: Curve; place: number },
	groups: readonly ReportGroup[],
): Chart {
	const group = groups.find(({ key }) => key === curve.key);
	return {
		id: `waiting-at-account-${place + 1}`,
		title: curve.name,
		note: group
			? noteOf(group, request.targetMinutes)
			: `${valueWords(curve.n, 'count')} questions.`,
		drawing: {
			width: SMALL_WIDTH,
			height: 190,
			options: {
				...BASE,
				tooltip: { ...TIP, trigger: 'axis', formatter: 'fn:curves' },
				...curveAxes([all, curve], { top: 22, right: 14, bottom: 4 }),
				series: [
					{ ...curveLine(all, GHOST), lineStyle: { width: 3 } },
					{
						...curveLine(curve, 'var(--c1)'),
						lineStyle: { width: 2.5 },
						markLine: lineAt(
							request.targetMinutes,
							`Target ${minutesWords(request.targetMinutes)}`,
						),
					},
				],
			},
		},
		narrow: null,
		table: curveTable([curve, all], request.targetMinutes),
	};
}

function noteOf({ values }: ReportGroup, targetMinutes: number): string {
	const median =
		values.medianMinutes === null ? '' : `; half within ${minutesWords(values.medianMinutes)}`;
	return `${inTargetWords(values)} within ${minutesWords(targetMinutes)}${median}${waitingWords(values.unansweredNow)}.`;
}

/** What is said above them. */
export function accountsNote(report: Report): string {
	const { timeCounts } = report.request;
	return `How many still wait, ${TIME_WORDS[timeCounts]}: blue this account, grey all together. The lower, the faster.`;
}
