import fc from 'fast-check';
import { currentForm, knownForms, phoneKey, storedForms } from '../../../routing/model/phoneForms';

describe('the forms under which a number may be stored', () => {
	it.each([
		['Mexico, with the old 1', '+5215512345678', ['+5215512345678', '+525512345678']],
		['Mexico, today', '+525512345678', ['+525512345678', '+5215512345678']],
		[
			'Brazil, a mobile without the ninth digit',
			'+551187650022',
			['+551187650022', '+5511987650022'],
		],
		['Brazil, a mobile today', '+5511987650022', ['+5511987650022', '+551187650022']],
		['Brazil, a landline', '+551132654321', ['+551132654321']],
		['Brazil, toll-free', '+558001234567', ['+558001234567']],
		['Argentina, a mobile', '+5491123456789', ['+5491123456789', '+541123456789']],
		['Argentina, maybe a landline', '+541123456789', ['+541123456789', '+5491123456789']],
		['the United States', '+14155550117', ['+14155550117']],
		['Ivory Coast, Orange before 2021', '+22547123456', ['+22547123456', '+2250747123456']],
		['Ivory Coast, MTN today', '+2250505123456', ['+2250505123456', '+22505123456']],
		['Ivory Coast, a landline', '+2252722123456', ['+2252722123456']],
		['Benin before 2024', '+22997123456', ['+22997123456', '+2290197123456']],
		['Benin today', '+2290197123456', ['+2290197123456', '+22997123456']],
		['Italy, with its 0', '+390612345678', ['+390612345678']],
		['something that is no number', 'US.13491208655302741918', ['US.13491208655302741918']],
	])('%s: as it comes first', (_what, phone, forms) => {
		expect(storedForms(phone)).toEqual(forms);
	});

	it.each([
		['+5215512345678', '+525512345678'],
		['+525512345678', '+525512345678'],
		['+551187650022', '+5511987650022'],
		['+5511987650022', '+5511987650022'],
		['+551132654321', '+551132654321'],
		['+5491123456789', '+5491123456789'],
		['+541123456789', '+541123456789'],
		['+14155550117', '+14155550117'],
		['+22501123456', '+2250101123456'],
		['+22565123456', '+2250565123456'],
		['+22588123456', '+2250788123456'],
		['+22521123456', '+22521123456'],
		['+22997123456', '+2290197123456'],
		// Eleven digits after +52 that do not start with the old 1.
		['+5225512345678', '+5225512345678'],
	])('a new contact gets %s as %s', (phone, form) => {
		expect(currentForm(phone)).toBe(form);
		expect(currentForm(form)).toBe(form);
	});
});

describe('the key of a number', () => {
	it.each([
		['Mexico', ['+5215512345678', '+525512345678']],
		['Brazil', ['+551187650022', '+5511987650022']],
		['Argentina', ['+5491123456789', '+541123456789']],
		['Ivory Coast', ['+22507123456', '+2250707123456']],
		['Benin', ['+22997123456', '+2290197123456']],
	])('is one for all forms of %s', (_country, forms) => {
		expect(new Set(forms.map(phoneKey)).size).toBe(1);
	});

	const part = (max: number) => fc.integer({ min: 0, max }).map(String);
	const anyNumber = fc
		.tuple(
			fc.constantFrom('52', '521', '55', '54', '549', '225', '229', '22901', '1', '39'),
			part(9_999_999_999),
		)
		.map(([country, rest]) => `+${country}${rest}`);

	it('is the same for every form under which a number may be stored, and its own key', () => {
		fc.assert(
			fc.property(anyNumber, (phone) => {
				const key = phoneKey(phone);
				expect(phoneKey(key)).toBe(key);
				for (const form of storedForms(phone)) expect(phoneKey(form)).toBe(key);
				expect(knownForms(phone)).toEqual(expect.arrayContaining([key, phone]));
				for (const form of knownForms(phone)) expect(knownForms(form)).toContain(key);
			}),
			{ numRuns: 2000 },
		);
	});

	it.each(['US.13491208655302741918', '', '+', 'whatsapp:+5215512345678'])(
		'leaves %p as it is',
		(value) => expect(phoneKey(value)).toBe(value),
	);
});
