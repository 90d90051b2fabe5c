import { countryCodeOf } from '../../highlevel/fieldValues';
import { foldTag, hasTag, missingTags, tagsToRemove } from '../../highlevel/tags';

const STORED = ['caf\u00e9 vip', 'wa-sales'];

it.each(['Cafe\u0301 VIP', 'CAFÉ\u00a0 VIP', ' Café\u200b VIP ', 'Ｃａｆé VIP'])(
	'the tag %j is there already, however it is written',
	(tag) => {
		expect(hasTag(STORED, tag)).toBe(true);
		expect(missingTags(STORED, [tag, 'new'])).toEqual(['new']);
		expect(tagsToRemove(STORED, { named: [tag], prefix: '', keep: [] })).toEqual([STORED[0]]);
	},
);

it('tags that begin so go, but for those that are to stay', () => {
	const wanted = { named: [], prefix: 'WA\u2011', keep: ['WA-Sales'] };
	expect(tagsToRemove([...STORED, 'wa-support'], wanted)).toEqual(['wa-support']);
	expect(tagsToRemove(STORED, { ...wanted, prefix: '\u200b' })).toEqual([]);
});

it('a ledger remembers tags as it always did, so that none looks new', () => {
	for (const tag of [' VIP ', 'Caf\u00e9', 'Cafe\u0301', 'a\u00a0 b', 'Straße', 'İ']) {
		expect(foldTag(tag)).toBe(tag.trim().toLowerCase());
	}
});

it.each([
	['DE', 'DE'],
	['uk', 'GB'],
	['Germany', 'DE'],
	['United States', 'US'],
	['XX', null],
	['somewhere', null],
	[undefined, null],
])("HighLevel's country %j is %s", (text, code) => {
	expect(countryCodeOf(text)).toBe(code);
});
