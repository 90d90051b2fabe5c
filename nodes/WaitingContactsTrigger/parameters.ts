import { NodeOperationError, type INodeProperties, type IPollFunctions } from 'n8n-workflow';
import { MINUTE } from '../../routing/model/durations';
import { choices } from '../shared/choices';
import { authenticationField } from '../shared/highLevel/authentication';
import { triggerLocationOption } from '../shared/highLevel/location';
import { triggerLedgerOption } from '../shared/ledger/ledgerParameter';

/** What can start the workflow. */
const EVENTS = {
	noReply: {
		name: 'No Reply in Time',
		description: "Nobody answered within the 'Reply Times' of Resolve Assignment",
	},
	dueSoon: {
		name: 'Reply Overdue Soon',
		description: 'A reminder before the time is over',
	},
	freeAgain: {
		name: 'Somebody Is Free Again',
		description: 'For contacts whose outcome was Waiting, because nobody was available',
	},
} as const;

export type WaitingEvent = keyof typeof EVENTS;

export const waitingSubtitle = `={{ ${JSON.stringify(
	Object.fromEntries(Object.entries(EVENTS).map(([value, { name }]) => [value, name])),
)}[$parameter["triggerOn"]] }}`;

/** What is done while nobody can tell whether a contact was answered. */
const CANNOT_READ = {
	wait: {
		name: 'Wait',
		description: 'Nothing starts, and the execution list says so: nobody loses a contact unjustly',
	},
	goOn: {
		name: 'Go On Without',
		description: 'Goes by the answers that other ways have told, e.g. webhooks',
	},
} as const;

type CannotRead = keyof typeof CANNOT_READ;

const DEFAULT_MOST = 50;
const LARGEST_MOST = 500;
const DEFAULT_MINUTES = 10;
const LARGEST_MINUTES = 10_080;

/** Said first, because the node does nothing without it. */
function notice(name: string, text: string, events: readonly WaitingEvent[]): INodeProperties {
	return {
		displayName: text,
		name,
		type: 'notice',
		default: '',
		displayOptions: { show: { triggerOn: [...events] } },
	};
}

export const waitingParameters: INodeProperties[] = [
	notice(
		'replyNotice',
		"Connect it to the same Resolve Assignment node as your message trigger, in the same workflow. Say there under 'Reply Times' how long people have to answer.",
		['noReply', 'dueSoon'],
	),
	notice(
		'queueNotice',
		"Connect it to the same Resolve Assignment node as your message trigger, in the same workflow. Contacts whose outcome was 'waiting' are decided anew when somebody is free.",
		['freeAgain'],
	),
	authenticationField,
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		noDataExpression: true,
		options: choices(EVENTS),
		default: 'noReply',
		description: 'For two of them, use two of these nodes',
	},
	{
		displayName: 'Minutes Before',
		name: 'minutesBefore',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: LARGEST_MINUTES },
		default: DEFAULT_MINUTES,
		displayOptions: { show: { triggerOn: ['dueSoon' satisfies WaitingEvent] } },
		description: 'How long before the answer is overdue',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'At Most in a Run',
				name: 'atMost',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: LARGEST_MOST },
				default: DEFAULT_MOST,
				description:
					'After n8n was down, many are overdue at once: those who wait longest come first, the others with the next runs',
			},
			{
				displayName: 'If HighLevel Cannot Be Read',
				name: 'cannotRead',
				type: 'options',
				options: choices(CANNOT_READ),
				default: 'wait',
				displayOptions: {
					hide: { '/triggerOn': ['freeAgain' satisfies WaitingEvent] },
				},
				description:
					'Before it starts, this node reads from HighLevel who was answered and who owns the contact now',
			},
			triggerLedgerOption,
			{
				...triggerLocationOption,
				description:
					'The sub-account, if the credential is connected to an agency. Without it, all in which contacts wait.',
			},
		],
	},
];

/** What the panel says. */
export interface WaitingSettings {
	event: WaitingEvent;
	/** How long before an answer is overdue, milliseconds. */
	soonMs: number;
	/** How many touches start one run. */
	atMost: number;
	/** Whether it starts although nobody can tell whether contacts were answered. */
	goesOnUnread: boolean;
}

/** @throws {NodeOperationError} when a number is none, or out of its range */
export function readSettings(context: IPollFunctions): WaitingSettings {
	const options = context.getNodeParameter('options', {}) as Record<string, unknown>;
	const event = context.getNodeParameter('triggerOn') as WaitingEvent;
	const minutes = event === 'dueSoon' ? context.getNodeParameter('minutesBefore') : DEFAULT_MINUTES;
	return {
		event,
		soonMs: numberIn(context, 'Minutes Before', minutes, LARGEST_MINUTES) * MINUTE,
		atMost: Math.floor(
			numberIn(context, 'At Most in a Run', options.atMost ?? DEFAULT_MOST, LARGEST_MOST),
		),
		goesOnUnread: options.cannotRead === ('goOn' satisfies CannotRead),
	};
}

function numberIn(context: IPollFunctions, field: string, value: unknown, most: number): number {
	const number = Number(value);
	if (number >= 1 && number <= most) return number;
	throw new NodeOperationError(context.getNode(), `'${field}' is not a number from 1 to ${most}`, {
		description: `Enter a number in '${field}', e.g. 10.`,
	});
}
