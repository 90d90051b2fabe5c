import { DatabaseSync } from 'node:sqlite';
import type { Asked } from './answering';
import { trueOfAll, type Check } from './outsideChecks';
import { AGAIN_MINUTES, HANDS, LEAD, TEAM, type Fate } from './questions';
import type { Uptime } from './uptime';

const MINUTE = 60_000;

/** The trigger takes what was due when all answers until then can have been read. */
const READ_BEHIND_MS = 45_000;

/** Two polls, and what it takes from the start of the second one until HighLevel shows the owner. */
const TWO_POLLS_MS = 2 * MINUTE + 15_000;

/** What must hold of people who asked. */
export function checkEscalations(
	asked: readonly Asked[],
	uptime: Uptime,
	ledgerPath: string,
): Check[] {
	return [
		askedAll(asked),
		rightHands(asked, 'inTime', 'Whom somebody answers in time stays where they are'),
		rightHands(asked, 'late', 'Who is answered late changes hands once'),
		rightHands(asked, 'silent', 'Whom nobody answers goes to a colleague, then to the lead'),
		neverTooEarly(asked),
		withinTwoPolls(asked, uptime),
		endingsInLedger(asked, ledgerPath),
	];
}

const of = (asked: readonly Asked[], fate: Fate) =>
	asked.filter(({ question }) => question.fate === fate);

function askedAll(asked: readonly Asked[]): Check {
	const not = asked.filter(({ askedAt }) => askedAt === null);
	return trueOfAll(
		'Everybody asked',
		not.length,
		asked.length,
		() => `${not[0]?.question.contact}`,
	);
}

function rightHands(asked: readonly Asked[], fate: Fate, check: string): Check {
	const some = of(asked, fate);
	const team: readonly string[] = TEAM;
	const wrong = some.filter(({ hands }) => {
		const [first, second, ...others] = hands.map(({ user }) => user);
		const isByTeam = [first, second].every((user) => user === undefined || team.includes(user));
		const isWell = isByTeam && first !== second && others.every((user) => user === LEAD);
		return hands.length !== HANDS[fate] || !isWell;
	});
	const [one] = wrong;
	return trueOfAll(check, wrong.length, some.length, () => (one ? wordsOf(one) : ''));
}

function wordsOf({ question, askedAt, hands }: Asked): string {
	const seconds = (at: number) => Math.round((at - (askedAt ?? 0)) / 1_000);
	const who = hands.map(({ user, at }) => `${user} after ${seconds(at)} s`).join(', ');
	return `+${question.writer.phone} (${question.fate}, ${question.line.minutes} min): ${who}`;
}

/** The time that each escalation waits for, and when it came. */
function escalationsOf({ question, askedAt, hands }: Asked) {
	return hands.slice(1).map(({ at }, index) => {
		const minutes = index === 0 ? question.line.minutes : AGAIN_MINUTES;
		const from = index === 0 ? (askedAt ?? 0) : (hands[index]?.at ?? 0);
		// Who gets a contact has the whole time, also of a message that came late.
		const given = hands[index]?.at ?? 0;
		return { notBefore: from + minutes * MINUTE, dueAt: given + minutes * MINUTE, at };
	});
}

function neverTooEarly(asked: readonly Asked[]): Check {
	const early = asked.filter((one) =>
		// The owner before is seen to have changed a moment later than they did.
		escalationsOf(one).some(({ notBefore, at }) => at < notBefore - 2_000),
	);
	const [one] = early;
	return trueOfAll('Nobody loses a contact too early', early.length, asked.length, () =>
		one ? wordsOf(one) : '',
	);
}

function withinTwoPolls(asked: readonly Asked[], uptime: Uptime): Check {
	const found = asked.flatMap((one) =>
		escalationsOf(one).map(({ dueAt, at }) => ({
			one,
			ms: uptime.longestBetween(dueAt + READ_BEHIND_MS, at),
		})),
	);
	const late = found.filter(({ ms }) => ms > TWO_POLLS_MS);
	const [worst] = late;
	const check = 'Each is escalated within two polls after it is due, or n8n is back';
	return trueOfAll(check, late.length, found.length, () =>
		worst ? `${Math.round(worst.ms / 1_000)} s: ${wordsOf(worst.one)}` : '',
	);
}

/** Every part of a question is in the ledger, with how it ended. */
function endingsInLedger(asked: readonly Asked[], ledgerPath: string): Check {
	const database = new DatabaseSync(ledgerPath, { readOnly: true });
	const rows = database
		.prepare('SELECT ended, count(*) AS number FROM contact_assignment_waits GROUP BY ended')
		.all() as Array<{ ended: string | null; number: number }>;
	database.close();
	const found = new Map(rows.map(({ ended, number }) => [ended ?? 'open', number]));
	const number = (fate: Fate) => of(asked, fate).length;
	const expected = [
		['escalated', number('late') + 2 * number('silent')],
		['answered', number('inTime') + number('late')],
		['open', number('silent')],
	] as const;
	const words = [...found].map(([ended, count]) => `${count} ${ended}`).join(', ');
	return {
		check: 'Every wait ended as it should: answered, escalated, or open with the lead',
		holds:
			found.size === expected.length &&
			expected.every(([ended, count]) => found.get(ended) === count),
		found: `${words}; expected ${expected.map(([ended, count]) => `${count} ${ended}`).join(', ')}`,
	};
}
