import fc from 'fast-check';
import {
	accountNumberKeys,
	accountNumberProblem,
	looksLikeNumber,
} from '../../../routing/model/accountNumbers';
import { phoneDigits } from '../../../routing/model/phoneForms';

const means = (written: string, line: string) =>
	accountNumberKeys(written).includes(phoneDigits(line));

describe('a number of an account', () => {
	it.each([
		['+12025550143', '202-555-0143'],
		['+12025550143', 'https://wa.me/12025550143?text=Hi'],
		['+12025550143', '12025550143:12@s.whatsapp.net'],
		['+966501234567', '+966 050 123 4567'],
		['+639171234567', '+63 0917 123 4567'],
		['+36301234567', '+36 06 30 123 4567'],
		['+79123456789', '+7 8 912 345 67 89'],
		['+12025550143', '(202) 555-0143'],
		['+12025550143', '(202)5550143'],
		['+12025550143', '202.555.0143'],
		['+12025550143', '202 555 0143'],
		['+12025550143', '2025550143'],
		['+12025550143', '1-202-555-0143'],
		['+12025550143', '12025550143'],
		['+12025550143', '+1 (202) 555-0143'],
		['+12025550143', '(+1) 202 555 0143'],
		['+12025550143', '011 1 202 555 0143'],
		['+12025550143', '011-1-202-555-0143'],
		['+12025550143', '0012025550143'],
		['+12025550143', '00 1 202 555 0143'],
		['+12025550143', '0011 1 202 555 0143'],
		['+12025550143', 'tel:+1-202-555-0143'],
		['+12025550143', 'whatsapp:+12025550143'],
		['+12025550143', '12025550143@s.whatsapp.net'],
		['+12025550143', '+1\u2011202\u2011555\u20110143'],
		['+12025550143', '+1\u00a0202\u00a0555\u00a00143'],
		['+12025550143', '\u202a+1 202 555 0143\u202c'],
		['+12025550143', '＋１（２０２）５５５－０１４３'],
		['+12025550143', '+١ ٢٠٢ ٥٥٥ ٠١٤٣'],
		['+16245550143', '624-555-0143'],
		['+525512345678', '+52 1 55 1234 5678'],
		['+5215512345678', '+52 55 1234 5678'],
		['+5215512345678', '525512345678'],
		['+525512345678', '+52 044 55 1234 5678'],
		['+5491123456789', '+54 11 2345-6789'],
		['+541123456789', '+54 9 11 2345 6789'],
		['+5491123456789', '+54 11 15-2345-6789'],
		['+5493511234567', '+54 351 15 123-4567'],
		['+551187650022', '+55 11 98765-0022'],
		['+5511987650022', '+55 (11) 8765-0022'],
		['+442079460958', '+44 (0)20 7946 0958'],
		['+442079460958', '+44 020 7946 0958'],
		['+442079460958', '0044 20 7946 0958'],
		['+442079460958', '011 44 20 7946 0958'],
		['+4915112345678', '+49 (0) 151 12345678'],
		['+4915112345678', '4915112345678'],
		['+390612345678', '+39 06 1234 5678'],
		['+4722123456', '4722123456'],
		['+4722123456', '+47 22 12 34 56'],
		['+2250707123456', '+225 07 123 456'],
		['+2290197123456', '+229 97 12 34 56'],
	])('%s may be written as %j', (line, written) => {
		expect(accountNumberProblem(written)).toBeNull();
		expect(means(written, line)).toBe(true);
	});

	it.each([
		['202-555-0143', '+2025550143'],
		['+47 22 12 34 56', '+14722123456'],
		['+1 202 555 0143', '+12025550144'],
		['+44 20 7946 0958', '+4420794609580'],
		['+39 06 1234 5678', '+39612345678'],
	])('%j is not %s', (written, line) => {
		expect(means(written, line)).toBe(false);
	});

	it.each([
		['Sales Line', 'is no phone number'],
		['sales', 'is no phone number'],
		['1-800-FLOWERS', 'is no phone number'],
		['+1 202 555 0143 ext. 5', 'is no phone number'],
		['555', 'is no phone number'],
		['+', 'is no phone number'],
		['555-0143', 'is no whole phone number'],
		['0151 12345678', 'is no whole phone number'],
		['020 7946 0958', 'is no whole phone number'],
		['612 34 56 78', 'is no whole phone number'],
		['+1 202 555 014', 'is no whole phone number'],
		['+0 202 555 0143', 'is no whole phone number'],
		['+1 202 555 0143 0143 0143', 'is no whole phone number'],
		['106540352242922', 'is no whole phone number'],
	])('cannot be %j', (written, words) => {
		const problem = accountNumberProblem(written);
		expect(problem).toContain(`'${written}' ${words}`);
		expect(problem).toContain('with its country code, e.g. +1 202 555 0143');
	});

	it('has one key, however it is written', () => {
		const north = fc.tuple(fc.integer({ min: 2, max: 9 }), fc.stringMatching(/^\d{2}$/));
		const american = fc
			.tuple(north, north, fc.stringMatching(/^\d{4}$/))
			.map(([[a, b], [c, d], line]) => [`${a}${b}`, `${c}${d}`, line] as const);
		fc.assert(
			fc.property(american, ([area, office, line]) => {
				const key = `1${area}${office}${line}`;
				for (const written of [
					`+1${area}${office}${line}`,
					`${area}-${office}-${line}`,
					`(${area}) ${office}-${line}`,
					`1 ${area} ${office} ${line}`,
					`011 1 ${area} ${office} ${line}`,
				]) {
					expect(accountNumberKeys(written)).toEqual([key]);
				}
				expect(phoneDigits(`+${key}`)).toBe(key);
			}),
		);
	});

	it.each(['24/7', 'Line 2025550143', '2025', 'Sales'])('%j may be a name', (text) => {
		expect(looksLikeNumber(text)).toBe(false);
	});
});
