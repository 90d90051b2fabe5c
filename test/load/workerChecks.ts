import { Client } from 'pg';
import type { PostgresDatabase } from '../../sandbox/postgres';
import { trueOfAll, type Check } from './outsideChecks';
import type { Message, WorkerFleet } from './workerFleet';

const LONGEST_WAIT_MS = 15_000;
/** How many share the messages: the team of the ledger's tests. */
const MEMBERS = 3;

interface AssignmentOfOne {
	user_id: string;
	contact: string;
	status: string;
}

/** What workers said, beside what is in the ledger's tables. */
export async function checkWorkers(place: PostgresDatabase, fleet: WorkerFleet): Promise<Check[]> {
	const client = new Client({ connectionString: place.url });
	await client.connect();
	try {
		const { rows } = await client.query<AssignmentOfOne>(
			'SELECT user_id, contact, status FROM contact_assignment_assignments',
		);
		const decisions = await client.query('SELECT id FROM contact_assignment_decisions');
		return [
			allDecided(fleet.messages),
			noneFailed(fleet.messages),
			sameAnswers(fleet.messages),
			{
				check: 'Each message was decided once',
				holds: decisions.rows.length === fleet.messages.length,
				found: `${decisions.rows.length} decisions, ${fleet.messages.length} messages`,
			},
			equalShares(rows),
			noneExpired(rows),
			waits(fleet.messages),
			{
				check: 'A worker was frozen, and one was killed',
				holds: fleet.freezes === 1 && fleet.kills > 0,
				found: `${fleet.freezes} frozen, ${fleet.kills} killed`,
			},
		];
	} finally {
		await client.end();
	}
}

/** @returns in whole milliseconds; of the share 1 the largest */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
}

function allDecided(messages: readonly Message[]): Check {
	const open = messages.filter(({ waited }) => waited === null);
	return trueOfAll(
		'Every message was decided',
		open.length,
		messages.length,
		() => open[0]?.key ?? '',
	);
}

function noneFailed(messages: readonly Message[]): Check {
	const errors = messages.flatMap(({ answers }) =>
		answers.flatMap((answer) => ('error' in answer ? [answer.error] : [])),
	);
	return trueOfAll('No decision failed', errors.length, messages.length, () => errors[0] ?? '');
}

/** Whoever was asked about a message said the same. */
function sameAnswers(messages: readonly Message[]): Check {
	const differing = messages.filter(({ answers }) => {
		const said = answers.filter((answer) => 'user' in answer);
		const first = said.filter(({ repeated }) => !repeated);
		// None is the first when its worker was killed before it could say so.
		return new Set(said.map(({ user }) => user)).size > 1 || first.length > 1;
	});
	return trueOfAll('All workers say the same of a message', differing.length, messages.length, () =>
		JSON.stringify(differing[0]?.answers),
	);
}

function equalShares(rows: readonly AssignmentOfOne[]): Check {
	const shares = new Map<string, number>();
	for (const { user_id } of rows) shares.set(user_id, (shares.get(user_id) ?? 0) + 1);
	const counts = [...shares.values()];
	return {
		check: 'The team shares them equally',
		holds: counts.length === MEMBERS && Math.max(...counts) - Math.min(...counts) <= 1,
		found: counts.join(', '),
	};
}

/** They last 15 minutes, and nobody has confirmed any: only a wrong clock ends one. */
function noneExpired(rows: readonly AssignmentOfOne[]): Check {
	const others = rows.filter(({ status }) => status !== 'reserved');
	return trueOfAll(
		'No reservation ended before its time',
		others.length,
		rows.length,
		() => others[0]?.status ?? '',
	);
}

function waits(messages: readonly Message[]): Check {
	const longest = percentile(
		messages.map(({ waited }) => waited ?? Infinity),
		1,
	);
	return {
		check: `The longest wait is under ${LONGEST_WAIT_MS / 1_000} s`,
		holds: longest < LONGEST_WAIT_MS,
		found: `${longest} ms`,
	};
}
