import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { HOUR } from '../../../routing/model/durations';
import { fieldError, repeated } from '../../shared/fieldError';
import { toUserReference, userLocator } from '../../shared/highLevel/userLocator';
import { number, text } from '../../shared/parameterValues';
import { ofPerson } from '../operationParameters';
import { readTime } from '../../shared/times';

const PERSON = { name: 'person', label: 'Person' } as const;
const UNTIL = { name: 'until', label: 'Until' } as const;
const HOURS = { name: 'hours', label: 'Hours' } as const;

const ofPause = { operation: ['pausePerson'] };

export const personParameters: INodeProperties[] = [
	userLocator({
		displayName: PERSON.label,
		name: PERSON.name,
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: ofPerson,
		description: 'Whom it is about',
	}),
	{
		displayName: 'Paused',
		name: 'pausedFor',
		type: 'options',
		options: [
			{
				name: 'For Some Hours',
				value: 'hours',
			},
			{
				name: 'Until a Time',
				value: 'time',
			},
			{
				name: 'Until Resumed',
				value: 'resumed',
				description: "Until 'Resume Person' is run for them",
			},
		],
		default: 'resumed',
		displayOptions: { show: ofPause },
	},
	{
		displayName: HOURS.label,
		name: HOURS.name,
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		displayOptions: { show: { ...ofPause, pausedFor: ['hours'] } },
		description: 'Hours of the clock, from now on',
	},
	{
		displayName: UNTIL.label,
		name: UNTIL.name,
		type: 'dateTime',
		default: '',
		required: true,
		displayOptions: { show: { ...ofPause, pausedFor: ['time'] } },
		description:
			"When the person gets new contacts again, by the clock of the workflow's time zone",
	},
];

/** Whom an item means, and how the panel calls the field. */
export function readPerson(context: IExecuteFunctions, itemIndex: number) {
	const locator = context.getNodeParameter(PERSON.name, itemIndex, null);
	return { reference: toUserReference(locator), label: PERSON.label };
}

/**
 * Until when the person is to be paused.
 * @returns milliseconds since 1970; null until somebody ends it
 * @throws {NodeOperationError} when that is empty, no time or in the past
 */
export function readPausedUntil(
	context: IExecuteFunctions,
	itemIndex: number,
	now: number,
): number | null {
	const kind = context.getNodeParameter('pausedFor', itemIndex, 'resumed');
	if (kind === 'hours') return now + readHours(context, itemIndex) * HOUR;
	if (kind !== 'time') return null;
	const until = readTime(context, itemIndex, UNTIL);
	if (until !== null && until > now) return until;
	const problem = until === null ? 'is empty' : 'is in the past';
	throw fieldError(context, itemIndex, `'${UNTIL.label}' ${problem}`, 'Choose a time to come.');
}

function readHours(context: IExecuteFunctions, itemIndex: number): number {
	const given = context.getNodeParameter(HOURS.name, itemIndex, null);
	const hours = number(given);
	if (hours !== undefined && hours > 0 && hours <= MOST_HOURS) return hours;
	throw fieldError(
		context,
		itemIndex,
		`'${HOURS.label}' is not a number of hours: ${repeated(text(given))}`,
		`Write a number from 0.1 to ${MOST_HOURS}, or choose 'Until a Time'.`,
	);
}

/** A year. */
const MOST_HOURS = 8784;
