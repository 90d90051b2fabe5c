import fc from 'fast-check';
import { toAccount } from '../../whatsapp/accounts';
import { toE164, whereabouts } from '../../whatsapp/phone';

const countryOf = (phone: string | null, userId: string | null) =>
	whereabouts(phone, userId).country;

describe('the country of a person', () => {
	it.each([
		['+14155550117', 'US'],
		['+12025550143', 'US'],
		['+14165550142', 'CA'],
		['+16045550199', 'CA'],
		['+18095550123', 'DO'],
		['+447911123456', 'GB'],
		['+447700900123', 'GB'],
		['+441481960194', 'GB'],
		['+441534960194', 'GB'],
		['+5215512345678', 'MX'],
		['+525512345678', 'MX'],
		['+5511987650022', 'BR'],
		['+551187650022', 'BR'],
		['+5491123456789', 'AR'],
		['+77012345678', 'KZ'],
		['+79161234567', 'RU'],
		['+393123456789', 'IT'],
		['+919876543210', 'IN'],
		['+35818123456', 'FI'],
		['+4779123456', 'NO'],
		['+38344123456', 'XK'],
	])('with %s is %s', (phone, country) => {
		expect(countryOf(phone, null)).toBe(country);
	});

	it.each([['+15550001234'], ['+1'], ['+'], ['+99912345'], ['not a number'], ['']])(
		'with %p is unknown',
		(phone) => {
			expect(countryOf(phone, null)).toBeNull();
		},
	);

	it('comes from the user ID when there is no phone, or a test number', () => {
		expect(countryOf(null, 'BR.30918273645509182736')).toBe('BR');
		expect(countryOf(null, 'BR.ENT.30918273645509182736')).toBe('BR');
		expect(countryOf('+15550001234', 'US.84720193655102938471')).toBe('US');
		expect(countryOf(null, 'GG.84720193655102938471')).toBe('GB');
	});

	it.each([
		['+16215550117', 'US-TX'],
		['+16245550117', 'US-NY'],
		['+18615550117', 'US-IL'],
		['+13575550117', 'US-CA'],
		['+14575550117', 'US-LA'],
		['+14715550117', 'US-MS'],
		['+14835550117', 'US-AL'],
		['+16795550117', 'US-MI'],
		['+12735550117', 'CA-QC'],
	])('whose number has the newest area code, %s, is that of its region %s', (phone, region) => {
		expect(whereabouts(phone, null)).toMatchObject({ region, country: region.slice(0, 2) });
	});

	describe('whose area code is in no table yet', () => {
		const phone = '+15655550117';

		it('is most likely the United States, without a region', () => {
			expect(whereabouts(phone, null)).toEqual({ country: 'US', region: null, timeZones: null });
		});

		it.each([
			['CA', 'CA'],
			['JM', 'JM'],
			['DE', 'US'],
			['XX', 'US'],
			[null, 'US'],
		])('is what HighLevel says, if that is in North America: %s', (told, country) => {
			expect(whereabouts(phone, null, told).country).toBe(country);
		});

		it('is what the WhatsApp user ID says', () => {
			expect(whereabouts(phone, 'CA.30918273645509182736', 'US').country).toBe('CA');
		});

		it.each(['+12115550117', '+15550253483', '+11235550117', '+12951550117', '+1565555011'])(
			'is unknown when %s cannot be such a number',
			(wrong) => expect(whereabouts(wrong, null).country).toBeNull(),
		);
	});

	it.each([
		['+441534715555', 'GB', 'JE'],
		['+447781123456', 'GB', 'GG'],
		['+447624123456', 'GB', 'IM'],
		['+35818123456', 'FI', 'AX'],
		['+447700900123', 'GB', null],
	])('of %s is %s, and its part %s', (phone, country, region) => {
		expect(whereabouts(phone, null)).toMatchObject({ country, region });
	});

	it('is what somebody says when the number does not tell', () => {
		expect(whereabouts(null, null, 'DE').country).toBe('DE');
		expect(whereabouts('+15550001234', null, 'DE').country).toBe('DE');
		expect(whereabouts('+393123456789', null, 'DE').country).toBe('IT');
	});

	it('comes from the phone when both tell', () => {
		expect(countryOf('+393123456789', 'US.84720193655102938471')).toBe('IT');
	});

	it.each([['84720193655102938471'], ['us.1'], ['USA.1'], ['US.'], ['US'], ['']])(
		'is not read from the ID %p',
		(id) => {
			expect(countryOf(null, id)).toBeNull();
		},
	);
});

describe('a number in E.164', () => {
	it.each([
		['14155550117', '+14155550117'],
		['+1 (415) 555-0117', '+14155550117'],
		['whatsapp:+14155550117', '+14155550117'],
		['tel:+1-415-555-0117', '+14155550117'],
		['5215512345678', '+5215512345678'],
		['5491123456789', '+5491123456789'],
		['551187650022', '+551187650022'],
		['0044 7700 900123', '+447700900123'],
		['+0044 7700 900123', '+447700900123'],
		['011 44 7700 900123', '+447700900123'],
		['+44 (0)7700 900123', '+447700900123'],
		['+44 07700 900123', '+447700900123'],
		['+49 151/1234-5678', '+4915112345678'],
		['+1\u2011415\u2011555\u20110117', '+14155550117'],
		['\u202a+1 415\u00a0555\u00a00117\u202c', '+14155550117'],
		['+1.415.555.0117', '+14155550117'],
		['+683 4123', '+6834123'],
		['+290 22345', '+29022345'],
		['+39 06 1234 5678', '+390612345678'],
		['+(44) 7700 900123', '+447700900123'],
		['[+44] 7700 900123', '+447700900123'],
		['"+44 7700 900123"', '+447700900123'],
		["'+447700900123", '+447700900123'],
		['p:+447700900123', '+447700900123'],
		['Tel.: +44 7700 900123', '+447700900123'],
		['+1 1 415 555 0117', '+14155550117'],
		['+7 8 912 345 67 89', '+79123456789'],
		['+36 (06) 20 123 4567', '+36201234567'],
		['+39 (0)6 1234 5678', '+390612345678'],
		['+39 (0)347 123 4567', '+393471234567'],
		['+225 (0)7 07 12 34 56', '+2250707123456'],
		['+54 9 11 15 2345-6789', '+541123456789'],
		['+55 (015) 11 98765-4321', '+5511987654321'],
		['+241 066 12 34 56', '+24166123456'],
		['+241 06 12 34 56', '+24106123456'],
		['+250 0788 123 456', '+250788123456'],
		['+359 088 123 4567', '+359881234567'],
		['+370 8 612 34567', '+37061234567'],
		['+375 80 29 123 45 67', '+375291234567'],
		['+998 (8) 90 123 45 67', '+998901234567'],
		['', null],
		['   ', null],
		['no digits', null],
		[null, null],
		[undefined, null],
	])('of %p is %p', (given, number) => {
		expect(toE164(given)).toBe(number);
	});

	it.each([
		['Arabic', '+\u0664\u0664\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663'],
		['Persian', '+\u06f4\u06f4\u06f7\u06f7\u06f0\u06f0\u06f9\u06f0\u06f0\u06f1\u06f2\u06f3'],
		['Devanagari', '\u096a\u096a\u096d\u096d\u0966\u0966\u096f\u0966\u0966\u0967\u0968\u0969'],
		['Gujarati', '\u0aea\u0aea\u0aed\u0aed\u0ae6\u0ae6\u0aef\u0ae6\u0ae6\u0ae7\u0ae8\u0ae9'],
		[
			'full width',
			'\uff0b\uff14\uff14\uff17\uff17\uff10\uff10\uff19\uff10\uff10\uff11\uff12\uff13',
		],
	])('is read in digits of other scripts: %s', (_script, given) => {
		expect(toE164(given)).toBe('+447700900123');
	});

	it('is read in the digits of every script', () => {
		const digits = /\p{Nd}/u;
		const zeros = Array.from({ length: 0x20000 }, (_, code) => code).filter(
			(code) =>
				digits.test(String.fromCodePoint(code)) && !digits.test(String.fromCodePoint(code - 1)),
		);
		expect(zeros.length).toBeGreaterThan(60);
		for (const zero of zeros) {
			const written = [...'447700900123'].map((digit) => String.fromCodePoint(zero + +digit));
			expect(toE164(written.join(''))).toBe('+447700900123');
		}
	});

	it.each([
		['too short to reach anybody', '447700'],
		['a short code', '72345'],
		['longer than any number', '1234567890123456'],
		['longer than any number of its country', '+1 415 555 01171'],
		['of a country code that nobody has', '+999 1234 5678'],
		['a number inside its country', '07700 900123'],
		['a mobile of Buenos Aires inside its country', '011 15 2345-6789'],
		['a count that begins like North America', '1234567'],
		['a count that begins like Russia', '7654321'],
		['nothing but zeros', '0000000000'],
		['with an extension', '+1 415 555 0117 ext. 12'],
		['with an extension in a link', 'tel:+1-415-555-0117;ext=12'],
		['with what is dialled afterwards', '+1 415 555 0117,,12#'],
		['two numbers', '+1 415 555 0117 / +1 415 555 0118'],
		['a user ID', 'GB.10000000000000000001'],
		['a user ID behind a scheme', 'whatsapp:GB.10000000000000000001'],
		['hidden by WhatsApp', '70000000000001@lid'],
		['hidden by WhatsApp, without saying so', '70000000000001'],
		['hidden by WhatsApp, and as long as can be', '198765432109876'],
		['of a group', '120363041234567890@g.us'],
		['a group without its address', '120363041234567890'],
		['a name with digits', 'Route 4155550117'],
		['letters for digits', '+1 800 FLOWERS'],
		['a date', '2026-10-15T08:00:00Z'],
		['a day', '2026-10-15'],
		['a day, day first', '25/10/2026'],
		['a day with points', '31.1.2026'],
		['negative', '-14155550117'],
		['a fraction', '1.4155550117e+30'],
		['NUL among digits', '+1415\u0000ab5550117'],
		['of a megabyte', '1'.repeat(1_000_000)],
	])('is not what is %s', (_why, given) => {
		expect(toE164(given)).toBeNull();
	});

	it('once read, is read as itself', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ().@:/-]{0,24}$/)), (text) => {
				const number = toE164(text);
				expect(number ?? '+4915112345678').toMatch(/^\+[1-9]\d{6,14}$/);
				expect(toE164(number)).toBe(number);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('an account', () => {
	const tagOf = (name: string | undefined, prefix = 'whatsnap-account-') =>
		toAccount('1001', '+1 202-555-0143', name, prefix).tag;

	it.each([
		['Sales Line', 'whatsnap-account-sales-line'],
		['  Sales   Line! ', 'whatsnap-account-sales-line'],
		['Müller & Söhne', 'whatsnap-account-müller-söhne'],
		['Cafés', 'whatsnap-account-cafés'],
		['Cafe\u0301s', 'whatsnap-account-cafés'],
		['बिक्री', 'whatsnap-account-बिक्री'],
		['❤️ Sales ❤️ Line ❤️', 'whatsnap-account-sales-line'],
		['营业部', 'whatsnap-account-营业部'],
		['sales_line-2', 'whatsnap-account-sales_line-2'],
	])('called %p has the tag %s', (name, tag) => {
		expect(tagOf(name)).toBe(tag);
	});

	it('that nobody named has the tag of its number', () => {
		expect(tagOf(undefined)).toBe('whatsnap-account-12025550143');
		expect(tagOf('   ')).toBe('whatsnap-account-12025550143');
	});

	it('has a tag of its own even when nothing of its name can be part of a tag', () => {
		expect(tagOf('🔥🔥')).toBe('whatsnap-account-12025550143');
	});

	it('without number and name is called by its ID', () => {
		expect(toAccount('1001', undefined, undefined, '')).toEqual({
			id: '1001',
			number: null,
			name: '1001',
			tag: '1001',
		});
	});

	it('takes any prefix', () => {
		expect(tagOf('Sales', '')).toBe('sales');
		expect(tagOf('Sales', 'WA: ')).toBe('WA: sales');
	});
});
