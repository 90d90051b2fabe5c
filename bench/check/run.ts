import { cpus } from 'node:os';
import { check } from '../../routing/check/check';
import { planInWords } from '../../routing/check/planInWords';
import { CompiledPlan } from '../../routing/compiledPlan';
import { parsePlan } from '../../routing/plan/plan';
import { KINDS, planWith, type Kind } from './plans';

const SIZES = [10, 100, 1000];
/** Milliseconds for 1,000 rules: what somebody who types does not notice. */
const TARGET = 300;
const ROUNDS = 5;
const NOW = Date.parse('2026-03-04T00:00:00Z');

interface Cell {
	kind: Kind;
	rules: number;
	/** From plain data to a compiled plan. */
	read: number;
	/** All findings. */
	check: number;
	words: number;
	findings: number;
}

function measure(kind: Kind, rules: number): Cell {
	const input = planWith(kind, rules);
	const best: Cell = { kind, rules, read: Infinity, check: Infinity, words: Infinity, findings: 0 };
	for (let round = 0; round < ROUNDS; round++) {
		const [read, compiled] = timed(() => new CompiledPlan(parsePlan(input)));
		const [checked, findings] = timed(() => check(compiled, { now: NOW }));
		const [words] = timed(() => planInWords(compiled.plan));
		best.read = Math.min(best.read, read);
		best.check = Math.min(best.check, checked);
		best.words = Math.min(best.words, words);
		best.findings = findings.length;
	}
	return best;
}

function timed<Result>(work: () => Result): [milliseconds: number, result: Result] {
	const started = performance.now();
	const result = work();
	return [performance.now() - started, result];
}

function table(cells: readonly Cell[]): string {
	const rows = cells.map(({ kind, rules, read, check: checked, words, findings }) =>
		[kind.padEnd(14), ...[rules, read, checked, words, findings].map(column)].join(''),
	);
	const head = ['milliseconds'.padEnd(14), ...HEAD.map((one) => one.padStart(10))].join('');
	return [head, ...rows, ''].join('\n');
}

const HEAD = ['rules', 'read', 'check', 'in words', 'findings'];

function column(value: number): string {
	return (Number.isInteger(value) ? String(value) : value.toFixed(1)).padStart(10);
}

function main(): void {
	const cells = KINDS.flatMap((kind) => SIZES.map((rules) => measure(kind, rules)));
	const slowest = Math.max(...cells.map((cell) => cell.check));
	if (process.argv.includes('--json')) {
		const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
		process.stdout.write(`${JSON.stringify({ machine, cells, slowest, target: TARGET })}\n`);
	} else {
		const reached = slowest <= TARGET ? 'reached' : 'MISSED';
		process.stdout.write(
			`${table(cells)}\n${reached} at most ${TARGET} ms: ${slowest.toFixed(0)}\n`,
		);
	}
	process.exitCode = slowest <= TARGET ? 0 : 1;
}

main();
