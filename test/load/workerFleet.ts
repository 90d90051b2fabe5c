import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { killProcess, startProcess } from '../../sandbox/processes';
import { FROZEN, READY, type Answer, type WorkerSettings } from './ledgerWorker';

/** One message and all that was said about it. */
export interface Message {
	key: string;
	/** When it came, by `performance.now()`. */
	sentAt: number;
	/** How long it took until somebody had decided it; null for as long as nobody has. */
	waited: number | null;
	answers: Answer[];
}

/** One worker; when it is killed, another one takes its place. */
class Worker {
	readonly inHand = new Set<Message>();
	isTaking = false;

	constructor(
		readonly child: ChildProcess,
		readonly settings: WorkerSettings,
	) {}
}

/** Workers that messages are given to, and given to others when theirs does not answer. */
export class WorkerFleet {
	readonly messages: Message[] = [];
	kills = 0;
	freezes = 0;
	private workers: Worker[] = [];
	private next = 0;

	/** @param onFreeze told when a worker has frozen, with what wakes it up */
	constructor(private readonly onFreeze: (wake: () => void) => void) {}

	async start(settings: WorkerSettings): Promise<void> {
		const child = startProcess(
			process.execPath,
			['--import', 'tsx', join(__dirname, 'ledgerWorker.ts'), JSON.stringify(settings)],
			{ stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
		);
		const worker = new Worker(child, settings);
		this.workers.push(worker);
		child.stdout?.on('data', (said: Buffer) => {
			if (said.toString().includes(FROZEN)) this.frozen(worker);
		});
		await new Promise<void>((ready) => {
			child.on('message', (said: Answer | typeof READY) => {
				if (said !== READY) return this.answered(worker, said);
				worker.isTaking = true;
				ready();
			});
			child.once('exit', () => ready());
		});
	}

	/** A new message; to two workers, when WhatsApp delivers it twice. */
	send(key: string, times: number): void {
		const message = { key, sentAt: performance.now(), waited: null, answers: [] };
		this.messages.push(message);
		for (let i = 0; i < times; i += 1) this.give(message);
	}

	/** Kills the worker with these settings whatever it is doing, and starts another one. */
	async replace(settings: WorkerSettings): Promise<void> {
		const worker = this.workers.find((one) => one.settings === settings);
		if (!worker) return;
		this.kills += 1;
		worker.isTaking = false;
		await killProcess(worker.child);
		this.workers = this.workers.filter((one) => one !== worker);
		this.giveToOthers(worker);
		await this.start(worker.settings);
	}

	async stop(): Promise<void> {
		for (const { child } of this.workers) {
			child.kill('SIGCONT');
			await killProcess(child);
		}
	}

	private give(message: Message): void {
		const taking = this.workers.filter(({ isTaking }) => isTaking);
		const worker = taking[(this.next += 1) % taking.length];
		worker?.inHand.add(message);
		worker?.child.send({ key: message.key }, () => undefined);
	}

	/** As WhatsApp does when nobody answers. */
	private giveToOthers(worker: Worker): void {
		for (const message of worker.inHand) this.give(message);
	}

	private frozen(worker: Worker): void {
		this.freezes += 1;
		worker.isTaking = false;
		this.giveToOthers(worker);
		this.onFreeze(() => {
			worker.isTaking = true;
			worker.child.kill('SIGCONT');
		});
	}

	private answered(worker: Worker, answer: Answer): void {
		const message = this.messages.find(({ key }) => key === answer.key);
		if (!message) return;
		worker.inHand.delete(message);
		message.answers.push(answer);
		if ('user' in answer) message.waited ??= performance.now() - message.sentAt;
	}
}
