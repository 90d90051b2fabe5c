import fc from 'fast-check';
import type { Recorded } from '../../ledger/ledger';
import { MINUTE } from '../../routing/model/durations';
import { RESERVED_MS } from './ledgerFixture';
import type { WaitsFixture } from './waitsFixture';

/** What can happen to contacts and their waits. */
export type Step =
	| { do: 'ask' | 'close' | 'giveTurnBack' | 'answer' | 'release' | 'confirm'; who: number }
	| { do: 'late'; who: number; minutes: number }
	| { do: 'clearOwners' | 'forget' | 'unclear' | 'won' | 'askRating'; who: number }
	| { do: 'goOn'; minutes: number };

const who = fc.nat(3);
export const step: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), who }) },
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('goOn' as const),
			minutes: fc.constantFrom(1, 5, 10, 15),
		}),
	},
	fc.record({
		do: fc.constantFrom(
			...(['close', 'giveTurnBack', 'answer', 'release', 'confirm', 'clearOwners'] as const),
		),
		who,
	}),
	fc.record({ do: fc.constant('late' as const), who, minutes: fc.constantFrom(3, 12) }),
);

/** The same, and what nobody does in the middle of a wait, or what is none. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 6, arbitrary: step },
	fc.record({ do: fc.constantFrom(...(['forget', 'unclear', 'won', 'askRating'] as const)), who }),
);

/** Names of contacts; the last is the first one by another name, until a message has both. */
const PEOPLE = [
	{ phone: '+14155550001', whatsappUserId: null },
	{ phone: '+14155550002', whatsappUserId: null },
	{ phone: null, whatsappUserId: 'US.1' },
	{ phone: '+14155550001', whatsappUserId: 'US.1' },
];

/** Takes the steps; each decision waits to be confirmed. */
export async function take(fixture: WaitsFixture, steps: readonly Step[]): Promise<unknown[]> {
	const last = new Map<number, Recorded>();
	const seen: unknown[] = [];
	const contactOf = (one: number) => ({ name: null, ...PEOPLE[one] });
	const named = (one: number) => fixture.named('x', contactOf(one));
	const take = async (one: Step): Promise<unknown> => {
		const { ledger, now } = fixture;
		switch (one.do) {
			case 'goOn':
				fixture.now += one.minutes * MINUTE;
				return await fixture.escalate();
			case 'ask': {
				fixture.now += 1;
				const message = { type: 'text', text: 'Hello?' };
				const recorded = await fixture.decide(
					fixture.person('x', { message, contact: contactOf(one.who) }),
					RESERVED_MS,
				);
				last.set(one.who, recorded);
				return recorded.decision.user?.id;
			}
			case 'answer':
			case 'late': {
				const at = now - ('minutes' in one ? one.minutes * MINUTE : 0);
				const reply = { ...fixture.reply('x', 0), contact: named(one.who), at };
				const noted = await ledger.waits.note([reply], now);
				return noted.map(({ ended }) => ended.length);
			}
			case 'clearOwners':
				return await ledger.clearOwners(
					[{ contact: named(one.who), user: null, contactId: 'c' }],
					now,
				);
			case 'unclear': {
				const reply = { ...fixture.reply('x', 0, { verdict: 'unclear' }), at: now };
				return await ledger.waits.note([{ ...reply, contact: named(one.who) }], now);
			}
			case 'won': {
				const won = { id: `won ${now} ${one.who}`, kind: 'won', at: now, by: 'byHand' } as const;
				return await ledger.outcomes.note([{ ...won, contact: named(one.who) }], now);
			}
			case 'askRating': {
				const asked = await ledger.outcomes.ask(named(one.who), true, now);
				return asked && (await ledger.outcomes.rate(asked.id, 4, now + 1, now + 1));
			}
			case 'forget':
				return await ledger.forget(named(one.who), now);
			case 'close':
				return await ledger.close(named(one.who), now);
			case 'giveTurnBack':
				return (await ledger.giveTurnBack(named(one.who), 'spam', now))?.user ?? null;
			default: {
				const recorded = last.get(one.who);
				if (recorded) {
					await fixture.settle(recorded, one.do === 'confirm' ? 'confirmed' : 'released');
				}
				return undefined;
			}
		}
	};
	for (const one of steps) seen.push(await take(one));
	return seen;
}
