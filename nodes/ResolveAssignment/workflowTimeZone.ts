import type { IExecuteFunctions } from 'n8n-workflow';
import { timeZoneOfMachine } from '../../routing/model/timeZones';

/**
 * The time zone of the workflow, for what names none. n8n takes any text for it; with one that no plan
 * can go by, messages shall be placed all the same, and somebody shall be told.
 */
export function workflowTimeZone(context: IExecuteFunctions): string {
	const name = context.getTimezone();
	const zone = timeZoneOfMachine(name) ?? 'UTC';
	if (zone !== name) {
		context.addExecutionHints({
			message: `The time zone of this workflow, '${name}', names no known place. Hours, away days and limits without a time zone of their own go by '${zone}'. Choose another one in the workflow's settings, or add 'Time Zone' under 'Options'.`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	return zone;
}
