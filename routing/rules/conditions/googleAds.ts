import { fold } from '../../model/text';
import type { TouchContact } from '../../model/touch';

// By HighLevel's own rules (its help: Understanding Attribution Traffic Sources; Google Business
// Profile): a visit is a paid search when its link has Google's click ID or a paid medium, and the
// source is `adwords` in its template for Google Ads. Links in a Business Profile are tagged
// `organic`, campaign `gmb`, and are no ads, whatever HighLevel calls the session.

type Attribution = Readonly<Record<string, unknown>>;

/** Letters and digits of a field's name: `utmSource` and `utm_source` are one. */
const CLICK_IDS = ['gclid', 'gbraid', 'wbraid', 'gadsource', 'gadcampaignid'];
/** `msclikid` is how HighLevel spells it. */
const OTHER_CLICK_IDS = ['msclkid', 'msclikid', 'fbclid', 'ttclid', 'twclid', 'lifatid', 'yclid'];

const GOOGLE = words('google youtube');
/** Names of Google's ads alone. */
const GOOGLE_ADS = words(
	'adwords googleads googlead googleadwords googleadw gads googleppc googlecpc googlepaid googlesem',
);
/** That somebody pays for clicks or views. */
const PAID = words(
	`ad ads adwords adverts advertising cpc cpm cpv cpa ppc lsa sem sea paid pmax display gdn sponsored
	remarketing retargeting paidsearch paiddisplay paidvideo searchads anzeige anzeigen werbung anuncio
	anuncios publicidad publicidade publicité annonce annonces pubblicità`,
);
const NOT_PAID = words('organic unpaid no not non without');
const OTHER_NETWORKS = words(
	`bing microsoft msn yahoo duckduckgo yandex baidu ecosia apple facebook fb meta instagram ig tiktok
	linkedin twitter x snapchat pinterest reddit quora yelp nextdoor amazon taboola outbrain criteo`,
);
const OTHER_HOSTS =
	/(?:^|\.)(?:bing|yahoo|duckduckgo|yandex|baidu|ecosia|facebook|instagram|tiktok|linkedin|twitter|x|pinterest|reddit)\.[a-z.]+$|^t\.co$|^lnkd\.in$/;
/** Media of links that nobody pays for. */
const UNPAID_MEDIA = words(
	`organic referral email mail newsletter sms social direct qr print offline affiliate listing
	gmb gbp local seo`,
);
const PROFILE = /\b(?:gmb|gbp|gmaps)|my ?business|business ?profile|google ?(?:business|maps?)\b/;
const PROFILE_SOURCE = /\bmaps?\b|google local/;
const PRODUCTS = /\bgoogle (?:lead forms?|performance max|demand gen)\b/;
/** How far a word may stand from Google's name, as in `Google Local Services Ads`. */
const NEAR = 3;

/** Whether the first or the latest attribution of a contact is Google Ads, or its source says so. */
export function cameFromGoogleAds(contact: TouchContact): boolean {
	const { source, attributionSource, lastAttributionSource } = contact;
	if (source && namesGoogleAds(source)) return true;
	return [attributionSource, lastAttributionSource].some(
		(attribution) => !!attribution && isGoogleAd(fieldsOf(attribution)),
	);
}

/** What the field says, empty when it is missing or a template that nobody filled in. */
type Field = (...names: readonly string[]) => string;

function isGoogleAd(field: Field): boolean {
	if (CLICK_IDS.some((id) => field(id) !== '')) return true;
	const source = field('utmsource');
	const medium = wordsOf(field('utmmedium'));
	const referrer = placeOf(field('referrer'));
	if (isOtherNetwork(field, source, referrer)) return false;
	if ([source, field('adsource'), field('medium')].some(namesGoogleAds)) return true;
	if (isProfile(source) || PROFILE_SOURCE.test(spoken(source))) return false;
	if (namesGoogleAds(medium.join(' ')) || isAdServer(referrer)) return true;
	const fromGoogle = has(wordsOf(source), GOOGLE) || isGoogle(referrer);
	if (has(medium, PAID)) return fromGoogle && !medium.includes('social');
	if (has(medium, UNPAID_MEDIA) || isProfile(field('campaign', 'utmcampaign'))) return false;
	const session = spoken(field('sessionsource'));
	return namesGoogleAds(session) || (session === 'paid search' && fromGoogle);
}

/** Campaigns copied from Google to another network keep Google's tags. */
function isOtherNetwork(field: Field, source: string, { host }: Place): boolean {
	if (OTHER_CLICK_IDS.some((id) => field(id) !== '')) return true;
	return has(wordsOf(source), OTHER_NETWORKS) || OTHER_HOSTS.test(host);
}

/** Whether a text that people or links write names Google Ads: `Google (cpc)`, `PPC Google`. */
function namesGoogleAds(text: string): boolean {
	return fold(text)
		.split(/[,;|+&]| and /)
		.some((part) => saysGoogleAds(wordsOf(part)));
}

function saysGoogleAds(said: readonly string[]): boolean {
	if (has(said, NOT_PAID)) return false;
	if (has(said, GOOGLE_ADS) || PRODUCTS.test(said.join(' '))) return true;
	// Beside another network's name only what follows Google's is Google's.
	const [before, after] = has(said, OTHER_NETWORKS) ? [0, 1] : [NEAR, NEAR];
	return said.some(
		(word, at) =>
			GOOGLE.has(word) && has(said.slice(Math.max(0, at - before), at + after + 1), PAID),
	);
}

function isProfile(text: string): boolean {
	return PROFILE.test(spoken(text));
}

/** A website or an app. */
interface Place {
	host: string;
	path: string;
}

function placeOf(address: string): Place {
	const [, host = '', path = ''] = /^(?:[a-z-]+:\/\/)?([^/?#]*)([^?#]*)/i.exec(fold(address)) ?? [];
	return { host, path };
}

/** Google's search or YouTube; not its mail, its maps or what else it has. */
function isGoogle({ host, path }: Place): boolean {
	if (host.startsWith('com.google.android.googlequicksearchbox')) return true;
	if (path.startsWith('/maps')) return false;
	return /^(?:(?:www|m)\.)?(?:google|youtube)(?:\.[a-z]{2,3}){0,2}$/.test(host);
}

function isAdServer({ host }: Place): boolean {
	return /(?:^|\.)(?:doubleclick\.net|google(?:adservices|syndication)\.com|syndicatedsearch\.goog)$/.test(
		host,
	);
}

/**
 * Reads an attribution, and the link that was clicked where the attribution does not say. What
 * HighLevel finds by searching has `utm` before all names: `utmGclid`, `utmSessionSource`.
 */
function fieldsOf(attribution: Attribution): Field {
	const values = new Map<string, string>();
	const links = [attribution.pageUrl, attribution.landingPage, attribution.url];
	const queries = links.flatMap((link) => (typeof link === 'string' ? queriesIn(link) : []));
	const entries = [...queries, ...Object.entries(attribution)];
	for (const [name, value] of entries) {
		const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
		if (text !== '' && !PLACEHOLDER.test(text)) values.set(nameOf(name), text);
	}
	return (...names) =>
		names.flatMap((name) => [values.get(name), values.get(`utm${name}`)]).find(Boolean) ?? '';
}

/** What stands behind `?`, and behind `#` on pages that are built so. */
function queriesIn(link: string): Array<[string, string]> {
	return link
		.split(/[?#]/)
		.slice(1)
		.flatMap((query) => [...new URLSearchParams(query)]);
}

const PLACEHOLDER = /^(?:null|undefined|none|n\/a|-|\(.*\)|\{.*\})$/i;

function nameOf(field: string): string {
	return field.replace(/[^a-z\d]/gi, '').toLowerCase();
}

/** A text as words with blanks between them. */
function spoken(text: string): string {
	return wordsOf(text).join(' ');
}

function wordsOf(text: string): string[] {
	return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

function words(list: string): ReadonlySet<string> {
	return new Set(list.split(/\s+/));
}

function has(said: readonly string[], wanted: ReadonlySet<string>): boolean {
	return said.some((word) => wanted.has(word));
}
