import type { When } from '../../../../routing/plan/plan';
import {
	partsCondition,
	switchPart,
	textsPart,
	type PanelCondition,
	type PanelPart,
} from './condition';

const ONE_IS_ENOUGH = 'With several conditions about ads, one of them is enough';

/** The ad that opened WhatsApp. */
export const ad: PanelCondition = partsCondition({
	any: switchPart({
		displayName: 'Ad Was Clicked',
		name: 'fromAd',
		type: 'boolean',
		default: true,
		description: `Whether the person must have come from an ad that opens WhatsApp. ${ONE_IS_ENOUGH}.`,
	}),
	sourceIds: textsPart({
		displayName: 'Ad ID Is',
		name: 'adIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 120208941234560077',
		description: `Several are separated by commas. ${ONE_IS_ENOUGH}.`,
	}),
	clickIds: textsPart({
		displayName: 'Ad Click ID Is',
		name: 'adClickIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. ARAkLkA8rmlFeiCktEJQ',
		description: `Several are separated by commas. ${ONE_IS_ENOUGH}.`,
	}),
} satisfies Record<keyof NonNullable<When['ad']>, PanelPart>);
