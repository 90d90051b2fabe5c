import { mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { Expression } from 'n8n-workflow';
import { WeekMap } from '../../routing/availability/hours';
import { WorkingTime } from '../../routing/availability/workingTime';
import type { Ask, Engine } from './engine';
import { OURS, PEERS } from './engines';
import { switchNode } from './n8nPeers';
import { nodeLevel } from './nodeLevel';
import { MIXES, makeContexts, makeRules, reference, type Context, type Mix } from './rules';
import { targets, type Cell, type WorkingTimeSpeed } from './targets';

const SIZES = [10, 100, 1000, 10_000, 100_000];
/** How long a cell is measured, in three rounds of which the fastest counts. */
const ROUND_MS = 120;
const ROUNDS = 3;

const json = process.argv.includes('--json');
const say = (text: string) => {
	if (!json) process.stdout.write(text);
};

async function main(): Promise<void> {
	process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'contact-assignment-bench-'));
	process.env.N8N_ENCRYPTION_KEY ??= 'only-for-benchmarks';
	const cells: Cell[] = [];
	for (const mix of MIXES) {
		say(
			`\n${mix}: microseconds a decision\n${''.padEnd(22)}${SIZES.map((n) => String(n).padStart(12)).join('')}\n`,
		);
		for (const engine of [...OURS, ...PEERS, ...(mix === 'realistic' ? switchNodes() : [])]) {
			say(engine.name.padEnd(22));
			for (const size of SIZES) {
				if (size > engine.most) {
					say('-'.padStart(12));
					continue;
				}
				const cell = await measure(mix, size, engine);
				cells.push(cell);
				say(cell.microseconds.toFixed(cell.microseconds < 100 ? 2 : 0).padStart(12));
			}
			say('\n');
		}
	}
	const nodes = await nodeLevel();
	const hours = hoursNanoseconds();
	const working = workingTimeMicroseconds();
	const results = targets(cells, { hours, working }, nodes);
	const checked = cells.reduce((sum, { checked }) => sum + checked, nodes.checked);
	const wrong = cells.reduce((sum, { wrong }) => sum + wrong, nodes.wrong);
	say(
		`\nThe node on n8n-core (vm), ${nodes.rules} rules, milliseconds an item: ours ${nodes.ours.toFixed(3)}, Switch ${nodes.switchNode.toFixed(1)}\n`,
	);
	say(`\nBusiness hours, twelve calendars, times that jump: ${hours.toFixed(0)} ns a question\n`);
	say(
		`Working time, twelve people, times that jump: ${working.first.toFixed(1)} microseconds a question about a new person, then ${working.next.toFixed(1)}\n`,
	);
	say(`Agreement with the reference: ${checked - wrong} of ${checked} decisions\n\n`);
	for (const { target, value, reached } of results) {
		say(`${reached ? 'reached ' : 'MISSED  '} ${target}: ${value.toFixed(1)}\n`);
	}
	if (json) {
		const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
		process.stdout.write(
			`${JSON.stringify({ machine, cells, nodes, hours, working, targets: results, checked, wrong })}\n`,
		);
	}
	process.exitCode = wrong > 0 ? 1 : 0;
}

function switchNodes(): Engine[] {
	return (['legacy', 'vm'] as const).map((engine) => ({
		name: `n8n Switch (${engine})`,
		most: 100,
		prepare: async (rules) => {
			if (engine === 'vm' && Expression.getActiveImplementation() !== 'vm') {
				await Expression.initExpressionEngine({
					engine,
					bridgeTimeout: 60_000,
					bridgeMemoryLimit: 128,
					poolSize: 1,
					maxCodeCacheSize: 1024,
				});
			}
			return await switchNode(rules);
		},
	}));
}

async function measure(mix: Mix, size: number, engine: Engine): Promise<Cell> {
	const rules = makeRules(mix, size);
	const contexts = makeContexts(mix, rules, 512);
	const ask = await engine.prepare(rules);
	let wrong = 0;
	let checked = 0;
	const started = performance.now();
	for (const context of contexts) {
		checked++;
		if ((await ask(context)) !== reference(rules, context)) wrong++;
		// Slow engines are checked on fewer touches, at least twenty.
		if (checked >= 20 && performance.now() - started > 1000) break;
	}
	let best = Infinity;
	for (let round = 0; round < ROUNDS; round++) best = Math.min(best, await time(ask, contexts));
	return { mix, rules: size, engine: engine.name, microseconds: best, checked, wrong };
}

/** Microseconds a decision. Engines that answer at once are not made to wait for a promise. */
async function time(ask: Ask, contexts: readonly Context[]): Promise<number> {
	const started = performance.now();
	let count = 0;
	let elapsed = 0;
	while (elapsed < ROUND_MS) {
		const context = contexts[count++ % contexts.length] as Context;
		const answer = ask(context);
		if (typeof answer !== 'number') await answer;
		// The clock is read every 16 decisions: a reading costs a tenth of a fast decision.
		if (count < 16 || count % 16 === 0) elapsed = performance.now() - started;
	}
	return (elapsed * 1000) / count;
}

function twelveCalendars(): WeekMap[] {
	const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Australia/Lord_Howe'];
	return Array.from({ length: 12 }, (_, i) => {
		const from = `0${i % 9}:00`;
		const hours = [{ days: ['monday' as const, 'friday' as const], from, to: '17:30' }];
		const holidays = [{ from: '2026-12-24', to: '2027-01-01' }];
		return new WeekMap({ timeZone: zones[i % 4] ?? 'UTC', hours, holidays });
	});
}

function hoursNanoseconds(): number {
	const maps = twelveCalendars();
	const start = Date.parse('2026-01-01T00:00:00Z');
	const times = Array.from({ length: 4096 }, (_, i) => start + ((i * 7919) % 8760) * 3_600_000);
	let open = 0;
	let best = Infinity;
	for (let round = 0; round < 20; round++) {
		const started = performance.now();
		for (let i = 0; i < 200_000; i++) {
			if (maps[i % 12]?.isOpen(times[i & 4095] ?? 0)) open++;
		}
		best = Math.min(best, ((performance.now() - started) * 1e6) / 200_000);
	}
	return open > 0 ? best : Number.NaN;
}

/** How long it takes to say when 45 minutes of work have passed, and how many did until then. */
function workingTimeMicroseconds(): WorkingTimeSpeed {
	const start = Date.parse('2026-01-01T00:00:00Z');
	const maps = twelveCalendars();
	const speed: WorkingTimeSpeed = { first: Infinity, next: Infinity };
	for (let round = 0; round < 20; round++) {
		const times = maps.map((map) => new WorkingTime((from, until) => map.spans(from, until)));
		const ask = (questions: number) => {
			const started = performance.now();
			for (let i = 0; i < questions; i++) {
				const from = start + ((i * 7919) % 8760) * 3_600_000;
				times[i % 12]?.between(from, times[i % 12]?.after(45 * 60_000, from) ?? from);
			}
			return ((performance.now() - started) * 1000) / questions / 2;
		};
		speed.first = Math.min(speed.first, ask(12));
		speed.next = Math.min(speed.next, ask(20_000));
	}
	return speed;
}

void main();
