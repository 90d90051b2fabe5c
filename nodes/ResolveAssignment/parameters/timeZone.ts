import { DateTime } from 'luxon';
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { listedTimeZones } from '../../../routing/model/timeZones';
import { loadedOptions } from './loadedOptions';

/**
 * Picks a time zone.
 * @param method of `loadOptions`, which also says what it means to pick none
 */
export function timeZoneField(
	method: 'getTimeZones' | 'getPlanTimeZones',
	more: Partial<INodeProperties> & { description: string },
): INodeProperties {
	const { type, typeOptions } = loadedOptions(method);
	return {
		displayName: 'Time Zone',
		name: 'timeZone',
		type,
		// Most leave it to the workflow: a card that has optional fields shows it when it was added.
		typeOptions: { ...typeOptions, showEvenWhenOptional: false },
		default: '',
		...more,
	};
}

/**
 * The zones of the list, each with what its clocks are ahead of UTC.
 * @param usual what it means to pick none
 */
export function timeZoneChoices(usual: string, now: Date): INodePropertyOptions[] {
	const zones = listedTimeZones().map((zone) => ({
		name: `${zone.replaceAll('_', ' ')} (${offsetOf(zone, now)})`,
		value: zone,
	}));
	return [{ name: usual, value: '' }, ...zones];
}

function offsetOf(zone: string, now: Date): string {
	return `GMT${DateTime.fromJSDate(now, { zone }).toFormat('ZZ')}`;
}
