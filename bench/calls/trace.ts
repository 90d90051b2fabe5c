import { seededRandom, shuffled } from '../../sandbox/random';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** So that it is equally busy, however long it is: 10,000 deliveries are five days of nine hours. */
const DAY_OF = 2_000;
const WORKING_HOURS = 9;
/** Monday, 09:00 in UTC. */
export const START = Date.parse('2026-03-02T09:00:00Z');

/** What HighLevel has of a person before the first message. */
export type Before = 'nothing' | 'nobodyOwnsIt' | 'somebodyOwnsIt';

export interface Person {
	phone: string;
	name: string;
	before: Before;
}

/** One delivery of one message. */
export interface Delivery {
	/** Milliseconds since 1970. */
	at: number;
	person: number;
	/** 0 or 1: the WhatsApp number that was messaged. */
	account: number;
	key: string;
	repeated: boolean;
}

export interface Trace {
	people: Person[];
	deliveries: Delivery[];
}

/**
 * Working days of messages, the same for the same seed: half of the people are new to HighLevel,
 * the others known to it with and without an owner; they write in conversations of quick messages
 * with pauses; every thirtieth message is delivered twice, as WhatsApp does.
 */
export function makeTrace(size: { people: number; deliveries: number }, seed: number): Trace {
	const random = seededRandom(seed);
	const days = size.deliveries / DAY_OF;
	const between = (least: number, most: number) => least + random() * (most - least);
	const people = Array.from({ length: size.people }, (_, i): Person => {
		const share = random();
		const before = share < 0.5 ? 'nothing' : share < 0.7 ? 'nobodyOwnsIt' : 'somebodyOwnsIt';
		return { phone: `+1415${5_550_000 + i}`, name: `Person ${i}`, before };
	});
	const wanted = Math.round((size.deliveries * 30) / 31);
	const first: Delivery[] = [];
	const converse = (person: number) => {
		const hours = random() * days * WORKING_HOURS;
		const day = Math.floor(hours / WORKING_HOURS);
		let at = START + day * 24 * HOUR + (hours - day * WORKING_HOURS) * HOUR;
		const account = random() < 0.85 ? person % 2 : 1 - (person % 2);
		const length = 1 + Math.floor(random() * 5);
		for (let i = 0; i < length && first.length < wanted; i++) {
			first.push({ at, person, account, key: `msg:${first.length}`, repeated: false });
			const pause = random();
			at +=
				pause < 0.6
					? between(2 * SECOND, 40 * SECOND)
					: pause < 0.85
						? between(MINUTE, 8 * MINUTE)
						: between(10 * MINUTE, 90 * MINUTE);
		}
	};
	// Everybody writes once; whoever writes again is drawn by lot.
	for (const person of shuffled([...people.keys()], random)) converse(person);
	while (first.length < wanted) converse(Math.floor(random() * size.people));
	const again = shuffled(first, random)
		.slice(0, size.deliveries - first.length)
		.map((one) => ({ ...one, at: one.at + between(SECOND, 10 * MINUTE), repeated: true }));
	const deliveries = [...first, ...again].sort((a, b) => a.at - b.at);
	return { people, deliveries };
}
