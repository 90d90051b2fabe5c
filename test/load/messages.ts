import { seededRandom, shuffled } from '../../sandbox/random';
import {
	DEMO_WABA,
	type Delivery,
	type GraphSandbox,
	type InboundMessage,
	type Person,
} from '../../sandbox/whatsapp';

/** Somebody who writes; everybody here shows a phone number. */
export type Writer = Person & { phone: string };

/** A message and what became of it. */
export interface Sent {
	message: InboundMessage;
	delivery: Delivery;
}

/** The number that all messages go to. */
export const [SALES = { id: '', displayPhoneNumber: '', verifiedName: '' }] = DEMO_WABA.numbers;

/**
 * Messages in random order: one of everybody, and the rest of anybody, so that the same person
 * writes several times while the first message may still be under way.
 */
export function makeMessages(
	people: number,
	messages: number,
	seed: number,
): { writers: Writer[]; messages: InboundMessage[] } {
	const random = seededRandom(seed);
	const writers = Array.from({ length: people }, (_, index) => ({
		phone: `1415555${String(2_000 + index)}`,
		userId: `US.load${index}`,
		name: `Writer ${index}`,
	}));
	const authors = Array.from({ length: messages }, (_, index) =>
		index < people ? index : Math.floor(random() * people),
	);
	return {
		writers,
		messages: shuffled(authors, random).map((author, index) => ({
			to: SALES.id,
			from: writers[author] as Writer,
			text: `Message ${index}`,
			id: `wamid.load-${index}`,
		})),
	};
}

/** Sends messages, a few at a time; a message has had its first try when the next one follows. */
export async function sendAll(
	graph: GraphSandbox,
	messages: readonly InboundMessage[],
	atOnce: number,
): Promise<Sent[]> {
	const sent: Sent[] = [];
	const waiting = [...messages];
	const sender = async () => {
		for (let message = waiting.shift(); message; message = waiting.shift()) {
			sent.push({ message, delivery: await graph.send(message) });
		}
	};
	await Promise.all(Array.from({ length: atOnce }, sender));
	return sent;
}

/** Waits until WhatsApp has nothing more to deliver. @returns false when that takes too long */
export async function untilIdle(graph: GraphSandbox, withinMs: number): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const timeout = new Promise<boolean>((done) => {
		timer = setTimeout(() => done(false), withinMs);
	});
	const idle = await Promise.race([graph.idle().then(() => true), timeout]);
	clearTimeout(timer);
	return idle;
}
