import type { When } from '../../../../routing/plan/plan';
import { partsCondition, textsPart, type PanelCondition, type PanelPart } from './condition';

/** What the person wrote. */
export const message: PanelCondition = partsCondition({
	contains: textsPart({
		displayName: 'Message Contains',
		name: 'messageContains',
		type: 'string',
		default: '',
		placeholder: 'e.g. price, book a demo',
		description:
			'Words or phrases, separated by commas; one is enough. Upper and lower case are the same.',
	}),
} satisfies Record<keyof NonNullable<When['message']>, PanelPart>);
