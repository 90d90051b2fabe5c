import { z } from 'zod/v4';
import { someOf } from '../../model/references';
import { fold, quoted } from '../../model/text';
import type { Touch } from '../../model/touch';
import type { TouchFacts } from '../touchFacts';
import { ASKS_NOTHING, oneOf, oneTest, type Condition, type Dimension } from './condition';

const schema = z.strictObject({
	is: someOf('the source'),
	contains: someOf('the source'),
	googleAds: z.boolean().optional(),
});

type Wanted = z.output<typeof schema>;

/** Where the lead came from. True when any part is true. Text compares without regard to case. */
export const source: Condition<typeof schema> = {
	schema,
	compile: (wanted) => {
		const { googleAds = false } = wanted;
		const is = (wanted.is ?? []).map(fold);
		const parts = (wanted.contains ?? []).map(fold);
		const failure = (facts: TouchFacts) => missed(wanted, facts);
		if (parts.length === 0 && !googleAds) {
			return is.length === 0 ? ASKS_NOTHING : oneOf(SOURCE, is, failure);
		}
		return oneTest({
			passes: (facts) => {
				const [found = ''] = facts.sources;
				if (found !== '' && (is.includes(found) || parts.some((part) => found.includes(part)))) {
					return true;
				}
				return googleAds && cameFromGoogleAds(facts.touch);
			},
			failure,
		});
	},
	match: null,
	asksForTag: () => false,
	needs: ({ googleAds }) => (googleAds ? 'attribution' : 'contact'),
	demands: (wanted) => (wanted.contains?.length || wanted.googleAds ? [wanted] : []),
	contradiction: () => null,
	hours: () => null,
};

const SOURCE: Dimension = { name: 'source', several: false, values: (facts) => facts.sources };

function missed({ is = [], contains = [], googleAds = false }: Wanted, { touch }: TouchFacts) {
	const wanted = [
		...(is.length > 0 ? [quoted(is)] : []),
		...(contains.length > 0 ? [`something with ${quoted(contains)}`] : []),
		...(googleAds ? ['Google Ads'] : []),
	];
	const found = touch.contact.source;
	return `the contact's source is ${found ? `'${found}'` : 'not known'}, not ${wanted.join(' or ')}`;
}

const GOOGLE_CLICK_IDS = ['gclid', 'gbraid', 'wbraid'];
const GOOGLE_SOURCE = /\bgoogle[\s_-]*(ads?|adwords|ppc|cpc|paid)\b|\badwords\b/i;

/**
 * Whether a contact came from Google Ads: a click ID of Google Ads, or a paid search at Google, in
 * either attribution of HighLevel; or a source that says so.
 */
function cameFromGoogleAds(touch: Touch): boolean {
	const { source, attributionSource, lastAttributionSource } = touch.contact;
	if (source && GOOGLE_SOURCE.test(source)) return true;
	return [attributionSource, lastAttributionSource].some((attribution) => {
		if (!attribution) return false;
		if (GOOGLE_CLICK_IDS.some((id) => attribution[id])) return true;
		return (
			attribution.sessionSource === 'Paid Search' &&
			typeof attribution.utmSource === 'string' &&
			/google|adwords/i.test(attribution.utmSource)
		);
	});
}
