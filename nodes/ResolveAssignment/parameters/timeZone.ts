import type { INodeProperties } from 'n8n-workflow';
import { listedTimeZones } from '../../../routing/model/timeZones';

/**
 * A list in the description, not one that is loaded: it needs neither a credential nor a request for
 * each card that is open.
 */
const zones = listedTimeZones().map((zone) => ({ name: zone.replaceAll('_', ' '), value: zone }));

/**
 * Picks a time zone.
 * @param empty what it means to pick none
 */
export function timeZoneField(
	empty: string,
	more: Partial<INodeProperties> & { description: string },
): INodeProperties {
	const options = [{ name: empty, value: '' }, ...zones];
	return {
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'options',
		options,
		default: '',
		...more,
	};
}
