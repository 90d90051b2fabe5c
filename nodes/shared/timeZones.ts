import { DateTime } from 'luxon';
import type { INodePropertyOptions } from 'n8n-workflow';
import { listedTimeZones } from '../../routing/model/timeZones';

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
