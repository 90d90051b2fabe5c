import { currentForm, storedForms } from '../../highlevel/phones';

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
		['Argentina, maybe a landline', '+541123456789', ['+541123456789']],
		['the United States', '+14155550117', ['+14155550117']],
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
		// Eleven digits after +52 that do not start with the old 1.
		['+5225512345678', '+5225512345678'],
	])('a new contact gets %s as %s', (phone, form) => {
		expect(currentForm(phone)).toBe(form);
		expect(currentForm(form)).toBe(form);
	});
});
