import type { HighLevelClient } from '../../highlevel/client';
import { findContactById } from '../../highlevel/lookUpContact';
import type { Ledger } from '../../ledger/ledger';
import { userDirectory } from '../shared/highLevel/connection';
import type { ContactsFound, ToMove } from './contactsFound';
import type { Person } from './parameters/person';
import type { Work } from './parameters/work';

/** The contacts that go back to one person, or to everybody whose day has come. */
export async function findHandOvers(
	client: HighLevelClient,
	account: string,
	ledger: Ledger,
	{ person }: Extract<Work, { kind: 'handBack' }>,
	execution: string,
	now: number,
): Promise<ContactsFound> {
	const about = `handBack ${person?.id ?? ''}`;
	const due = (await ledger.reassignments.handOvers()).filter((handOver) =>
		person ? handOver.person === person.id : handOver.until !== null && handOver.until <= now,
	);
	const users = due.length > 0 ? await userDirectory.load(client, account) : [];
	const named = (id: string): Person => ({
		id,
		name: users.find((user) => user.id === id)?.name ?? null,
	});
	const contacts: ToMove[] = [];
	const gone: string[] = [];
	for (const handOver of due) {
		const contact = await findContactById(client, handOver.contactId);
		if (!contact) {
			gone.push(handOver.id);
			continue;
		}
		const [from, to] = [named(handOver.standIn), named(handOver.person)];
		const key = `handBack:${execution}:${handOver.id}`;
		contacts.push({ contact, key, handBack: { handOver, from, to } });
	}
	// Somebody deleted them in HighLevel.
	if (gone.length > 0) await ledger.reassignments.end(gone);
	return { run: execution, about, done: 0, contacts };
}
