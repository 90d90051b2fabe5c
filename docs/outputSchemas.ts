import type { IDataObject } from 'n8n-workflow';
import { rowOf as explanationRow } from '../nodes/ResolveAssignment/operations/explain';
import { rowsOf as findingRows } from '../nodes/ResolveAssignment/operations/check';
import type { DecisionRecord } from '../ledger/records';
import { TABLE_NAMES, type TableName } from '../ledger/tables';
import { decisionRow } from '../nodes/AssignmentLedger/lists/decisionRow';
import { decidedRow } from '../nodes/AssignmentLedger/lists/history';
import { namingOf } from '../nodes/AssignmentLedger/lists/list';
import { rowOf as standingRow } from '../nodes/AssignmentLedger/lists/teamStanding';
import { rowOf as waitRow } from '../nodes/AssignmentLedger/lists/waitingContacts';
import { ratingRequest } from '../nodes/AssignmentLedger/ratingRequest';
import { withPerson, withUpdate } from '../nodes/AssignmentLedger/resultItem';
import { copiedJson, emptyJson } from '../nodes/AssignmentLedger/wholeLedger';
import { withResult } from '../nodes/HighLevelAssignContact/resultItem';
import { touchOf } from '../nodes/HighLevelReassignContacts/touches';
import { simplified } from '../nodes/shared/decidedItem/shapes';
import { finding } from '../routing/check/finding';
import type { Touch } from '../routing/model/touch';
import { right } from '../routing/model/setupLine';
import { REPORT_EXAMPLES } from './reportExamples';

const SOFIA = { id: 'u1', name: 'Sofia Reyes', email: 'sofia@example.com' };

const contact = {
	id: 'c1',
	phone: '+14155550117',
	name: 'Nora Lindqvist',
	country: 'US',
	source: 'WhatsApp',
	tags: ['vip'],
	ownerId: 'u2',
	existed: true,
};

const touch: Touch = {
	key: 'msg:1:wamid.1',
	event: 'message',
	account: { id: '1', number: '+12025550143', name: 'Sales Line', tag: 'account-sales-line' },
	contact,
	message: { id: 'wamid.1', type: 'text', text: 'Hello', time: '2026-03-02T10:00:00.000Z' },
};

const decided = simplified({
	assignment: {
		outcome: 'assigned',
		user: SOFIA,
		rule: { name: 'Sales' },
		owner: { primary: true, cover: false },
		seenOwner: contact.ownerId,
		replies: { waitingSince: '2026-03-02T10:00:00.000Z', personIsOnIt: false },
		id: 'd1',
		ledger: 'sqlite',
		repeated: false,
		receipt: { sentence: "Rule 'Sales' chose Sofia Reyes." },
	},
	...touch,
} as unknown as IDataObject);

const explained = explanationRow(
	{},
	{ user: SOFIA, wins: true, changes: [], sentence: 'Sofia Reyes does get this contact.' },
	touch,
);

const [checked = {}] = findingRows({
	findings: [finding('no_fallback', 'Plan', 'Nobody gets contacts that no rule places.')],
});

const assigned = withResult(decided, {
	outcome: 'assigned',
	summary: 'Sofia Reyes now owns the contact.',
	contactId: contact.id,
	previousOwner: null,
	owner: SOFIA,
	written: ['owner'],
	apiCalls: 2,
});

const updated = withUpdate(decided, {
	outcome: 'closed',
	summary: 'The contact no longer counts as open.',
});

const closed = withUpdate(decided, {
	outcome: 'closed',
	summary: 'The contact no longer counts as open. Result: Won.',
	askRating: ratingRequest('4f1c8a02b7d93e65', 'How satisfied are you with our help?'),
});

const replied = withUpdate(decided, {
	outcome: 'replyNoted',
	summary: 'The reply was noted. The contact no longer waits.',
	waitsEnded: 1,
});

const paused = withPerson(
	{},
	{
		result: 'paused',
		summary: 'Sofia Reyes gets no new contacts until somebody resumes them.',
		pausedUntil: '',
	},
	SOFIA,
);

const record: DecisionRecord = {
	id: 'd1',
	at: 0,
	contactId: contact.id,
	decision: {
		outcome: 'assigned',
		user: SOFIA,
		rule: { name: 'Sales', kind: 'rule', position: 1 },
		team: 'Sales',
		availableAt: null,
		owner: null,
		seenOwner: null,
		receipt: {
			sentence: "Rule 'Sales' chose Sofia Reyes.",
			...{ rules: [], rulesNotShown: 0, candidates: [], tieBreak: null, sources: [] },
			...{ skillsDropped: [], decidedAt: '', plan: '' },
		},
	},
	carriedOutAt: 0,
};

const waiting = waitRow(
	{
		...{ id: 'w1', chain: 'w1', slot: '*', user: SOFIA.id, account: '1', team: 'Sales' },
		...{ rule: 'Sales', level: 0, askedAt: 0, givenAt: 0, laterAsks: [], dueAt: 1 },
		...{ replyTime: 0, escalation: null, plan: '', staff: '', had: [SOFIA.id] },
		...{ source: null, outsideHours: false },
		...{ touch, noticedAt: null },
	},
	namingOf(null),
	0,
);

const standing = standingRow({
	...{
		team: 'Sales',
		user: SOFIA,
		worksNow: true,
		isTeamOpen: true,
		reason: 'available',
		detail: null,
	},
	...{ worksUntil: null, worksAgain: null, pausedUntil: undefined, open: 3, capacity: 5 },
	...{ turnsOwed: 0.5, lastAssignedAt: 0 },
});

const sqlite = { file: '/home/node/.n8n/contact-assignment.sqlite', process: 'main', host: 'n8n' };
const POSTGRES = "the Postgres database 'n8n' at localhost:5432";

const moved = touchOf(
	{ kind: 'leaves', from: SOFIA, preview: false, openSince: null },
	{
		contact: {
			...{ contactId: contact.id, phone: contact.phone, name: contact.name, ownerId: SOFIA.id },
			...{ tags: contact.tags, source: contact.source, country: 'US', followers: null },
			...{ email: null, attributionSource: null, lastAttributionSource: null },
			...{ addedAt: null, updatedAt: null },
		},
		key: 'reassign:1:leaves u1:c1',
		handBack: null,
	},
	{ run: '1', about: 'leaves u1', number: 1, of: 1, doneBefore: 0, tagPrefix: 'account-' },
);

/** An item of each operation as the next node gets it: by node, then by operation, the default first. */
const EXAMPLES: Readonly<Record<string, Readonly<Record<string, object>>>> = {
	ResolveAssignment: { resolve: decided, check: checked, explain: explained },
	HighLevelAssignContact: { assign: assigned, unassign: assigned },
	AssignmentLedger: {
		close: closed,
		copyLedger: copiedJson({
			rows: Object.fromEntries(TABLE_NAMES.map((name) => [name, 2])) as Record<TableName, number>,
			...{ isRepeated: false, from: sqlite, to: POSTGRES, others: [] },
		}),
		forget: updated,
		giveTurnBack: updated,
		history: decidedRow(record),
		lastDecisions: decisionRow(record),
		noteOutcome: updated,
		noteRating: updated,
		noteReply: replied,
		pausePerson: paused,
		resumePerson: paused,
		startEmpty: emptyJson({ to: POSTGRES, isRepeated: false }),
		takeTurnAgain: updated,
		teamStanding: standing,
		waitingContacts: waiting,
	},
	HighLevelReassignContacts: { reassign: moved, handBack: moved, handOver: moved },
	AssignmentReport: REPORT_EXAMPLES,
	SetupCheck: { '': right('Token', 'valid') },
};

/**
 * What the editor shows of a node's output before it has run, by file below `nodes/`: n8n looks for
 * `<node's folder>/__schema__/v<version>/<operation>.json`, and without the operation where the node
 * has none or keeps its default.
 */
export function outputSchemas(): Record<string, string> {
	const files: Record<string, string> = {};
	for (const [node, operations] of Object.entries(EXAMPLES)) {
		const folder = `${node}/__schema__`;
		for (const [index, [operation, item]] of Object.entries(operations).entries()) {
			const text = `${JSON.stringify(schemaOf(item), null, '\t')}\n`;
			if (index === 0) files[`${folder}/v1.0.0.json`] = text;
			if (operation !== '') files[`${folder}/v1.0.0/${operation}.json`] = text;
		}
	}
	return files;
}

/** The JSON schema of a value, in n8n's form: without what is required or allowed. */
function schemaOf(value: unknown): object {
	if (Array.isArray(value)) return { type: 'array', items: schemaOf(value[0] ?? '') };
	if (typeof value !== 'object' || value === null) {
		return { type: value === null ? 'null' : typeof value };
	}
	const fields = Object.entries(value).filter(([, one]) => one !== null && one !== undefined);
	return {
		type: 'object',
		properties: Object.fromEntries(fields.map(([name, one]) => [name, schemaOf(one)])),
	};
}
