import { z } from 'zod/v4';
import { someOf } from '../../model/references';
import { ASKS_NOTHING, anyOf, oneTest, someAtoms, type Condition } from './condition';

const schema = z.strictObject({
	any: z.boolean().optional(),
	sourceIds: someOf('the ad ID'),
	clickIds: someOf('the click ID'),
});

const ANY = 'any';

/** The Click-to-WhatsApp ad that the person came from. True when any part is true. */
export const ad: Condition<typeof schema> = {
	schema,
	compile: ({ any = false, sourceIds = [], clickIds = [] }) => {
		if (!any && sourceIds.length === 0 && clickIds.length === 0) return ASKS_NOTHING;
		return oneTest({
			passes: ({ touch: { referral } }) => {
				if (!referral) return false;
				const { sourceType, sourceId, clickId } = referral;
				if (any && (sourceType === 'ad' || clickId)) return true;
				return (
					(!!sourceId && sourceIds.includes(sourceId)) || (!!clickId && clickIds.includes(clickId))
				);
			},
			failure: ({ touch: { referral } }) =>
				referral?.sourceId
					? `the person came from the ad '${referral.sourceId}'`
					: 'the person did not come from an ad',
		});
	},
	words: ({ any = false, sourceIds = [], clickIds = [] }, most) =>
		[
			...(any ? ['from an ad'] : []),
			...(sourceIds.length > 0 ? [`ad ${anyOf(sourceIds, most)}`] : []),
			...(clickIds.length > 0 ? [`ad click ${anyOf(clickIds, most)}`] : []),
		].join(' or '),
	match: ({ any = false, sourceIds = [], clickIds = [] }, { touch: { referral } }) => {
		if (referral?.sourceId && sourceIds.includes(referral.sourceId)) {
			return [`the person came from the ad '${referral.sourceId}'`];
		}
		return any || clickIds.length > 0 || sourceIds.length > 0 ? ['the person came from an ad'] : [];
	},
	asksForTag: () => false,
	needs: () => 'nothing',
	demands: ({ any = false, sourceIds = [], clickIds = [] }) =>
		someAtoms([
			...(any ? [{ key: ANY, words: 'all ads' }] : []),
			...sourceIds.map((id) => ({ key: `ad ${id}`, words: `the ad '${id}'` })),
			...clickIds.map((id) => ({
				key: `click ${id}`,
				words: `the ad click '${id}'`,
				implies: (key: string) => key === ANY,
			})),
		]),
	contradiction: () => null,
	hours: () => null,
};
