import { NAMES, type Case } from './cases';
import type { Step } from './load';

export type Engine = 'vm' | 'legacy';

/** All steps of one workflow on one expression engine. */
export interface Row {
	engine: Engine;
	case: Case;
	steps: Step[];
	/** Runs that n8n counted; messages of one run are a group. */
	executions: number;
	/** The most memory of n8n's process. */
	peakMb: number | null;
	/** Many messages at once, and the most memory then. */
	burst: (Step & { peakMb: number | null }) | null;
}

const WIDTHS = [46, 9, 11, 11, 11, 10, 10];

/** The highest number of messages a second that n8n accepted, at whatever rate. */
function sustained(row: Row | undefined): number {
	return Math.max(0, ...(row?.steps ?? []).map(({ perSecond }) => perSecond));
}

export function sayRows(engine: Engine, rows: readonly Row[]): string {
	const lines = rows.flatMap((row) => [
		...row.steps.map((step, i) =>
			line([
				i === 0 ? NAMES[row.case] : '',
				`${step.rate}`,
				step.perSecond.toFixed(1),
				step.medianMs.toFixed(0),
				step.p99Ms.toFixed(0),
				`${step.sent - step.accepted}`,
				step.overloaded ? 'too much' : '',
			]),
		),
		`  best ${sustained(row).toFixed(1)} a second; ${row.executions} runs of ${row.steps.reduce((sum, { accepted }) => sum + accepted, 0)} messages; n8n at most ${row.peakMb ?? '?'} MB\n`,
		...(row.burst ? [sayBurst(row.burst)] : []),
	]);
	return [
		`\nExpression engine ${engine}: messages a second, milliseconds until the answer\n`,
		line(['', 'sent/s', 'accepted/s', 'median', 'p99', 'refused', '']),
		...lines,
	].join('');
}

/** What the trigger promises, in numbers. */
export function sayGoals(engine: Engine, rows: readonly Row[]): string {
	const find = (which: Case) => rows.find((row) => row.case === which);
	const share = (of: Case, among: Case) => {
		const [a, b] = [sustained(find(of)), sustained(find(among))];
		return a && b ? (a / b).toFixed(2) : '-';
	};
	return [
		`\n${engine}: ours with NoOp / ours without a run: ${share('oursNoOp', 'oursFiltered')}\n`,
		`${engine}: ours with NoOp / WhatsApp Trigger with NoOp: ${share('oursNoOp', 'stockNoOp')}\n`,
		`${engine}: ours with Resolve and Assign / WhatsApp Trigger with Switch and HTTP Request: ${share('oursAssign', 'stockAssign')}\n`,
	].join('');
}

function sayBurst({ sent, accepted, refused, p99Ms, peakMb }: NonNullable<Row['burst']>): string {
	const others = Object.entries(refused).map(([status, count]) =>
		status === '0' ? `, ${count} not answered` : `, ${count} with status ${status}`,
	);
	return `  ${sent} at once: ${accepted} accepted${others.join('')}, 99 of 100 within ${(p99Ms / 1_000).toFixed(1)} s; n8n at most ${peakMb ?? '?'} MB\n`;
}

function line(cells: readonly string[]): string {
	return `${cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[i] ?? 0) : cell.padStart(WIDTHS[i] ?? 0))).join('')}\n`;
}
