import type { When } from '../../../../routing/plan/plan';
import {
	partsCondition,
	switchPart,
	textsPart,
	type PanelCondition,
	type PanelPart,
} from './condition';

const ONE_IS_ENOUGH = 'With several conditions about the source, one of them is enough';

/** Where HighLevel says that the contact came from. */
export const source: PanelCondition = partsCondition({
	is: textsPart({
		displayName: 'Source Is',
		name: 'sourceIs',
		type: 'string',
		default: '',
		placeholder: 'e.g. Referral',
		description: `The contact's source in HighLevel. Several are separated by commas. ${ONE_IS_ENOUGH}.`,
	}),
	contains: textsPart({
		displayName: 'Source Contains',
		name: 'sourceContains',
		type: 'string',
		default: '',
		placeholder: 'e.g. referral, partner',
		description: `A part of the contact's source in HighLevel. Several are separated by commas. ${ONE_IS_ENOUGH}.`,
	}),
	googleAds: switchPart({
		displayName: 'Source Is Google Ads',
		name: 'googleAds',
		type: 'boolean',
		default: true,
		description: `Whether HighLevel must know the contact from Google Ads. ${ONE_IS_ENOUGH}.`,
	}),
} satisfies Record<keyof NonNullable<When['source']>, PanelPart>);
