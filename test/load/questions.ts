import { demoTeam, type HighLevelSandbox } from '../../sandbox/highlevel';
import { seededRandom, shuffled } from '../../sandbox/random';
import { DEMO_WABA } from '../../sandbox/whatsapp';
import type { Writer } from './messages';

const MINUTE = 60_000;

const { sofia, marcus, priya, tom } = demoTeam.users;

/** Who shares the contacts, and who gets those whom two of them left waiting. */
export const TEAM = [sofia.id, marcus.id, priya.id] as const;
export const LEAD = tom.id;

/** WhatsApp numbers, each with a time within which somebody has to answer. */
export const LINES = [
	...DEMO_WABA.numbers,
	{ id: '528164390271847', displayPhoneNumber: '+1 202-555-0189', verifiedName: 'Returns Line' },
].map((number, index) => ({ ...number, minutes: index + 1 }));

export type Line = (typeof LINES)[number];

/** Minutes for whoever got the contact then. */
export const AGAIN_MINUTES = 2;

/**
 * `inTime`: a human answers in time. `late`: when somebody else has got the contact. `silent`: nobody
 * ever does. A bot answers all of them at once.
 */
export type Fate = 'inTime' | 'late' | 'silent';

export interface Question {
	writer: Writer;
	line: Line;
	fate: Fate;
	/** HighLevel's contact ID. */
	contact: string;
	/** When it is asked, and when it is answered in time: milliseconds since the beginning. */
	at: number;
	answerAt: number;
}

/** What a person may still have to do, and how often the contact changes hands at most. */
export const HANDS: Readonly<Record<Fate, number>> = { inTime: 1, late: 2, silent: 3 };

/**
 * Questions of people whom HighLevel knows, one each, spread over a time; a third of them has an owner
 * before. The same with the same seed.
 */
export function makeQuestions(
	count: number,
	withinMs: number,
	seed: number,
	highLevel: HighLevelSandbox,
): Question[] {
	const random = seededRandom(seed);
	const fates: readonly Fate[] = ['silent', 'inTime', 'late'];
	const places = shuffled([...Array(count).keys()], random);
	return places.map((place, index) => {
		const phone = `1415555${String(4_000 + index)}`;
		const line = LINES[index % LINES.length] as Line;
		const owner = index % 9 < 3 ? { assignedTo: TEAM[index % TEAM.length] } : {};
		const at = (withinMs * place) / count;
		return {
			writer: { phone, userId: `US.question${index}`, name: `Writer ${index}` },
			line,
			fate: fates[Math.floor(index / LINES.length) % fates.length] ?? 'silent',
			contact: highLevel.contacts.seedContact({ phone: `+${phone}`, ...owner }).id,
			at,
			answerAt: at + 2_000 + random() * (line.minutes * MINUTE - 7_000),
		};
	});
}
