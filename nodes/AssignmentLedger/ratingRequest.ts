import { RATINGS } from '../../routing/model/contactOutcome';
import { flowToken, ratingId, starsFor } from '../../routing/model/rating';

/**
 * What has to be sent so that the answer is known: `buttons` and `list` are the `interactive` of a
 * message of Meta's Cloud API, `payloads` are for quick replies of a template and for gateways,
 * `flowToken` is for a Flow.
 */
export interface RatingRequest {
	id: string;
	text: string;
	buttons: object;
	list: object;
	/** By rating. */
	payloads: Record<string, string>;
	flowToken: string;
}

/** WhatsApp shows three buttons at most. */
const ON_BUTTONS: readonly number[] = [5, 3, 1];

/** @param text the question, which the person reads */
export function ratingRequest(id: string, text: string): RatingRequest {
	const values = Array.from({ length: RATINGS.highest }, (_, i) => RATINGS.highest - i);
	const choice = (value: number) => ({ id: ratingId(id, value), title: starsFor(value) });
	return {
		id,
		text,
		buttons: {
			type: 'button',
			body: { text },
			action: {
				buttons: ON_BUTTONS.map((value) => ({ type: 'reply', reply: choice(value) })),
			},
		},
		list: {
			type: 'list',
			body: { text },
			action: { button: '★ 1–5', sections: [{ title: '★ 1–5', rows: values.map(choice) }] },
		},
		payloads: Object.fromEntries(values.map((value) => [String(value), ratingId(id, value)])),
		flowToken: flowToken(id),
	};
}
