import type { TouchContact } from '../../../routing/model/touch';
import { decide } from '../../../routing/decide/decide';
import { plan, state, touch, user } from '../builders';

const googleAds = plan({
	rules: [
		{
			kind: 'conditional',
			name: 'Google Ads',
			when: { source: { googleAds: true } },
			target: user('u1'),
		},
	],
});
const isGoogleAds = (contact: Partial<TouchContact>) =>
	decide(googleAds, touch({ contact }), state(), 0).decision.user !== null;

describe('a source that people or integrations write', () => {
	it.each([
		'Google Ads',
		'google ads',
		'GOOGLE  ADS',
		'Google\u00a0Ads',
		'Ｇｏｏｇｌｅ Ads',
		'google_ads',
		'google-ads',
		'GoogleAds',
		'googleads',
		'Google Ad',
		'Google AdWords',
		'adwords',
		'google / cpc',
		'google/cpc',
		'Google (cpc)',
		'google cpc',
		'google_cpc',
		'Google PPC',
		'PPC Google',
		'PPC - Google',
		'Paid Google',
		'Google Paid',
		'Google Paid Search',
		'Paid Search (Google)',
		'Google Search Ads',
		'Google Display Ads',
		'Google Local Services Ads',
		'Google LSA',
		'YouTube Ads',
		'Google Ads - Spring Campaign',
		'Landing Page | Google Ads',
		'Google Lead Form',
		'Google SEM',
		'gads',
		'Facebook and Google Ads',
	])('%j is Google Ads', (source) => {
		expect(isGoogleAds({ source })).toBe(true);
	});

	it.each([
		'Google',
		'google',
		'google organic',
		'google / organic',
		'Google (organic)',
		'google / referral',
		'Organic Search',
		'google.com',
		'google-my-business',
		'Google My Business',
		'google_maps',
		'google maps',
		'Google Business Profile',
		'GBP',
		'gbp',
		'GMB',
		'Google Reviews',
		'Google Form',
		'Google Sheets',
		'Google Calendar',
		'Bing Ads',
		'bing / cpc',
		'Microsoft Ads',
		'Facebook Ads',
		'Facebook Ads, Google organic',
		'Facebook Ads & Google Maps',
		'Instagram Ads',
		'TikTok Ads',
		'LinkedIn Ads',
		'Ads',
		'PPC',
		'cpc',
		'Paid Search',
		'Not Google Ads',
		'Googleplex visit',
		'Leads from the fair',
		'Referral',
		'',
	])('%j is not', (source) => {
		expect(isGoogleAds({ source })).toBe(false);
	});
});

const SEARCH = 'https://www.google.com/';

describe('an attribution of HighLevel', () => {
	const ads: Array<Record<string, unknown>> = [
		{ gclid: 'EAIaIQob' },
		{ gbraid: '0AAAA' },
		{ wbraid: 'Cj8K' },
		{ gad_source: '1' },
		{ gadSource: 1 },
		{ sessionSource: 'Direct traffic', gclid: 'x', utmMedium: 'organic', campaign: 'gmb' },
		{ url: 'https://example.com/?gclid=EAIaIQob&x=1' },
		{ url: 'https://example.com/?gad_source=1' },
		{ url: 'https://example.com/offer?utm_source=google&utm_medium=cpc' },
		{ utmSource: 'google', utmMedium: 'cpc' },
		{ utmSource: 'Google', utmMedium: 'PPC' },
		{ utmSource: 'google', utmMedium: 'paid' },
		{ utmSource: 'google', utmMedium: 'paidsearch' },
		{ utmSource: 'google', utmMedium: 'paid_search' },
		{ utmSource: 'google', utmMedium: 'paid-search' },
		{ utmSource: 'google', utmMedium: 'sem' },
		{ utmSource: 'google', utmMedium: 'display' },
		{ utmSource: 'google.com', utmMedium: 'cpc' },
		{ utmSource: 'youtube', utmMedium: 'cpv' },
		{ utm_source: 'google', utm_medium: 'cpc' },
		{ utmSource: 'google', utmMedium: 'cpc', campaign: 'GMB Brand' },
		{ utmSource: 'adwords' },
		{ utmSource: 'adwords', utmMedium: 'Organic Coffee Ad' },
		{ utmSource: 'google_ads', utmMedium: 'spring' },
		{ utmSource: 'GoogleAds' },
		{ utmMedium: 'adwords' },
		{ sessionSource: 'Paid Search', utmMedium: 'adwords' },
		{ sessionSource: 'Paid Search', utmSource: 'google' },
		{ sessionSource: 'Paid Search', utmSource: 'google', utmMedium: 'Spring Sale' },
		{ sessionSource: 'paid search', utmSource: 'GOOGLE' },
		{ sessionSource: 'Paid Search', referrer: SEARCH, campaign: 'spring' },
		{ sessionSource: 'Paid Search', referrer: 'google', campaign: 'Brand' },
		{ sessionSource: 'Paid Search', referrer: 'https://www.google.co.uk/', campaignId: '7' },
		{ sessionSource: 'Paid Search', referrer: SEARCH, campaign: 'Small Business Loans' },
		{ sessionSource: 'Paid Search', referrer: SEARCH, campaign: 'Topographic Maps' },
		{ utmMedium: 'cpc', referrer: 'https://www.google.de/' },
		{ utmMedium: 'ppc', referrer: 'android-app://com.google.android.googlequicksearchbox/' },
		{ referrer: 'https://googleads.g.doubleclick.net/' },
		{ referrer: 'https://www.googleadservices.com/pagead/aclk?sa=L' },
		{ utmSource: 'google', utmMedium: 'cpc', referrer: 'https://x-ray-clinic.example.com/' },
	];
	it.each(ads)('%j is Google Ads, as the first and as the latest', (attribution) => {
		expect(isGoogleAds({ attributionSource: attribution })).toBe(true);
		expect(isGoogleAds({ lastAttributionSource: attribution, source: 'google maps' })).toBe(true);
	});

	const others: Array<Record<string, unknown>> = [
		{},
		{ gclid: '' },
		{ gclid: null },
		{ gclid: 'undefined' },
		{ gclid: '{gclid}' },
		{ sessionSource: 'Paid Search', utmSource: 'google', utmMedium: 'organic', campaign: 'gmb' },
		{ sessionSource: 'Paid Search', utmMedium: 'organic', campaign: 'gmb', referrer: SEARCH },
		{ sessionSource: 'Paid Search', utmSource: 'google', campaign: 'gmb' },
		{ sessionSource: 'Paid Search', utmSource: 'google', campaign: 'GBP Listing' },
		{ sessionSource: 'Paid Search', utmSource: 'google', utmCampaign: 'google-business-profile' },
		{ sessionSource: 'Paid Search', utmSource: 'google-my-business' },
		{ sessionSource: 'Paid Search', utmSource: 'google_maps' },
		{ sessionSource: 'Paid Search', utmSource: 'Google Business Profile' },
		{ sessionSource: 'Paid Search', utmSource: 'gmb', utmMedium: 'organic' },
		{ sessionSource: 'Paid Search', utmSource: 'gbp', referrer: SEARCH },
		{ utmSource: 'google', utmMedium: 'organic' },
		{ utmSource: 'google', utmMedium: 'referral' },
		{ utmSource: 'google', utmMedium: 'email' },
		{ utmSource: 'google' },
		{ sessionSource: 'Organic Search', utmSource: 'google' },
		{ sessionSource: 'Organic Search', referrer: SEARCH },
		{ sessionSource: 'Organic Search', referrer: SEARCH, campaign: 'spring' },
		{ referrer: 'https://www.google.com/maps/place/x', sessionSource: 'Paid Search' },
		{ referrer: 'https://mail.google.com/', utmMedium: 'cpc' },
		{ sessionSource: 'Paid Search' },
		{ sessionSource: 'Paid Search', utmSource: 'bing', utmMedium: 'cpc' },
		{ sessionSource: 'Paid Search', utmSource: 'Bing Ads' },
		{ sessionSource: 'Paid Search', utmSource: 'google', utmMedium: 'cpc', msclkid: 'x' },
		{ utmSource: 'google', utmMedium: 'cpc', referrer: 'https://www.bing.com/' },
		{ sessionSource: 'Paid Search', referrer: 'https://duckduckgo.com/', campaign: 'spring' },
		{ sessionSource: 'Paid Social', utmSource: 'facebook', utmMedium: 'cpc' },
		{ sessionSource: 'Paid Social', utmSource: 'fb_ad', utmMedium: 'google ads', fbclid: 'x' },
		{ sessionSource: 'Paid Social', utmSource: 'instagram', utmMedium: 'paid', referrer: SEARCH },
		{ sessionSource: 'Social media', fbclid: 'x', referrer: 'https://l.facebook.com/' },
		{ utmSource: 'newsletter', utmMedium: 'email', campaign: 'google ads webinar' },
		{ utmMedium: 'cpc' },
		{ sessionSource: 'Direct traffic' },
		{ sessionSource: 'CRM UI', medium: 'manual' },
		{ sessionSource: 7, utmSource: ['google'], utmMedium: { a: 'cpc' } },
	];
	it.each(others)('%j is not', (attribution) => {
		expect(isGoogleAds({ attributionSource: attribution })).toBe(false);
		expect(isGoogleAds({ lastAttributionSource: attribution })).toBe(false);
	});
});
