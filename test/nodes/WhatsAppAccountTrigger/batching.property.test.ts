import fc from 'fast-check';
import type { Run } from '../../../nodes/WhatsAppAccountTrigger/delivery/batch';
import { DeliveryBatching, LIMITS } from '../../../nodes/WhatsAppAccountTrigger/delivery/batching';

interface Message {
	id: number;
	contact: number;
	poison: boolean;
}

/** One request, from its arrival to its answer. */
interface Request {
	messages: Message[];
	order: number;
	answers: number[];
	gone: boolean;
	/** Its messages are in a run that has begun, or never will be. */
	settled: boolean;
}

const PATIENCE_MS = 1_000;

/**
 * WhatsApp, n8n and a workflow that fails on poison: everything that may happen happens in an order
 * that fast-check chooses, and what must always hold is checked at each step.
 */
class DeliverySimulation {
	readonly batching: DeliveryBatching<Message>;

	readonly requests: Request[] = [];

	/** What WhatsApp has not been told 200 for. */
	readonly open = new Set<Message>();

	readonly failures = new Map<Message, number>();

	readonly runs: Message[][] = [];

	isBusy = false;

	private broken?: { error: unknown };

	private readonly running: Array<{ run: Run<Message>; leader: Request }> = [];

	constructor(
		private readonly maxMessages: number,
		limits: { runs: number; waiting: number },
	) {
		this.batching = new DeliveryBatching(
			{ patienceMs: PATIENCE_MS, mostPatienceMs: 3 * PATIENCE_MS, bytes: 1_000, ...limits },
			() => this.isBusy,
		);
	}

	get isIdle(): boolean {
		return this.running.length === 0;
	}

	async deliver(messages: Message[]): Promise<Request> {
		const request: Request = {
			messages,
			order: this.requests.length,
			answers: [],
			gone: false,
			settled: false,
		};
		this.requests.push(request);
		for (const message of messages) this.open.add(message);
		const begun = this.batching.take(
			{
				messages: messages.map((message) => ({
					key: `message ${message.id}`,
					contact: [`contact ${message.contact}`],
					value: message,
				})),
				bytes: messages.length,
				isGone: () => request.gone,
				answer: (status) => this.answer(request, status),
			},
			this.maxMessages,
		);
		void begun
			?.then((run) => this.begin(run, request))
			.catch((error: unknown) => (this.broken ??= { error }));
		await this.settle();
		return request;
	}

	/** Ends one of the runs, as n8n would: badly if there is poison in it. */
	async endRun(which: number): Promise<void> {
		const [one] = this.running.splice(which % this.running.length, 1);
		if (!one) return;
		const { messages } = one.run;
		const status = messages.some(({ poison }) => poison) ? 500 : 200;
		for (const message of messages) {
			if (status === 500) this.failures.set(message, (this.failures.get(message) ?? 0) + 1);
		}
		this.answer(one.leader, status);
		one.run.end(status);
		await this.settle();
	}

	async outlastPatience(): Promise<void> {
		jest.advanceTimersByTime(PATIENCE_MS);
		await this.settle();
	}

	private async settle(): Promise<void> {
		await settle();
		if (this.broken) throw this.broken.error;
	}

	private begin(run: Run<Message>, leader: Request): void {
		const busy = this.running.flatMap(({ run: { messages } }) => messages);
		const ids = run.messages.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const message of run.messages) {
			expect(busy.map(({ contact }) => contact)).not.toContain(message.contact);
		}
		this.expectOrder(run.messages);
		this.running.push({ run, leader });
		if (run.messages.length > 0) this.runs.push(run.messages);
	}

	/** Nobody of the same contact came earlier and still waits. */
	private expectOrder(messages: Message[]): void {
		const waits = ({ answers, settled }: Request) => answers.length === 0 && !settled;
		for (const contact of new Set(messages.map((message) => message.contact))) {
			const ofContact = (all: Message[]) => all.filter((one) => one.contact === contact);
			const waiting = this.requests.filter(
				(request) => waits(request) && ofContact(request.messages).length > 0,
			);
			const present = waiting.filter(({ gone }) => !gone);
			const inTurn = present.flatMap((request) => ofContact(request.messages));
			const started = ofContact(messages);
			expect(started).toEqual([...new Set(inTurn)].filter((one) => started.includes(one)));
			const staying = waiting.findIndex(
				({ messages: own, gone }) => !gone && !ofContact(own).every((one) => started.includes(one)),
			);
			// Who comes again while the message waits does not lose the place in the queue.
			const before = staying < 0 ? waiting : waiting.slice(0, staying);
			const mayStart = before.flatMap(({ messages: own }) => own);
			for (const one of started) expect(mayStart).toContain(one);
		}
		for (const request of this.requests) {
			if (request.messages.every((one) => messages.includes(one))) request.settled = true;
		}
	}

	private answer(request: Request, status: number): void {
		request.answers.push(status);
		if (status === 200 && !request.gone) {
			for (const message of request.messages) this.open.delete(message);
		}
	}
}

/** Lets all promises go on. */
async function settle(): Promise<void> {
	for (let i = 0; i < 10; i++) await Promise.resolve();
}

const messages = fc
	.array(fc.record({ contact: fc.nat(6), poison: fc.boolean() }), { minLength: 1, maxLength: 24 })
	.map((all) => all.map((one, id) => ({ ...one, id, poison: false })));

const actions = fc.array(fc.tuple(fc.nat(4), fc.nat(1_000)), { maxLength: 120 });

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('answers everybody exactly once and runs the messages of a contact in order, whatever happens when', async () => {
	await fc.assert(
		fc.asyncProperty(
			messages,
			actions,
			fc.integer({ min: 1, max: 10 }),
			fc.record({ runs: fc.integer({ min: 1, max: 4 }), waiting: fc.integer({ min: 1, max: 8 }) }),
			async (all, steps, maxMessages, limits) => {
				jest.clearAllTimers();
				const simulation = new DeliverySimulation(maxMessages, limits);
				const coming = [...all];
				const happen = [
					async (n: number) => {
						const next = coming.splice(0, 1 + (n % 3));
						if (next.length > 0) await simulation.deliver(next);
					},
					async (n: number) => {
						const known = simulation.requests[n % Math.max(1, simulation.requests.length)];
						if (known) await simulation.deliver(known.messages);
					},
					async (n: number) => {
						const known = simulation.requests[n % Math.max(1, simulation.requests.length)];
						if (known) known.gone = true;
					},
					async (n: number) => await simulation.endRun(n),
					async (n: number) => {
						simulation.isBusy = n % 2 === 0;
						await simulation.outlastPatience();
					},
				];
				for (const [which, n] of steps) await happen[which]?.(n);
				while (coming.length > 0) await simulation.deliver(coming.splice(0, 2));
				while (!simulation.isIdle) await simulation.endRun(0);

				for (const { answers } of simulation.requests) expect(answers).toHaveLength(1);
				// WhatsApp delivers the rest again, now that it is quiet: nothing is stuck.
				for (const message of [...simulation.open]) {
					await simulation.deliver([message]);
					while (!simulation.isIdle) await simulation.endRun(0);
				}
				expect([...simulation.open]).toEqual([]);
				expect(jest.getTimerCount()).toBe(0);
			},
		),
		{ numRuns: 1000 },
	);
});

it('leaves a message that the workflow cannot handle alone within log2(n) + 1 failures', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 64 }),
			fc.nat(),
			fc.array(fc.nat(1_000), { minLength: 20, maxLength: 20 }),
			async (count, which, order) => {
				const simulation = new DeliverySimulation(64, { runs: 1, waiting: 100 });
				const all = Array.from({ length: count }, (_, id) => ({
					id,
					contact: id,
					poison: id === which % count,
				}));
				// All of them wait for the end of another run.
				await simulation.deliver([{ id: -1, contact: -1, poison: false }]);
				for (const message of all) await simulation.deliver([message]);
				while (!simulation.isIdle) await simulation.endRun(0);
				const rounds = Math.floor(Math.log2(count)) + 1;
				for (let round = 1; round < rounds; round++) {
					await simulation.deliver([{ id: -1 - round, contact: -1, poison: false }]);
					const again = [...simulation.open].sort(
						(a, b) =>
							(((a.id + 1) * (order[round] ?? 1)) % 101) -
							(((b.id + 1) * (order[round] ?? 1)) % 101),
					);
					for (const message of again) await simulation.deliver([message]);
					while (!simulation.isIdle) await simulation.endRun(0);
				}
				expect([...simulation.open].filter(({ poison }) => !poison)).toEqual([]);
				expect(simulation.runs.findLast((run) => run.some(({ poison }) => poison))).toHaveLength(1);
				expect(Math.max(...simulation.failures.values())).toBeLessThanOrEqual(rounds);
			},
		),
		{ numRuns: 200 },
	);
});

it('does not let a newcomer into a run with messages of a failed one', async () => {
	const simulation = new DeliverySimulation(10, { runs: 1, waiting: 10 });
	const old = [0, 1, 2, 3].map((id) => ({ id, contact: id, poison: id === 0 }));
	await simulation.deliver(old);
	await simulation.endRun(0);
	await simulation.deliver([{ id: 8, contact: 8, poison: false }]);
	for (const message of old) await simulation.deliver([message]);
	await simulation.deliver([{ id: 9, contact: 9, poison: false }]);
	while (!simulation.isIdle) await simulation.endRun(0);
	expect(simulation.runs.map((run) => run.map(({ id }) => id))).toEqual([
		[0, 1, 2, 3],
		[8],
		[0, 1],
		[2, 3],
		[9],
	]);
});

it('starts beside a run that lasts, but not while the process is busy, unless it lasts too long', async () => {
	for (const [isBusy, seconds] of [
		[false, 1],
		[true, 3],
	] as const) {
		const simulation = new DeliverySimulation(10, { runs: 2, waiting: 10 });
		simulation.isBusy = isBusy;
		for (let id = 0; id < 3; id++) await simulation.deliver([{ id, contact: id, poison: false }]);
		for (let second = 1; second <= seconds; second++) {
			expect(simulation.runs).toHaveLength(1);
			await simulation.outlastPatience();
		}
		expect(simulation.runs.map((run) => run.map(({ id }) => id))).toEqual([[0], [1, 2]]);
		while (!simulation.isIdle) await simulation.endRun(0);
	}
});

it('asks to come back when too many batches wait', async () => {
	const simulation = new DeliverySimulation(1, { runs: 1, waiting: 2 });
	const same = (id: number) => ({ id, contact: 0, poison: false });
	for (let id = 0; id < 4; id++) await simulation.deliver([same(id)]);
	expect(simulation.requests.map(({ answers }) => answers)).toEqual([[], [], [], [503]]);
	while (!simulation.isIdle) await simulation.endRun(0);
	expect(simulation.requests.map(({ answers }) => answers)).toEqual([[200], [200], [200], [503]]);
});

it('keeps a batch below the size of the bodies that it may have', async () => {
	const batching = new DeliveryBatching<number>({ ...LIMITS, runs: 1, bytes: 100 });
	const begun: number[][] = [];
	const ends: Array<(status: number) => void> = [];
	const take = (id: number, bytes: number) =>
		void batching
			.take(
				{
					messages: [{ key: `${id}`, contact: [], value: id }],
					bytes,
					isGone: () => false,
					answer: () => {},
				},
				50,
			)
			?.then((run) => {
				begun.push(run.messages);
				ends.push(run.end);
			});
	take(0, 500);
	for (let id = 1; id <= 5; id++) take(id, 40);
	await settle();
	while (ends.length > 0) {
		ends.shift()?.(200);
		await settle();
	}
	expect(begun).toEqual([[0], [1, 2], [3, 4], [5]]);
});
