import { contactIn, lenientContactSchema, toContact } from '../../highlevel/contact';

const CONTACT = { id: 'c1', assignedTo: 'u1', tags: ['vip'] };

const lookedUp = (more: object) => contactIn({ contact: { ...CONTACT, ...more } });
const searched = (more: object) => toContact(lenientContactSchema.parse({ ...CONTACT, ...more }));

describe.each([
	['looked up', lookedUp],
	['searched for', searched],
])('a contact that is %s', (_how, read) => {
	it.each([
		['  Google Ads ', 'Google Ads'],
		[' ', null],
		[null, null],
		[undefined, null],
		[7, null],
		[['Ads'], null],
		[{}, null],
	])('with the source %j has the source %j', (source, expected) => {
		expect(read({ source })).toMatchObject({ contactId: 'c1', source: expected });
	});

	it.each([
		[' ann@example.com ', 'ann@example.com'],
		[null, null],
		[7, null],
	])('with the e-mail %j has the e-mail %j', (email, expected) => {
		expect(read({ email })).toMatchObject({ contactId: 'c1', email: expected });
	});
});

it.each([{ assignedTo: 7 }, { tags: 'vip' }, { tags: [7] }])(
	'that is looked up is unreadable rather than without its owner or tags: %j',
	(change) => expect(lookedUp(change)).toBeNull(),
);
