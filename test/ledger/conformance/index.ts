import type { Database } from '../../../ledger/database';
import { LedgerStore } from '../../../ledger/store';
import { LedgerFixture } from '../ledgerFixture';
import { accounts } from './accounts';
import { answers } from './answers';
import { anyText } from './anyText';
import { beginning } from './beginning';
import { contactTags } from './contactTags';
import { cursors } from './cursors';
import { deciding } from './deciding';
import { escalations } from './escalations';
import { forgetting } from './forgetting';
import { idempotencyKeys } from './idempotencyKeys';
import { identities } from './identities';
import { keptPlans } from './keptPlans';
import { knownUsers } from './knownUsers';
import { lastSeen } from './lastSeen';
import { keptContacts } from './keptContacts';
import { openContacts } from './openContacts';
import { outcomes } from './outcomes';
import { owners } from './owners';
import { personalData } from './personalData';
import { preview } from './preview';
import { previewSeries } from './previewSeries';
import { ratings } from './ratings';
import { reading } from './reading';
import { reassignments } from './reassignments';
import { reservations } from './reservations';
import { reportFacts } from './reportFacts';
import { retention } from './retention';
import { schema } from './schema';
import { snapshots } from './snapshots';
import { standing } from './standing';
import { turns } from './turns';
import { waitingQueue } from './waitingQueue';
import { waits } from './waits';
import type { Suite } from './suite';

const SUBJECTS: ReadonlyArray<(suite: Suite) => void> = [
	deciding,
	turns,
	reservations,
	identities,
	owners,
	snapshots,
	standing,
	openContacts,
	accounts,
	forgetting,
	personalData,
	preview,
	previewSeries,
	reassignments,
	idempotencyKeys,
	contactTags,
	cursors,
	lastSeen,
	knownUsers,
	anyText,
	retention,
	schema,
	beginning,
	waits,
	answers,
	escalations,
	waitingQueue,
	keptPlans,
	reading,
	outcomes,
	ratings,
	keptContacts,
	reportFacts,
];

/**
 * What every ledger does, whatever keeps it.
 * @param connect another connection to one empty database, the same for a whole test
 * @param everything all that is stored in it, as text
 */
export function conformance(
	connect: () => Promise<Database>,
	everything: () => Promise<string>,
): void {
	let store: LedgerStore;
	const worker = async () => await LedgerStore.open(await connect());
	const ledger = (scope: string) => store.ledger(scope);
	const fixture = () => new LedgerFixture(ledger('location'));

	beforeEach(async () => {
		store = await worker();
	});
	afterEach(async () => await store.close());

	for (const subject of SUBJECTS)
		subject({ connect, worker, store: () => store, ledger, fixture, everything });
}
