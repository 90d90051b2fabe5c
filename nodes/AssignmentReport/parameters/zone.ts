import type { IExecuteFunctions, ILoadOptionsFunctions, INodeProperties } from 'n8n-workflow';
import {
	isTimeZone,
	likelyTimeZone,
	spelledTimeZone,
	timeZoneOfMachine,
} from '../../../routing/model/timeZones';
import { fieldError, repeated } from '../../shared/fieldError';
import { optionOf } from '../../shared/optionOf';
import { text } from '../../shared/parameterValues';
import { timeZoneChoices } from '../../shared/timeZones';

/** As a choice from a list that is made when somebody opens it. */
const LOADED: Pick<INodeProperties, 'type' | 'typeOptions'> = {
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getTimeZones' },
};

export const zoneOption: INodeProperties = {
	displayName: 'Time Zone',
	name: 'timeZone',
	...LOADED,
	default: '',
	description: 'Where days, weeks and months begin',
};

/** `loadOptions` method: time zones, which may be left to the workflow. */
export async function getTimeZones(this: ILoadOptionsFunctions) {
	return timeZoneChoices(`As in the Workflow (${this.getTimezone()})`, new Date());
}

/**
 * The zone of a report, by its name of the IANA list.
 * @throws {NodeOperationError} when what is filled in is none
 */
export function readZone(context: IExecuteFunctions, itemIndex: number): string {
	const named = text(optionOf(context, itemIndex, zoneOption.name));
	if (named === '') return timeZoneOfMachine(context.getTimezone()) ?? 'UTC';
	const zone = spelledTimeZone(named);
	if (isTimeZone(zone)) return zone;
	throw fieldError(
		context,
		itemIndex,
		`'${zoneOption.displayName}' is no time zone: ${repeated(named)}`,
		`Choose one of the list, or write its name, e.g. ${likelyTimeZone(named)}.`,
	);
}
