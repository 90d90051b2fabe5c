import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { fieldError } from '../shared/fieldError';

const operations = [
	{
		name: 'Close Contact',
		value: 'close',
		description:
			'The contact is done and no longer counts as open. Its owner stays. It may be asked for a rating.',
		action: 'Close a contact',
	},
	{
		name: 'Copy Ledger',
		value: 'copyLedger',
		description: 'Take all that the SQLite file remembers along to Postgres, once',
		action: 'Copy the ledger to postgres',
	},
	{
		name: 'Forget Contact',
		value: 'forget',
		description: 'Remove all that is remembered about a person, e.g. when they ask for it',
		action: 'Forget a contact',
	},
	{
		name: 'Give Turn Back',
		value: 'giveTurnBack',
		description:
			'The last assignment of the contact was worth nothing: its turn goes to the same person again',
		action: 'Give a turn back',
	},
	{
		name: 'History of a Contact',
		value: 'history',
		description: 'Who got the contact, why, and how long it waited for answers',
		action: 'Get the history of a contact',
	},
	{
		name: 'Last Decisions',
		value: 'lastDecisions',
		description: 'Who got the last contacts, and why',
		action: 'Get the last decisions',
	},
	{
		name: 'Note Outcome',
		value: 'noteOutcome',
		description: 'The contact was won, lost or abandoned, for the Assignment Report',
		action: 'Note an outcome',
	},
	{
		name: 'Note Rating',
		value: 'noteRating',
		description: 'The contact said how satisfied they are, for the Assignment Report',
		action: 'Note a rating',
	},
	{
		name: 'Note Reply',
		value: 'noteReply',
		description: 'Somebody has answered the contact in a way that nobody sees, e.g. by phone',
		action: 'Note a reply',
	},
	{
		name: 'Pause Person',
		value: 'pausePerson',
		description: 'Somebody gets no new contacts for a while. They keep those that they have.',
		action: 'Pause a person',
	},
	{
		name: 'Resume Person',
		value: 'resumePerson',
		description: "Undo 'Pause Person' before its time is over",
		action: 'Resume a person',
	},
	{
		name: 'Start Empty',
		value: 'startEmpty',
		description: 'Begin in Postgres without what a SQLite file remembers',
		action: 'Start an empty ledger',
	},
	{
		name: 'Take Turn Again',
		value: 'takeTurnAgain',
		description: "Undo 'Give Turn Back'",
		action: 'Take a turn again',
	},
	{
		name: 'Team Standing',
		value: 'teamStanding',
		description:
			'Who of the teams can take a contact now, who cannot and why, and who is owed turns',
		action: 'Get the standing of the teams',
	},
	{
		name: 'Waiting Contacts',
		value: 'waitingContacts',
		description: 'Who waits for an answer, since when, and whose turn it is to give it',
		action: 'Get waiting contacts',
	},
] as const;

/** What the node can be told to do. */
export type Operation = (typeof operations)[number]['value'];

/** What an operation is about: one contact, one person, all contacts and teams, or the ledger itself. */
type Subject = 'contact' | 'person' | 'everything' | 'ledger';

const SUBJECTS = {
	close: 'contact',
	copyLedger: 'ledger',
	forget: 'contact',
	giveTurnBack: 'contact',
	history: 'contact',
	lastDecisions: 'everything',
	noteOutcome: 'contact',
	noteRating: 'contact',
	noteReply: 'contact',
	pausePerson: 'person',
	resumePerson: 'person',
	startEmpty: 'ledger',
	takeTurnAgain: 'contact',
	teamStanding: 'everything',
	waitingContacts: 'everything',
} as const satisfies Readonly<Record<Operation, Subject>>;

/** The operations that are about one of these. */
export type OperationAbout<S extends Subject> = {
	[O in Operation]: (typeof SUBJECTS)[O] extends S ? O : never;
}[Operation];

/** What lists things, one below the other, instead of changing the item. */
export type ListOperation = OperationAbout<'everything'> | 'history';

/** What changes something about a contact. */
export type ContactOperation = Exclude<OperationAbout<'contact'>, ListOperation>;

function operationsAbout(subject: Subject): Operation[] {
	return operations.map(({ value }) => value).filter((value) => SUBJECTS[value] === subject);
}

/** What is about the ledger itself, and no account of HighLevel. */
export const WHOLE_OPERATIONS = operationsAbout('ledger');

/** Of what is about an account of HighLevel. */
export const ofLocation = { hide: { operation: WHOLE_OPERATIONS } };

/** Of what is asked about a contact. */
export const ofContact = { show: { operation: operationsAbout('contact') } };

/** Of what is asked about a person of the team. */
export const ofPerson = { show: { operation: operationsAbout('person') } };

/** The name of the operation, below the node. */
export const subtitle = `={{ { ${operations
	.map(({ name, value }) => `${value}: "${name}"`)
	.join(', ')} }[$parameter["operation"]] }}`;

export const operationParameters: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options: [...operations],
		default: 'close',
	},
	{
		displayName:
			"Run it once, by hand. All that the SQLite file in n8n's folder remembers goes to the Postgres ledger, which must be new; then the file decides nothing any more. With <b>Options > Ledger</b> on Automatic that is n8n's own Postgres; Postgres there asks for a credential.",
		name: 'copyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['copyLedger'] } },
	},
	{
		displayName:
			"Run it once, by hand. The Postgres ledger begins without what a SQLite file remembers: contacts have no owner yet, and all turns begin anew. To take everything along, choose <b>Copy Ledger</b>. With <b>Options > Ledger</b> on Automatic it is n8n's own Postgres; Postgres there asks for a credential.",
		name: 'emptyNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['startEmpty'] } },
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Wrong number',
		displayOptions: { show: { operation: ['giveTurnBack'] } },
		description: 'Why the contact was worth no turn, e.g. a bad lead',
	},
];

export function readOperation(context: IExecuteFunctions): Operation {
	const given = context.getNodeParameter('operation', 0);
	return operations.find(({ value }) => value === given)?.value ?? 'close';
}

/**
 * Why the contact of an item was worth no turn.
 * @throws {NodeOperationError} when it is empty
 */
export function readReason(context: IExecuteFunctions, itemIndex: number): string {
	const reason = String(context.getNodeParameter('reason', itemIndex)).trim();
	if (reason !== '') return reason;
	throw fieldError(
		context,
		itemIndex,
		"'Reason' is empty",
		'Say why the contact was worth no turn, e.g. "Wrong number".',
	);
}
