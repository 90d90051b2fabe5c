import { randomBytes } from 'node:crypto';
import { DEMO_ADS, referralOf } from '../demo/ads';
import type { HighLevelSandbox } from '../highlevel';
import type { GraphSandbox, InboundMessage } from '../whatsapp';
import type { z } from 'zod';
import { EntryLog, type MessageEntry } from './entries';
import { HandChanges } from './handChanges';
import { N8nLink } from './n8nLink';
import { Publisher, type Choice } from './publisher';
import { Refusal, type messageRequest } from './requests';
import { RunWatch } from './runWatch';

/** What a playground plays with. */
export interface Surroundings {
	graph: GraphSandbox;
	highLevel: HighLevelSandbox;
	n8nUrl: string;
	choices: readonly Choice[];
}

/** What people do on the page, and what is seen of it. */
export class Playground {
	readonly log = new EntryLog();
	readonly watch: RunWatch;
	readonly publisher: Publisher;
	readonly byHand: HandChanges;

	constructor(readonly surroundings: Surroundings) {
		const link = new N8nLink(surroundings.n8nUrl);
		this.watch = new RunWatch(link);
		this.publisher = new Publisher(link, surroundings.choices);
		this.byHand = new HandChanges(surroundings.highLevel, link, this.log);
	}

	/** Sends what somebody wrote on the page; what becomes of it, the log says. */
	write({ name, phone, to, text, ad }: z.output<typeof messageRequest>): void {
		if (!this.numbers().some(({ id }) => id === to)) throw new Refusal('To: no such number');
		const clicked = ad === null ? null : DEMO_ADS.find(({ id }) => id === ad);
		if (clicked === undefined) throw new Refusal('Ad: no such ad');
		const message = {
			id: `wamid.${randomBytes(16).toString('base64url')}`,
			to,
			from: { phone, ...(name !== '' && { name }) },
			text,
			...(clicked && { referral: referralOf(clicked) }),
		};
		void this.send(message, { ad: clicked?.headline ?? null });
	}

	/**
	 * Sends a message and writes it down; resolves when n8n has answered for the first time.
	 * @param more what it is to show, and the headline of the ad that it came from
	 */
	async send(
		message: InboundMessage & { id: string },
		more: { ad?: string | null; shows?: string; isRepeat?: boolean } = {},
	): Promise<MessageEntry> {
		const { ad = null, shows = '', isRepeat = false } = more;
		const timed = { timestamp: Math.floor(Date.now() / 1000), ...message };
		const entry = this.log.add<MessageEntry>({
			...{ kind: 'message', message: timed, ad, shows, isRepeat },
		});
		entry.delivery = await this.surroundings.graph.send(timed);
		return entry;
	}

	/** As WhatsApp does when it does not know whether a message has arrived. */
	repeat(entryId: string): void {
		const entry = this.log.message(entryId);
		if (!entry) throw new Refusal('This message is not in the log any more', 404);
		void this.send(entry.message, { ad: entry.ad, isRepeat: true });
	}

	numbers() {
		return this.surroundings.graph.wabas.flatMap(({ numbers }) => numbers);
	}
}
