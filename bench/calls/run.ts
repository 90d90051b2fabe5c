import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { sayTable, type Row } from './table';
import { makeTrace, START, type Delivery, type Trace } from './trace';

const SEED = 20260302;
const short = process.argv.includes('--short');
const json = process.argv.includes('--json');
const SIZE = short ? { people: 200, deliveries: 1_000 } : { people: 2_000, deliveries: 10_000 };
const BATCHES = [1, 10];

const say = (text: string) => {
	if (!json) process.stdout.write(text);
};

// The nodes read this clock, also those that keep it from when they are loaded.
let now = START;
Date.now = () => now;

const folder = mkdtempSync(join(tmpdir(), 'contact-assignment-bench-'));
process.env.N8N_USER_FOLDER = folder;
process.env.N8N_ENCRYPTION_KEY = 'only-for-benchmarks';
process.env.N8N_LOG_LEVEL = 'silent';

async function main(): Promise<void> {
	const { leadPublicAddressTo, loadNodes, run } = await import('./engine');
	const { accounts, ours, oneRequest, withCare } = await import('./workflows');
	const { BenchHighLevel } = await import('./highLevel');
	const nodeTypes = await loadNodes(say);
	const trace = makeTrace(SIZE, SEED);
	const contenders = [
		['These nodes', ours],
		['n8n: upsert, IF, HTTP Request', withCare],
		['n8n: one upsert over HTTP', oneRequest],
	] as const;
	const rows: Row[] = [];
	say(described(trace));
	for (const batch of BATCHES) {
		for (const [name, build] of contenders) {
			// A location of its own: neither ledger nor list of users remember another contender's.
			const locationId = `bench${rows.length}`;
			const workflow = build(locationId);
			const highLevel = await BenchHighLevel.make(locationId, trace.people, START);
			leadPublicAddressTo(highLevel.sandbox.url);
			const credentials = highLevel.credentials();
			const tags = new Map<number, Set<string>>();
			const started = performance.now();
			for (const deliveries of batches(trace.deliveries, batch)) {
				now = deliveries.at(-1)?.at ?? now;
				const persons = [...new Set(deliveries.map(({ person }) => person))];
				for (const { person, account } of deliveries) {
					const tag = accounts[account]?.tag ?? '';
					tags.set(person, (tags.get(person) ?? new Set()).add(tag));
				}
				const touches = deliveries.map((one) => touchOf(one, trace, accounts));
				await highLevel.watch(
					persons,
					async () => await run(workflow, nodeTypes, credentials, touches),
				);
			}
			const seconds = Math.round((performance.now() - started) / 1_000);
			rows.push({ name, batch, seconds, ...highLevel.score(tags) });
			await highLevel.sandbox.close();
		}
		say(
			sayTable(
				rows.filter((row) => row.batch === batch),
				batch,
				SIZE.deliveries,
			),
		);
	}
	const wrong = rows
		.filter(({ name }) => name === 'These nodes')
		.reduce((sum, row) => sum + faults(row), 0);
	if (json) process.stdout.write(`${JSON.stringify({ seed: SEED, size: SIZE, rows, wrong })}\n`);
	process.exitCode = wrong > 0 ? 1 : 0;
}

function faults(row: Row): number {
	return row.ownersOverwritten + row.tagsLost + row.ownerless + row.untagged + row.doubled;
}

function* batches(deliveries: readonly Delivery[], size: number): Generator<Delivery[]> {
	for (let i = 0; i < deliveries.length; i += size) yield deliveries.slice(i, i + size);
}

function touchOf(
	{ key, person, account }: Delivery,
	{ people }: Trace,
	accounts: ReadonlyArray<{ id: string; number: string; name: string; tag: string }>,
): object {
	const { id, number, name, tag } = accounts[account] ?? {};
	const { phone, name: contactName } = people[person] ?? {};
	return {
		key,
		event: 'message',
		account: { id, number, name, tag },
		contact: { phone, name: contactName },
	};
}

function described({ people, deliveries }: Trace): string {
	const count = (before: string) => people.filter((one) => one.before === before).length;
	return `${deliveries.length} deliveries from ${people.length} people in ${deliveries.length / 2_000} working days (seed ${SEED}), ${deliveries.filter(({ repeated }) => repeated).length} of them repeated by WhatsApp.
HighLevel knows ${count('nobodyOwnsIt')} of the people without an owner and ${count('somebodyOwnsIt')} with one; ${count('nothing')} are new.
Time is modelled: each run starts at the time of its last message, and takes none; the trust time is the default, 10 minutes.
All run on n8n-core, one run after the other, against HighLevel's sandbox without rate limit.
Each account has one user; whoever owns a contact keeps it, and it gets the tag of each account it writes to.
These nodes: Resolve Assignment and HighLevel Assign Contact, as they come, with the ledger in SQLite.
n8n: upsert, IF, HTTP Request: the HighLevel node's upsert without owner and tags, then PUT if nobody owns the contact, then POST if the tag is missing.
n8n: one upsert over HTTP: owner and tag in the upsert itself (the HighLevel node knows no owner).

`;
}

void main().finally(() => rmSync(folder, { recursive: true, force: true }));
