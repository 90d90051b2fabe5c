import fc from 'fast-check';

/** What can happen to contacts of a location, as people and triggers tell it. */
export type Step =
	| { do: 'write'; who: number; account: number; source: number; byHand: boolean }
	| { do: 'tag' | 'handOver' | 'forget' | 'close' | 'clearOwners'; who: number }
	| { do: 'giveTurnBack' | 'takeTurnAgain' | 'release' | 'confirm' | 'askRating'; who: number }
	| { do: 'reply'; who: number; ago: number; user: string | null; account: number | null }
	| { do: 'unclear'; who: number; user: string | null }
	| { do: 'told'; reply: number }
	| { do: 'deal'; who: number; name: number; kind: 'won' | 'lost' | 'abandoned'; ago: number }
	| { do: 'rate'; question: number; value: number; ago: number }
	| { do: 'goOn'; minutes: number }
	/** Many others ask, are answered after so many minutes each or not at all, are closed and rate. */
	| { do: 'rush'; answers: Array<number | null> };

const who = fc.nat(5);
const user = fc.constantFrom(null, null, 'u1', 'u2', 'u7');
const account = fc.nat(1);
const ago = fc.constantFrom(0, 0, 0, 3, 12, 70);

/** Most often somebody writes, is answered, or time goes on. */
export const step: fc.Arbitrary<Step> = fc.oneof(
	{
		weight: 12,
		arbitrary: fc.record({
			...{ do: fc.constant('write' as const), who, account, source: fc.nat(3) },
			byHand: fc.constantFrom(false, false, false, false, true),
		}),
	},
	{
		weight: 9,
		arbitrary: fc.record({
			...{ do: fc.constant('reply' as const), who, ago, user },
			account: fc.constantFrom(null, null, 0, 1),
		}),
	},
	{
		weight: 9,
		arbitrary: fc.record({
			do: fc.constant('goOn' as const),
			minutes: fc.constantFrom(1, 5, 9, 15, 61, 600, 1500),
		}),
	},
	{ weight: 2, arbitrary: fc.record({ do: fc.constant('unclear' as const), who, user }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('told' as const), reply: fc.nat(9) }) },
	{
		weight: 4,
		arbitrary: fc.record({
			...{ do: fc.constant('deal' as const), who, name: fc.nat(5), ago },
			kind: fc.constantFrom(...(['won', 'lost', 'abandoned'] as const)),
		}),
	},
	{
		weight: 3,
		arbitrary: fc.record({
			...{ do: fc.constant('rate' as const), question: fc.nat(4), ago },
			value: fc.integer({ min: 1, max: 5 }),
		}),
	},
	{
		weight: 9,
		arbitrary: fc.record({
			do: fc.constantFrom(
				...(['tag', 'handOver', 'close', 'clearOwners', 'giveTurnBack'] as const),
				...(['takeTurnAgain', 'release', 'confirm', 'confirm', 'askRating'] as const),
			),
			who,
		}),
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), who }) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constant('rush' as const),
			answers: fc.array(fc.constantFrom(0, 1, 2, 4, 5, 9, 11, 14, null), {
				minLength: 15,
				maxLength: 25,
				size: 'max',
			}),
		}),
	},
);
