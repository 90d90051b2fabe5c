import fc from 'fast-check';
import { count, fold, listed, quoted } from '../../../routing/model/text';

describe('fold', () => {
	it.each([
		['  VIP ', 'vip'],
		['Sales \t  Line', 'sales line'],
		['Sales\u00a0Line', 'sales line'],
		['Cafe\u0301', 'caf\u00e9'],
		['J\u030cA', '\u01f0a'],
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
