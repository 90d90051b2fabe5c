/** Webhooks of gateways of WhatsApp Web, with some of what is read from them. */
type Messages = Array<[file: string, touch: object]>;

const DANA = { phone: '+14155550117', name: 'Dana Whitlock' };
const RAFAEL = { phone: '+5511987650022', name: 'Rafael Lima', country: 'BR' };
const GROUP = '120363041234567890@g.us';
const HIDDEN = '71234567890123@lid';
const TIME = '2026-10-15T08:00:00.000Z';

export const WAHA_MESSAGES: Messages = [
	[
		'waha/gows-hidden-number.json',
		{
			key: `default:false_${HIDDEN}_3EB0GOWSLID0001`,
			contact: { ...DANA, whatsappUserId: HIDDEN, replyTo: HIDDEN, region: 'US-CA' },
			message: { type: 'text', text: 'Do you deliver?', time: TIME },
		},
	],
	[
		'waha/gows-group-hidden-numbers.json',
		{
			contact: { ...DANA, whatsappUserId: HIDDEN, replyTo: GROUP },
			message: { groupId: GROUP, text: 'Who is open?' },
		},
	],
	['waha/gows-list-choice.json', { message: { type: 'interactive', text: 'Garden plans' } }],
	[
		'waha/noweb-ad.json',
		{
			contact: DANA,
			referral: {
				sourceType: 'ad',
				sourceId: '120231740118820551',
				clickId: 'ARBx8EXAMPLE',
				headline: 'Planters',
			},
		},
	],
	['waha/noweb-hidden-number.json', { contact: { ...DANA, whatsappUserId: HIDDEN } }],
	[
		'waha/message-any.json',
		{
			key: 'default:false_14155550117@c.us_3EB0ANY01',
			contact: DANA,
			message: { type: 'text', text: 'Hi once more' },
		},
	],
	[
		'waha/poll-choice.json',
		{
			key: 'default:false_14155550117@c.us_3EB0VOTE1',
			contact: { phone: DANA.phone },
			message: { type: 'interactive', text: 'Garden plans', time: TIME },
		},
	],
];

export const WAHA_SAYS_NOTHING = [
	'waha/gows-album.json',
	'waha/webjs-missed-call.json',
	'waha/webjs-encryption-notice.json',
	'waha/message-any-own.json',
	'waha/reaction.json',
	'waha/poll-choice-withdrawn.json',
	'waha/call-received.json',
];

export const EVOLUTION_MESSAGES: Messages = [
	[
		'evolution/album-picture.json',
		{ contact: RAFAEL, message: { type: 'image', text: 'Quanto custa?' } },
	],
	['evolution/poll-choice.json', { message: { type: 'interactive', text: 'Vendas' } }],
	[
		'evolution/ad-without-id.json',
		{
			message: { type: 'text' },
			referral: { sourceType: 'ad', sourceId: null, clickId: null, headline: 'Vasos' },
		},
	],
	[
		'evolution/group-hidden-numbers.json',
		{
			key: `loja-centro:${GROUP}:3EB0GRP2`,
			contact: { ...RAFAEL, whatsappUserId: HIDDEN, replyTo: GROUP },
			message: { groupId: GROUP },
		},
	],
	[
		'evolution/go-message.json',
		{
			key: `loja-centro:${HIDDEN}:3EB0GO1`,
			account: { id: 'loja-centro', number: null },
			contact: { ...RAFAEL, whatsappUserId: HIDDEN, replyTo: HIDDEN },
			message: { type: 'text', text: 'Oi', time: TIME },
		},
	],
];

export const EVOLUTION_SAYS_NOTHING = [
	'evolution/reaction.json',
	'evolution/undecrypted.json',
	'evolution/go-own-message.json',
	'evolution/go-receipt.json',
];

export const OTHER_MESSAGES: Messages = [
	[
		'otherJson/device-in-group.json',
		{
			account: { id: '49301234567:4@s.whatsapp.net', number: '+49301234567' },
			contact: { phone: '+4915112345678', whatsappUserId: null, replyTo: GROUP },
			message: { groupId: GROUP, time: '2026-10-15T08:00:00.123Z' },
		},
	],
	[
		'otherJson/hidden-number.json',
		{ contact: { phone: null, whatsappUserId: HIDDEN, country: null } },
	],
	[
		'otherJson/user-id-as-number.json',
		{ contact: { phone: null, whatsappUserId: 'DE.13491208655302741918', country: 'DE' } },
	],
];

export const OTHER_SAYS_NOTHING = [
	'otherJson/name-as-number.json',
	'otherJson/story.json',
	'otherJson/reaction.json',
];
