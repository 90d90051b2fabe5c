import type { ContactOutcome } from '../routing/model/contactOutcome';
import type { ReplyWay } from '../routing/model/reply';
import type { Database } from './database';
import type { KeptFact, OutcomeFact, ReplyFact } from './facts';
import type { Span } from './reading';
import { slices } from './slices';

const DIMENSIONS = ['user_id', 'team', 'account', 'rule', 'source'];
const OUTCOME = ['id', 'kind', ...DIMENSIONS, 'value', 'question'];

/** The columns, then when it was. */
type OutcomeList = readonly [
	id: string,
	kind: ContactOutcome,
	user: string | null,
	team: string | null,
	account: string | null,
	rule: string | null,
	source: string | null,
	value: number | null,
	question: string | null,
	at: number,
];

/** What became of contacts, as facts. */
export async function* readOutcomes(
	database: Database,
	scope: string,
	span: Span,
): AsyncGenerator<readonly OutcomeFact[], void, undefined> {
	const sliced = { table: 'contact_assignment_outcomes', time: 'at', columns: OUTCOME } as const;
	yield* slices(database, scope, sliced, span, (rows: OutcomeList[]) =>
		rows.map(([id, kind, user, team, account, rule, source, value, question, at]) => {
			return { id, at, kind, user, team, account, rule, source, value, question };
		}),
	);
}

type KeptList = readonly [
	user: string,
	team: string | null,
	account: string | null,
	rule: string | null,
	source: string | null,
	byHand: number,
	count: number,
	at: number,
];

/** Contacts that stayed with their owners, as facts. */
export async function* readKept(
	database: Database,
	scope: string,
	span: Span,
): AsyncGenerator<readonly KeptFact[], void, undefined> {
	const columns = [...DIMENSIONS, 'by_hand', 'count'];
	const sliced = { table: 'contact_assignment_kept', time: 'at', columns } as const;
	yield* slices(database, scope, sliced, span, (rows: KeptList[]) =>
		rows.map(([user, team, account, rule, source, byHand, count, at]) => ({
			...{ at, user, team, account, rule, source, count },
			byHand: byHand === 1,
		})),
	);
}

type ReplyList = readonly [user: string | null, account: string | null, how: ReplyWay, at: number];

/** Messages of ours of which it cannot be told who wrote them, as facts. */
export async function* readUnclear(
	database: Database,
	scope: string,
	span: Span,
): AsyncGenerator<readonly ReplyFact[], void, undefined> {
	const columns = ['user_id', 'account', 'how'];
	const where = "verdict = 'unclear'";
	const sliced = { table: 'contact_assignment_replies', time: 'at', columns, where } as const;
	yield* slices(database, scope, sliced, span, (rows: ReplyList[]): ReplyFact[] =>
		rows.map(([user, account, how, at]) => ({ at, user, account, verdict: 'unclear', how })),
	);
}
