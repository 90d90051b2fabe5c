import fc from 'fast-check';
import { answersRating, asRating, ratingId, ratingIn } from '../../../routing/model/rating';
import { touch } from '../../harness/touches';

const content = (part: object) => ({ type: 'interactive', content: part });
const flow = (fields: unknown) => content({ nfm_reply: { response_json: JSON.stringify(fields) } });

describe('a rating', () => {
	it.each<[string, unknown, { id: string; value: number } | null]>([
		['a button', content({ button_reply: { id: 'rate:a1:5' } }), { id: 'a1', value: 5 }],
		['a row', content({ list_reply: { id: ' rate:a1:1 ' } }), { id: 'a1', value: 1 }],
		['a template', { content: { payload: 'rate:a1:3' } }, { id: 'a1', value: 3 }],
		['a text', { text: 'rate:a1:2' }, { id: 'a1', value: 2 }],
		['a Flow', flow({ screen: [{ stars: 'rate:a1:4' }] }), { id: 'a1', value: 4 }],
		['a Flow by its token', flow({ flow_token: 'rate:a1', stars: 4 }), { id: 'a1', value: 4 }],
		['a Flow without a number', flow({ flow_token: 'rate:a1', stars: 'many' }), null],
		['a Flow about something else', flow({ flow_token: 'booking', guests: 4 }), null],
		['a Flow that is no JSON', content({ nfm_reply: { response_json: '{' } }), null],
		['six', { text: 'rate:a1:6' }, null],
		['nothing', { text: 'rate:a1:0' }, null],
		['a half', { text: 'rate:a1:4.5' }, null],
		['no question', { text: 'rate::4' }, null],
		['words', { text: 'rate:a1:4 it was good' }, null],
		['no message', null, null],
		['a text in place of the parts', { content: 'rate:a1:4' }, null],
	])('of %s is read', (_what, message, rating) => {
		expect(ratingIn(message)).toEqual(rating);
	});

	it('is no message, and only a message may be one', () => {
		const rated = touch({ message: { text: 'rate:a1:2' } });
		expect(asRating(rated)).toEqual({
			...rated,
			event: 'rating',
			rating: { id: 'a1', value: 2 },
		});
		const reaction = touch({ event: 'reaction', message: { text: 'rate:a1:2' } });
		expect(asRating(reaction)).toBe(reaction);
	});

	it('of a button that cannot be read is an answer all the same', () => {
		expect(answersRating({ text: 'rate:a1:good' })).toBe(true);
		expect(answersRating({ text: 'rate: what do you charge?' })).toBe(false);
	});

	it('is read back from what was sent, whatever the question is called', () => {
		const id = fc.stringMatching(/^[A-Za-z0-9]{1,40}$/);
		fc.assert(
			fc.property(id, fc.integer({ min: 1, max: 5 }), (question, value) => {
				const sent = content({ list_reply: { id: ratingId(question, value) } });
				expect(ratingIn(sent)).toEqual({ id: question, value });
			}),
		);
	});

	it('never fails, whatever a provider tells', () => {
		fc.assert(
			fc.property(fc.anything({ maxDepth: 6 }), (message) => {
				ratingIn(message);
				ratingIn({ content: message });
				writtenRating(message);
			}),
		);
	});

	it('is not looked for in what is deeper than any answer', () => {
		let deep: unknown = 'rate:a1:5';
		for (let level = 0; level < 50; level++) deep = [deep];
		expect(ratingIn(flow(deep))).toBeNull();
	});
});

describe('a rating that is written', () => {
	const number = (value: number) => ({ value, isTitle: false });

	it.each<[string, number]>([
		['5', 5],
		[' 4\n', 4],
		['3!', 3],
		['2.', 2],
		['5/5', 5],
		['1 / 5', 1],
		['4\ufe0f\u20e3', 4],
		['٥', 5],
		['３', 3],
	])('is the number %j', (text, value) => {
		expect(writtenRating({ type: 'text', text })).toEqual(number(value));
		expect(writtenRating({ type: 'text/plain', text })).toEqual(number(value));
		expect(writtenRating({ text })).toEqual(number(value));
	});

	it.each([1, 2, 3, 4, 5])('is as many stars as a button shows: %d', (value) => {
		expect(writtenRating({ text: starsFor(value) })).toEqual({ value, isTitle: true });
		expect(writtenRating({ text: '⭐️'.repeat(value) })).toEqual({ value, isTitle: true });
	});

	it.each([
		'',
		'0',
		'6',
		'55',
		'-5',
		'4.5',
		'5 stars',
		'five',
		'5?',
		'4/10',
		'+15',
		'★★★★★★',
		'★5',
	])('is not %j', (text) => {
		expect(writtenRating({ text })).toBeNull();
	});

	it('is none in a group, and none under a picture', () => {
		expect(writtenRating({ text: '5', groupId: 'g' })).toBeNull();
		expect(writtenRating({ type: 'image', text: '5' })).toBeNull();
	});
});
