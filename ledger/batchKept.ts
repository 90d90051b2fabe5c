import { MINUTE } from '../routing/model/durations';
import type { StateChange } from '../routing/model/state';
import type { BatchContext } from './batchContext';
import type { Transaction } from './database';
import type { DecisionRequest } from './ledger';
import type { Insertable, KeptRow } from './rows';

/** Days, and with them weeks and months, begin at quarters of an hour, whatever the time zone. */
const QUARTER = 15 * MINUTE;

type KeptChange = StateChange & { type: 'kept' };

/**
 * How often people kept their contacts, as the decisions of a batch add to it: decisions are kept for a
 * month, these counts as long as assignments.
 */
export class BatchKept {
	private readonly rows = new Map<string, KeptRow>();

	constructor(private readonly context: BatchContext) {}

	/** @param isByHand whether no decision has made the owner the owner */
	count(
		{ kept }: Pick<DecisionRequest, 'kept'>,
		changes: readonly StateChange[],
		isByHand: boolean,
	): void {
		if (!kept) return;
		for (const change of changes) if (change.type === 'kept') this.add(change, isByHand);
	}

	async write(sql: Transaction): Promise<void> {
		await sql.insert(
			'contact_assignment_kept',
			[...this.rows.values()] as Array<Insertable<KeptRow>>,
			`ON CONFLICT (scope, id) DO UPDATE SET
				count = contact_assignment_kept.count + excluded.count`,
		);
	}

	private add({ user, account, team, rule, source }: KeptChange, isByHand: boolean): void {
		const { now, scope, secrets } = this.context;
		const at = Math.floor(now / QUARTER) * QUARTER;
		const by_hand = Number(isByHand);
		const name = JSON.stringify([at, user, account, team, rule, source, by_hand]);
		const row = this.rows.get(name);
		if (row) {
			row.count += 1;
			return;
		}
		const what = { at, user_id: user, account, team, rule, source, by_hand };
		this.rows.set(name, { scope, id: secrets.hash(name), ...what, count: 1 });
	}
}
