/** An ad that opens WhatsApp. */
export interface DemoAd {
	/** Meta's ID of it. */
	id: string;
	headline: string;
	/** What the ad says. */
	body: string;
	url: string;
}

export const WHITENING: DemoAd = {
	id: '120208941234560077',
	headline: 'Whitening week',
	body: 'Brighter in one hour. Message us.',
	url: 'https://fb.me/whitening',
};

export const CHECK_UP: DemoAd = {
	id: '120208941234560088',
	headline: 'Free check-up',
	body: 'The first visit is on us.',
	url: 'https://fb.me/checkup',
};

/** Those that somebody can come from. */
export const DEMO_ADS: readonly DemoAd[] = [WHITENING, CHECK_UP];

/** What Meta adds to the first message of somebody who clicked an ad. */
export function referralOf({ id, headline, body, url }: DemoAd): object {
	return {
		source_url: url,
		source_id: id,
		source_type: 'ad',
		headline,
		body,
		media_type: 'image',
		image_url: `${url}/image`,
		ctwa_clid: `ARA-sandbox-${id}`,
	};
}
