import { z } from 'zod/v4';
import { optionalText } from '../lenient';

/** The ad or post that somebody clicked (Meta: webhooks/reference/messages, referral). */
export const referralSchema = z.looseObject({
	source_type: optionalText,
	source_id: optionalText,
	source_url: optionalText,
	headline: optionalText,
	body: optionalText,
	ctwa_clid: optionalText,
	media_type: optionalText,
	image_url: optionalText,
	video_url: optionalText,
	thumbnail_url: optionalText,
	welcome_message: z.looseObject({ text: optionalText }).optional().catch(undefined),
});

/** Null when nothing of it tells where somebody came from: partners send an empty one with every message. */
export function toReferral(referral: z.infer<typeof referralSchema> | undefined) {
	if (!referral) return null;
	const told = {
		sourceType: referral.source_type ?? null,
		sourceId: referral.source_id ?? null,
		sourceUrl: referral.source_url ?? null,
		headline: referral.headline ?? null,
		body: referral.body ?? null,
		// Placements in WhatsApp Status have none.
		clickId: referral.ctwa_clid ?? null,
		mediaType: referral.media_type ?? null,
		mediaUrl: referral.image_url ?? referral.video_url ?? null,
		thumbnailUrl: referral.thumbnail_url ?? null,
		welcomeText: referral.welcome_message?.text ?? null,
	};
	return Object.values(told).some((value) => value !== null) ? told : null;
}
