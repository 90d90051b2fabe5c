import type { IDataObject } from 'n8n-workflow';
import type { KeptWait } from '../../../ledger/waits';
import { MINUTE } from '../../../routing/model/durations';
import { isoOf } from '../../shared/times';
import { namingOf, type List, type ListSource, type Naming } from './list';

/** Who waits for an answer, the longest waiting first. */
export async function waitingContacts({ ledger, kept, limit, now }: ListSource): Promise<List> {
	const waits = await ledger.waits.open(limit);
	const naming = namingOf(kept);
	return {
		rows: waits.map((wait) => rowOf(wait, naming, now)),
		nothing:
			'Nobody waits for an answer, as far as this ledger knows. It knows those about whom Resolve Assignment has decided in published workflows.',
	};
}

/** A wait as a row: whose turn it is to answer and since when, then the contact. */
export function rowOf(wait: KeptWait, naming: Naming, now: number): IDataObject {
	const { user, askedAt, dueAt, touch, team, rule, level } = wait;
	const { id, name, email } = naming(user);
	const { contact, account } = touch;
	return {
		waitsFor: user === null ? 'Nobody yet' : name,
		waitingSince: isoOf(askedAt),
		waitingMinutes: minutes(askedAt, now),
		overdue: dueAt !== null && dueAt <= now,
		contactPhone: contact.phone ?? '',
		contactId: contact.id ?? '',
		accountName: account?.name ?? account?.number ?? '',
		dueAt: isoOf(dueAt),
		team: team ?? '',
		rule: rule ?? '',
		escalated: level,
		userId: id,
		userEmail: email,
		waitId: wait.id,
	};
}

function minutes(from: number, until: number): number {
	return Math.max(0, Math.floor((until - from) / MINUTE));
}
