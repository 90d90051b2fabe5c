import type { SubjectName } from './jobs';
import type { SpeedCell } from './speed';
import type { StormCell } from './storm';
import { WAITS_WORK, type WaitsCell } from './waits';

const NAMES: Record<SubjectName, string> = {
	ledger: 'ledger',
	staticData: 'n8n static data',
	removeDuplicates: 'n8n Remove Duplicates',
};

const LABEL = 40;
const CELL = 18;

function row(label: string, cells: readonly string[]): string {
	return `${label.padEnd(LABEL)}${cells.map((cell) => cell.padStart(CELL)).join('')}\n`;
}

function rate(cell: SpeedCell | undefined): string {
	if (!cell) return '-';
	const { perSecond, p95Ms, failed } = cell;
	const text = `${perSecond.toFixed(0)} (${p95Ms.toFixed(p95Ms < 10 ? 1 : 0)})`;
	return failed > 0 ? `${text} !${failed}` : text;
}

/** Messages a second, and in brackets the milliseconds that 95 of 100 transactions stay below. */
export function saySpeed(
	engine: SpeedCell['engine'],
	cells: readonly SpeedCell[],
	sizes: readonly number[],
	writers: readonly number[],
): string {
	const find = (change: Partial<SpeedCell>) =>
		cells.find((cell) =>
			Object.entries(change).every(([name, value]) => cell[name as keyof SpeedCell] === value),
		);
	const lines = sizes.flatMap((size) => {
		const common = { subject: 'ledger', size, before: 0 } as const;
		const overlapping = find({ ...common, writers: 1, overlapping: 8 });
		return [
			row(
				`ledger, ${size} a transaction`,
				writers.map((one) => rate(find({ ...common, writers: one, overlapping: 1 }))),
			),
			row(`  8 calls overlap in 1 process`, [rate(overlapping)]),
		];
	});
	const peers = new Map<string, SpeedCell[]>();
	for (const cell of cells.filter(({ subject }) => subject !== 'ledger')) {
		const remembers = cell.before > 0 ? `, ${cell.before} remembered` : '';
		const label = `${NAMES[cell.subject]}${remembers}`;
		peers.set(label, [...(peers.get(label) ?? []), cell]);
	}
	const one = engine === 'SQLite' ? 'executions that overlap in 1 process' : 'worker processes';
	return [
		`\n${engine}: messages a second (in brackets: 95 of 100 transactions took at most so many ms)\n`,
		row(
			'worker processes',
			writers.map((count) => String(count)),
		),
		...lines,
		row(
			one,
			writers.map((count) => String(count)),
		),
		...[...peers].map(([label, found]) => row(label, found.map(rate))),
	].join('');
}

/** The same with open contacts in the ledger and a capacity for everybody. */
export function sayOpen(engine: SpeedCell['engine'], cells: readonly SpeedCell[]): string {
	const counts = [...new Set(cells.map(({ before }) => before))];
	return [
		`\n${engine}: with open contacts and capacities, messages a second\n`,
		row('open contacts', ['1 writer', '4 writers', '100 a transaction']),
		...counts.map((before) =>
			row(String(before), cells.filter((cell) => cell.before === before).map(rate)),
		),
	].join('');
}

/** Milliseconds that 95 of 100 of each take, and in brackets the middle one. */
export function sayWaits(engine: SpeedCell['engine'], cells: readonly WaitsCell[]): string {
	const works = Object.keys(WAITS_WORK) as Array<keyof typeof WAITS_WORK>;
	return [
		`\n${engine}: waits for an answer, milliseconds (in brackets: the middle one)\n`,
		row('stored, and open of them', ['opening', 'settling', 'finding due']),
		...cells.map(({ stored, open, took }) =>
			row(
				`${stored}, ${open}`,
				works.map((work) => `${took[work].p95Ms.toFixed(1)} (${took[work].medianMs.toFixed(1)})`),
			),
		),
	].join('');
}

/** The errors of messages that come twice at once, and once more. */
export function sayStorm(engine: StormCell['engine'], cells: readonly StormCell[]): string {
	const columns = ['twice at once', 'again later', 'two members', 'turns apart', 'failed'];
	return [
		`\n${engine}: ${cells[0]?.messages ?? 0} messages, each twice at once and once more later\n`,
		row('', columns),
		...cells.map(({ subject, writers, ...cell }) =>
			row(
				`${NAMES[subject]}, ${writers} at the same time`,
				[cell.twiceAtOnce, cell.againLater, cell.twoMembers, cell.apart ?? '-', cell.failed].map(
					String,
				),
			),
		),
		...failures(cells),
		'\n',
	].join('');
}

function failures(cells: readonly StormCell[]): string[] {
	const first = new Map(
		cells.map(({ subject, failure }) => [`${NAMES[subject]}: ${failure}`, failure]),
	);
	return [...first].flatMap(([text, failure]) => (failure === null ? [] : [`failed, ${text}\n`]));
}
