import { z } from 'zod/v4';
import { someOf } from '../../model/references';
import { fold, quoted } from '../../model/text';
import type { TouchFacts } from '../touchFacts';
import {
	ASKS_NOTHING,
	anyOf,
	hasPart,
	oneOf,
	oneTest,
	someAtoms,
	type Condition,
	type Dimension,
} from './condition';
import { cameFromGoogleAds } from './googleAds';

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
				return googleAds && cameFromGoogleAds(facts.touch.contact);
			},
			failure,
		});
	},
	words: ({ is = [], contains = [], googleAds = false }, most) =>
		[
			...(is.length > 0 ? [`source ${anyOf(is, most)}`] : []),
			...(contains.length > 0 ? [`source with ${anyOf(contains, most)}`] : []),
			...(googleAds ? ['from Google Ads'] : []),
		].join(' or '),
	match: ({ is = [], contains = [], googleAds = false }, { sources: [found = ''] }) => {
		const same = is.find((one) => fold(one) === found);
		if (same !== undefined) return [`the contact's source is '${same}'`];
		const part = contains.find((one) => found.includes(fold(one)));
		if (found !== '' && part !== undefined) return [`the contact's source has '${part}' in it`];
		return googleAds ? ['the contact came from Google Ads'] : [];
	},
	asksForTag: () => false,
	needs: ({ is = [], contains = [], googleAds = false }) => {
		if (googleAds) return 'attribution';
		return is.length + contains.length > 0 ? 'contact' : 'nothing';
	},
	demands: ({ is = [], contains = [], googleAds = false }) =>
		someAtoms([
			...is.map((text) => ({ ...hasPart(text, `the source '${text}'`), key: `is ${fold(text)}` })),
			...contains.map((text) => hasPart(text, `sources with '${text}'`)),
			...(googleAds ? [{ key: 'google', words: 'Google Ads' }] : []),
		]),
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
