import fc from 'fast-check';
import { cleanName, cleanText } from '../../whatsapp/words';

describe('the name of a person', () => {
	it.each([
		['  Mira  Solberg \n', 'Mira Solberg'],
		['Mira\u00a0Solberg', 'Mira Solberg'],
		['Mira\tSolberg\r\nSales', 'Mira Solberg Sales'],
		['\u200bMira\u200b Sol\u200bberg\ufeff', 'Mira Solberg'],
		['\u202eMira\u202c \u2066Solberg\u2069', 'Mira Solberg'],
		['Mi\u0000ra', 'Mira'],
		['Mira\u0007\u001b[31m', 'Mira[31m'],
		['Mira \ud83d', 'Mira'],
		['\udc4dMira', 'Mira'],
		['Mi\u00adra', 'Mira'],
		['Mira \u2800\u3164', 'Mira'],
		['Mira \u{e0041}', 'Mira'],
		['Mira 👍🏽', 'Mira 👍🏽'],
		['👩‍👩‍👧 Family', '👩‍👩‍👧 Family'],
		['❤️ Mira', '❤️ Mira'],
		['می\u200cخواهم', 'می\u200cخواهم'],
		['क्\u200dष', 'क्\u200dष'],
		['Zoe\u0308', 'Zoe\u0308'],
		['李小龙', '李小龙'],
		["O'Neil-Smith, Jr.", "O'Neil-Smith, Jr."],
	])('%p is %p', (given, name) => {
		expect(cleanName(given)).toBe(name);
	});

	it.each([
		'',
		'   ',
		'\u0000',
		'\u200b\u200d\u200c',
		'\u202e',
		'\ufe0f',
		'\u3164',
		'\ud83d',
		null,
		undefined,
	])('is missing when nobody can see it: %p', (given) => {
		expect(cleanName(given)).toBeNull();
	});

	it('has at most 200 characters, none of them cut in half', () => {
		expect(cleanName('a'.repeat(100_000))).toBe('a'.repeat(200));
		expect(cleanName('👍'.repeat(5_000))).toBe('👍'.repeat(200));
		expect(cleanName(`${'\u200b'.repeat(5_000)}Mira`)).toBe('Mira');
	});

	it('does not grow by marks on one letter', () => {
		expect([...(cleanName('a' + '\u0301'.repeat(65_536)) ?? '')].length).toBeLessThanOrEqual(200);
	});

	it('once clean, stays as it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const name = cleanName(text);
				expect(cleanName(name)).toBe(name);
				expect(name ?? 'x').toMatch(/^[^\p{Cc}\p{Cs}]+$/u);
				expect(name?.trim() ?? null).toBe(name);
			}),
			{ numRuns: 2_000 },
		);
	});
});

describe('the text of a message', () => {
	it.each([
		['Hi\u0000 there', 'Hi there'],
		['Hi \ud83d there', 'Hi \ufffd there'],
		['\udc4d', '\ufffd'],
		['two\nlines \u200e👩‍👩‍👧 ', 'two\nlines \u200e👩‍👩‍👧 '],
	])('%p is %p, for every database takes it', (given, text) => {
		expect(cleanText(given)).toBe(text);
	});
});
