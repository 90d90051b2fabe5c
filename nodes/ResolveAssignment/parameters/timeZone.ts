import type { INodeProperties } from 'n8n-workflow';
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
