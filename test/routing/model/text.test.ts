import fc from 'fast-check';
import { count, fold, listed, quoted } from '../../../routing/model/text';

describe('fold', () => {
	it.each([
		['  VIP ', 'vip'],
		['Sales \t  Line', 'sales line'],
		['Sales\u00a0Line', 'sales line'],
		['Cafe\u0301', 'caf\u00e9'],
		['J\u030cA', '\u01f0a'],
		['Sales\u202fLine', 'sales line'],
		['Sales\u2003\u3000Line', 'sales line'],
		['Sales\u2800Line', 'sales line'],
		['Sa\u200bles\ufeff Line\u200e', 'sales line'],
		['\u202aSales Line\u202c', 'sales line'],
		['so\u00adft', 'soft'],
		['Ｓａｌｅｓ　１', 'sales 1'],
		['ﬁrst', 'first'],
		['STRASSE', 'strasse'],
		['Straße', 'strasse'],
		['STRAẞE', 'strasse'],
		['İSTANBUL', 'istanbul'],
		['ışık', 'işik'],
		['IŞIK', 'işik'],
		['ΟΔΟΣ', 'οδοσ'],
		['οδός', 'οδόσ'],
		['GL\u20111', 'gl-1'],
		['2024\u20132025', '2024-2025'],
		['Women\u2019s', "women's"],
		['\u201cVIP\u201d', '"vip"'],
		['❤\ufe0f', '❤'],
		['\u200b', ''],
		['', ''],
	])('%j is %j', (text, folded) => {
		expect(fold(text)).toBe(folded);
	});

	it('once is enough, and neither case, encoding nor blanks around count', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				const folded = fold(text);
				expect(fold(folded)).toBe(folded);
				for (const other of [text.normalize('NFD'), text.normalize('NFC'), ` ${text}\n`]) {
					expect(fold(other)).toBe(folded);
				}
			}),
		);
	});

	it('is one for every way in which a text may be written', () => {
		const words = fc.array(fc.constantFrom('Café', 'Straße', 'ﬁn', 'İstanbul', 'Müller', '１２'), {
			minLength: 1,
		});
		const blank = fc.constantFrom('  ', '\u00a0', '\u202f', '\t', '\u3000', ' \u200b ');
		fc.assert(
			fc.property(words, blank, (list, between) => {
				const text = list.join(between);
				const ways = [
					text.toUpperCase(),
					text.toLowerCase(),
					text.normalize('NFKD'),
					`\ufeff${text}`,
				];
				for (const way of ways) expect(fold(way)).toBe(fold(list.join(' ')));
			}),
		);
	});

	it('tells accents and words apart', () => {
		const texts = ['cafe', 'café', 'caf e', 'cafes', 'müller', 'mueller', 'a-b', 'ab', 'a b'];
		expect(new Set(texts.map(fold)).size).toBe(texts.length);
	});

	it('is trimmed lower case for plain text', () => {
		const plain = fc.array(fc.stringMatching(/^[!-~]+$/)).map((words) => words.join(' '));
		fc.assert(fc.property(plain, (text) => expect(fold(text)).toBe(text.trim().toLowerCase())));
	});
});

it('words for lists and numbers', () => {
	expect(quoted(['a', 'b'])).toBe("'a' or 'b'");
	expect([0, 1, 2].map((number) => count(number, 'contact'))).toEqual([
		'0 contacts',
		'1 contact',
		'2 contacts',
	]);
	expect(count(2, 'person has', 'people have')).toBe('2 people have');
	const more = (left: number) => ` and ${left} more`;
	expect(listed(['a', 'b'], 2, more)).toBe('a, b');
	expect(listed(['a', 'b', 'c', 'd'], 2, more)).toBe('a, b and 2 more');
});
