import type { HighLevelError } from '../../highlevel/errors';
import type { LedgerPlace } from '../shared/ledger/ledgerPlace';
import type { ContactSnapshots } from './contactSnapshots';

/** What all items of a run share. */
export interface Shared {
	/** Steps for which the token turned out to lack the permission. */
	refused: Map<string, HighLevelError>;
	snapshots: ContactSnapshots;
	/** Where the ledger of this node is; null when it cannot be opened. */
	ledgerPlace(): Promise<LedgerPlace | null>;
	/** Milliseconds since 1970. */
	startedAt: number;
}
