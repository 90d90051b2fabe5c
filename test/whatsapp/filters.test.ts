import fc from 'fast-check';
import { fold, normalized } from '../../routing/model/text';
import type { Touch } from '../../routing/model/touch';
import { passes, type TouchFilters } from '../../whatsapp/filters';

function touch(message: object = {}, phone: string | null = '+14155550117'): Touch {
	return {
		key: 'msg:1:wamid.1',
		event: 'message',
		contact: { phone },
		message: { id: 'wamid.1', type: 'text', text: 'Hello', ...message },
	};
}

const status: Touch = { key: 'status:1', event: 'status', contact: { phone: '+5511987650022' } };
const noText = touch({ type: 'image', text: null });
const notice: Touch = { key: 'account_update:1', event: 'account', contact: { phone: null } };

it.each<[string, TouchFilters, Touch, boolean]>([
	['no filter', {}, touch(), true],
	['a country', { fromNumbers: ['1'] }, touch(), true],
	['an area', { fromNumbers: ['55', '1415'] }, touch(), true],
	['another country', { fromNumbers: ['55'] }, touch(), false],
	['a number that is not shown, from some', { fromNumbers: ['1'] }, touch({}, null), false],
	['a number that is not shown, not from some', { notFromNumbers: ['1'] }, touch({}, null), true],
	['one of those left out', { notFromNumbers: ['14155550117'] }, touch(), false],
	['one left out of a country', { fromNumbers: ['1'], notFromNumbers: ['1415'] }, touch(), false],
	['a type', { messageTypes: new Set(['text', 'image']) }, touch(), true],
	['another type', { messageTypes: new Set(['image']) }, touch(), false],
	['a message to me alone, without groups', { groups: 'none' }, touch(), true],
	['a message in a group, without groups', { groups: 'none' }, touch({ groupId: 'g' }), false],
	['a message in a group, only groups', { groups: 'only' }, touch({ groupId: 'g' }), true],
	['a message to me alone, only groups', { groups: 'only' }, touch(), false],
	['a keyword in other case', { keywords: ['PRICE', 'hell'] }, touch(), true],
	['no keyword', { keywords: ['price'] }, touch(), false],
	['no text', { keywords: ['price'] }, touch({ text: null }), false],
	['a part as a word', { keywords: ['hell'], keywordMatch: 'word' }, touch(), false],
	[
		'words with signs around them',
		{ keywords: ['book a demo'], keywordMatch: 'word' },
		touch({ text: '¡Hi! (book a  demo?)' }),
		true,
	],
	['a word of Hindi', { keywords: ['नमस्ते'], keywordMatch: 'word' }, touch({ text: 'नमस्ते!' }), true],
	[
		'the whole text',
		{ keywords: ['hello'], keywordMatch: 'exact' },
		touch({ text: ' HELLO ' }),
		true,
	],
	[
		'more than the text',
		{ keywords: ['hello'], keywordMatch: 'exact' },
		touch({ text: 'Hello you' }),
		false,
	],
	['an accent typed apart', { keywords: ['café'] }, touch({ text: 'Cafe\u0301' }), true],
	[
		'a status, by type',
		{ messageTypes: new Set(['text']), keywords: ['x'], groups: 'only' },
		status,
		true,
	],
	['a status, by number', { fromNumbers: ['1'] }, status, false],
	['a notice about nobody, by number', { fromNumbers: ['1'] }, notice, true],
	['a keyword of signs, and no text', { keywords: ['!'], keywordMatch: 'word' }, noText, false],
])('%s', (_what, filters, one, expected) => {
	expect(passes(one, filters)).toBe(expected);
});

it('never throws, whatever a message looks like', () => {
	const filters: TouchFilters = {
		fromNumbers: ['1'],
		messageTypes: new Set(['text']),
		groups: 'none',
		keywords: ['a'],
		keywordMatch: 'word',
	};
	fc.assert(
		fc.property(fc.anything(), fc.option(fc.string()), (message, phone) => {
			expect(typeof passes({ ...touch({}, phone), message }, filters)).toBe('boolean');
		}),
	);
});

describe('marks on one letter, without end', () => {
	// In the order that Unicode wants least: to sort all of them would take hours.
	const marks = (pair: string) => pair.repeat(2_000_000);

	it.each([
		['accents', marks('\u0316\u0301')],
		['accents of two parts', marks('\u0344\u0316')],
		['marks of Japanese in half width', marks('\uff9e\u0316')],
		['marks beyond the first plane', marks('\u{1d165}\u{1d16d}')],
	])('%s are read, and hide no keyword before them', (_what, text) => {
		for (const keywordMatch of ['contains', 'word', 'exact'] as const) {
			const filters: TouchFilters = { keywords: ['price'], keywordMatch };
			expect(passes(touch({ text: `x${text}` }), filters)).toBe(false);
			const found = keywordMatch === 'exact' ? 'price' : `price x${text}`;
			expect(passes(touch({ text: found }), filters)).toBe(true);
		}
		expect(fold(`x${text}`).length).toBeLessThan(200);
	});

	it('are all read as long as a language needs them', () => {
		const text = `A${'\u0301\u0316'.repeat(15)}b`;
		expect(normalized(text)).toBe(text.normalize('NFKC'));
	});

	it('change nothing of any other text', () => {
		const unicode = fc.string({
			unit: fc.oneof(
				fc.constantFrom('\u0301', '\u0316', 'a'),
				fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
			),
			maxLength: 25,
		});
		fc.assert(fc.property(unicode, (text) => normalized(text) === text.normalize('NFKC')));
	});
});
