import type { HighLevelSandbox } from '../../sandbox/highlevel';
import type { Delivery, GraphSandbox } from '../../sandbox/whatsapp';
import type { Sent } from './messages';
import { HANDS, type Question } from './questions';

/** Somebody became the owner in HighLevel. */
export interface Hand {
	user: string;
	/** Milliseconds since 1970. */
	at: number;
}

/** A question and what became of it. */
export interface Asked {
	question: Question;
	/** Null until it is asked. */
	askedAt: number | null;
	isAnswered: boolean;
	/** Who had the contact one after the other, since the question. */
	hands: Hand[];
}

/** Asks questions and answers them in HighLevel when the time has come, and watches the owners there. */
export class Answering {
	readonly asked: readonly Asked[];
	readonly sent: Sent[] = [];
	private readonly under: Array<Promise<unknown>> = [];

	constructor(
		questions: readonly Question[],
		private readonly graph: GraphSandbox,
		private readonly highLevel: HighLevelSandbox,
		private readonly begunAt: number,
	) {
		this.asked = questions.map((question) => ({
			question,
			askedAt: null,
			isAnswered: false,
			hands: [],
		}));
	}

	/** All that is due by now. */
	look(): void {
		const now = Date.now();
		for (const one of this.asked) {
			if (one.askedAt === null && now >= this.begunAt + one.question.at) this.ask(one, now);
			this.watch(one, now);
			if (!one.isAnswered && this.isAnswerTime(one, now)) this.answer(one);
		}
	}

	/** Nobody has anything more to do, as far as the plan goes. */
	get isOver(): boolean {
		return this.asked.every(
			({ question, hands, isAnswered }) =>
				hands.length >= HANDS[question.fate] && isAnswered === (question.fate !== 'silent'),
		);
	}

	/** Every message had its first try. */
	async settled(): Promise<void> {
		await Promise.all(this.under);
	}

	private ask(one: Asked, now: number): void {
		const { writer, line, contact } = one.question;
		one.askedAt = now;
		const message = { to: line.id, from: writer, text: 'Hello?', id: `wamid.${writer.userId}` };
		const sending = this.graph.send(message).then((delivery: Delivery) => {
			this.sent.push({ message, delivery });
		});
		this.under.push(sending);
		this.highLevel.messages.send(contact, 'workflow', { body: 'We will be with you soon' });
	}

	/** An owner from before counts from the question on. */
	private watch({ question, askedAt, hands }: Asked, now: number): void {
		const owner = this.highLevel.contacts.get(question.contact)?.assignedTo;
		if (askedAt === null || !owner || owner === hands.at(-1)?.user) return;
		hands.push({ user: owner, at: now });
	}

	private isAnswerTime({ question, askedAt, hands }: Asked, now: number): boolean {
		if (askedAt === null || question.fate === 'silent') return false;
		if (question.fate === 'late') return hands.length >= HANDS.late;
		return now >= this.begunAt + question.answerAt;
	}

	private answer(one: Asked): void {
		const { question, hands } = one;
		one.isAnswered = true;
		this.highLevel.messages.send(question.contact, 'app', {
			userId: hands.at(-1)?.user,
			body: 'Yes?',
		});
	}
}
