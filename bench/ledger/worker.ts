import 'reflect-metadata';
import type { Job, JobResult, Place, Subject } from './jobs';
import { addWorkflow, prepareN8n, removeDuplicates, staticData } from './n8nStores';
import { openLedger, ours } from './ours';
import type { Message } from './scenario';

/** What the main process asks for. */
export type Order =
	| { do: 'open'; place: Place }
	| { do: 'prepareN8n'; place: Place }
	| { do: 'addWorkflow'; place: Place; id: string; remembers: number }
	| { do: 'run'; job: Job };

const SUBJECTS: Record<Job['subject'], (job: Job) => Promise<Subject>> = {
	ledger: ours,
	staticData,
	removeDuplicates,
};

let count = 0;

/** Somebody whom no process has met. */
function newSender(): Message {
	const number = `${process.pid}-${(count += 1)}`;
	return { key: `msg:${number}`, phone: `+1${number}` };
}

async function run(job: Job): Promise<JobResult> {
	const { size, overlapping, load, startAt } = job;
	const subject = await SUBJECTS[job.subject](job);
	const queue = 'messages' in load ? [...load.messages] : null;
	const end = 'ms' in load ? startAt + load.ms : Infinity;
	const result: JobResult = { handled: [], took: [], elapsedMs: 0, failed: [] };
	const next = (): Message[] => {
		if (queue) return queue.splice(0, size);
		return Date.now() < end ? Array.from({ length: size }, newSender) : [];
	};
	// Timers may be late by milliseconds; the common start is not.
	while (startAt - Date.now() > 5) await new Promise((done) => setTimeout(done, 1));
	while (Date.now() < startAt);
	const started = performance.now();
	const loop = async () => {
		for (let messages = next(); messages.length > 0; messages = next()) {
			const before = performance.now();
			try {
				result.handled.push(...(await subject.handle(messages)));
			} catch (error) {
				result.failed.push(error instanceof Error ? error.message : String(error));
			}
			result.took.push(performance.now() - before);
		}
	};
	await Promise.all(Array.from({ length: overlapping }, loop));
	result.elapsedMs = performance.now() - started;
	return result;
}

async function obey(order: Order): Promise<JobResult | null> {
	switch (order.do) {
		case 'open':
			await openLedger(order.place);
			return null;
		case 'prepareN8n':
			await prepareN8n(order.place);
			return null;
		case 'addWorkflow':
			await addWorkflow(order.place, order.id, order.remembers);
			return null;
		case 'run':
			return await run(order.job);
	}
}

process.on('message', (order: Order) => {
	obey(order).then(
		(result) => process.send?.({ result }),
		(error: unknown) => process.send?.({ error: String(error) }),
	);
});
process.once('disconnect', () => process.exit(0));
process.send?.({ result: null });
