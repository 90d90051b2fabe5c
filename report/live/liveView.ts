import type { Reading } from '../../ledger/reading';
import { LOAD_WORDS } from '../../routing/availability/load';
import type { Names } from '../report';
import { liveAccounts } from './liveAccounts';
import { livePeople } from './livePeople';
import { readLiveSource, type LiveSource } from './liveSource';
import { liveTeams } from './liveTeams';
import type { LiveView } from './view';

export type { LiveAccount, LiveMember, LivePerson, LiveTeam, LiveView, LiveWaits } from './view';

/**
 * How it stands now, from the ledger alone: by the plan that decided last.
 * @param zone IANA
 * @throws {LedgerError} when the ledger cannot be read
 */
export async function liveView(
	now: number,
	zone: string,
	reading: Reading,
	names: Names,
): Promise<LiveView> {
	const source = await readLiveSource(now, zone, reading, names);
	const { queued, waits } = source;
	return {
		at: now,
		zone,
		location: names.location ?? null,
		...waits.total,
		inQueue: queued.reduce((sum, { count }) => sum + count, 0),
		queuedSince: queued.length === 0 ? null : Math.min(...queued.map(({ since }) => since)),
		accounts: liveAccounts(source),
		people: livePeople(source),
		teams: liveTeams(source),
		notSeen: notSeen(source),
	};
}

function notSeen({ plan }: LiveSource): string[] {
	const sentences = [
		'Contacts are those about whom Resolve Assignment has decided in published workflows. Answers count from when the ledger knows them: by Reply Sent or Message Sent by Your Team at once, by the Waiting Contacts Trigger within a minute.',
	];
	if (!plan) {
		return [
			'No plan is known yet: publish the workflow with Resolve Assignment, and let somebody write.',
			...sentences,
		];
	}
	const { sources, staleAfterDays } = plan.kept.plan;
	if (sources.load !== 'ledger') {
		sentences.push(
			`The plan counts ${LOAD_WORDS[sources.load].all(staleAfterDays)}. HighLevel is not asked here, so open contacts are those of the ledger, and who is next goes by them.`,
		);
	}
	if (plan.kept.staff.snapshot) {
		sentences.push(
			'Calendars and time away are as HighLevel showed them when a contact was decided last.',
		);
	}
	return sentences;
}
