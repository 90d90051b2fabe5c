import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { MINUTE } from '../../../routing/model/durations';

const DEFAULT_MINUTES = 10;

/** An option of the collection 'Options'. */
export const trustOption: INodeProperties = {
	displayName: 'Trust HighLevel Data For (Minutes)',
	name: 'trustMinutes',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 1440 },
	default: DEFAULT_MINUTES,
	description:
		'How long after an assignment HighLevel is not asked again about the same contact. Until then, changes by hand in HighLevel are not noticed. 0 asks every time.',
};

/** How long what HighLevel showed of a contact is taken for true, milliseconds. */
export function trustMsOf(context: IExecuteFunctions): number {
	const { trustMinutes } = context.getNodeParameter('options', 0, {}) as { trustMinutes?: unknown };
	const minutes = Number(trustMinutes ?? DEFAULT_MINUTES);
	return Number.isFinite(minutes) && minutes > 0 ? minutes * MINUTE : 0;
}
