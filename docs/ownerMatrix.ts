import {
	EVENTS,
	EXPECTATIONS,
	MODES,
	OWNERS,
	POLICIES,
	cellsOf,
	expectedOf,
	type Cell,
	type Expected,
} from '../test/harness/ownerMatrix';

type Policy = (typeof POLICIES)[number];
type EventKind = keyof typeof EVENTS;
type OwnerKind = keyof typeof OWNERS;

/** What a table says in a word, and what the word means. */
const WORDS = {
	rules: 'Whom the rules name gets the contact, in HighLevel too.',
	keeps: 'The owner keeps the contact. Nothing is written.',
	beside:
		'Whom the rules name gets this account or label. HighLevel’s owner stays; Assign Contact can make them a follower.',
	covers: 'Whom the rules name answers this time. The owner stays.',
	'as before':
		'Who got the contact here before keeps it, and becomes HighLevel’s owner again in place of whoever was set by hand.',
	'—': 'Does not happen.',
} as const;

type Word = keyof typeof WORDS;

/** The page about owners: what the matrix expects, a table for each policy. */
export function ownerMatrixPage(): string {
	return [
		'# Who gets a contact that somebody owns',
		'',
		'What **If the Contact Has an Owner**, **If the Owner Is Unavailable** and **Respect Manual',
		'Changes** of Resolve Assignment come to. The rules name somebody else than the owner in all of',
		'these tables; when they name the owner, the owner keeps the contact. With owners by label or by',
		'account that is also so for an owner who was set by hand.',
		'',
		'| word | meaning |',
		'| --- | --- |',
		...Object.entries(WORDS).map(([word, meaning]) => `| ${word} | ${meaning} |`),
		'',
		'The owner, in the columns: _assigned here_ is known to the ledger; _set by hand_ is HighLevel’s',
		'owner whom nobody but HighLevel knows, and _since_ after this package had given the contact to',
		'somebody else; an _agency user_ is not listed in the sub-account, but alive.',
		'',
		'Why, from top to bottom; the first sentence that applies counts:',
		'',
		...EXPECTATIONS.map(({ because }, index) => `${index + 1}. ${because}`),
		...POLICIES.flatMap(tableOf),
		'',
	].join('\n');
}

function tableOf(policy: Policy): string[] {
	const { mode, respectManual } = policy;
	const manual = respectManual ? 'on' : 'off';
	const about = mode === 'askRules' ? '' : `, Respect Manual Changes ${manual}`;
	const owners = Object.entries(OWNERS) as Array<[OwnerKind, string]>;
	return [
		'',
		`## ${MODES[mode]}${about}`,
		'',
		`| | ${owners.map(([, name]) => name).join(' | ')} |`,
		`| --- |${' --- |'.repeat(owners.length)}`,
		...rowsOf(policy).map(({ events, words }) => `| ${events.join('; ')} | ${words.join(' | ')} |`),
	];
}

/** Events that come to the same are one row. */
function rowsOf(policy: Policy): Array<{ events: string[]; words: Word[] }> {
	const cells = cellsOf(policy.mode, policy.respectManual);
	const rows = new Map<string, { events: string[]; words: Word[] }>();
	for (const event of Object.keys(EVENTS) as EventKind[]) {
		const words = (Object.keys(OWNERS) as OwnerKind[]).map((owner) =>
			wordOf(cells.find((cell) => cell.event === event && cell.owner === owner)),
		);
		const key = words.join();
		const row = rows.get(key) ?? { events: [], words };
		row.events.push(EVENTS[event]);
		rows.set(key, row);
	}
	return [...rows.values()];
}

function wordOf(cell: Cell | undefined): Word {
	if (!cell) return '—';
	const { outcome, as, written }: Expected = expectedOf(cell);
	if (outcome === 'kept') return written === null ? 'keeps' : 'as before';
	return as === 'owner' ? 'rules' : as === 'cover' ? 'covers' : 'beside';
}
