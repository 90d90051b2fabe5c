import fc from 'fast-check';
import { HighLevelError } from '../../highlevel/errors';
import { findContactById, getContact } from '../../highlevel/lookUpContact';
import { setOpportunityOwner } from '../../highlevel/opportunities';
import { path } from '../../highlevel/path';
import { createNote } from '../../highlevel/tasksAndNotes';
import { LocationFixture } from './locationFixture';

const climbing = [
	'',
	' ',
	'.',
	'..',
	'...',
	'../users',
	'..\\users',
	'a/b',
	'/',
	'//evil.example.com',
	'%2e%2e',
	'%2E',
	'..%2f..',
	'a?x=1',
	'a#x',
	'a\u0000',
	'a\n',
	'\ud800',
	'．．',
	'a;b',
	'@evil.example.com',
	'a'.repeat(201),
];

it.each(climbing)('no request has the ID %j in its path', (id) => {
	expect(() => path`/contacts/${id}/tags`).toThrow(HighLevelError);
});

it.each(['ve9EPM428h8vShlRW1KT', '65f0c2a1b3d4e5f601234567', 'a-b_c.d:e~f', '0', '__proto__'])(
	'the ID %s is one segment of a path',
	(id) => expect(decodeURIComponent(path`/contacts/${id}/tags`)).toBe(`/contacts/${id}/tags`),
);

it('whatever the ID, a path stays where it is', () => {
	const texts = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.string({ unit: fc.constantFrom('.', '/', '%', '2', 'e', 'a', '\\', '?', '#', ':', '@') }),
	);
	fc.assert(
		fc.property(texts, (id) => {
			let made: string;
			try {
				made = path`/contacts/${id}/tags`;
			} catch (error) {
				expect(error).toMatchObject({ kind: 'invalid-request', status: 400 });
				return;
			}
			const { origin, pathname, search, hash } = new URL(`https://highlevel.example.com${made}`);
			expect([origin, search, hash]).toEqual(['https://highlevel.example.com', '', '']);
			expect(pathname).toBe(made);
			expect(pathname.split('/')).toHaveLength(4);
		}),
		{ numRuns: 2_000 },
	);
});

describe('what is asked about an ID that is none', () => {
	const location = new LocationFixture();
	beforeAll(async () => await location.start());
	afterAll(async () => await location.stop());

	it.each(climbing)('HighLevel hears nothing of: %j', async (id) => {
		const client = location.client();
		const refused = { kind: 'invalid-request', status: 400, message: /not found/ };
		await expect(getContact(client, id)).rejects.toMatchObject({
			...refused,
			message: expect.stringMatching(refused.message),
		});
		await expect(createNote(client, id, 'Hi')).rejects.toBeInstanceOf(HighLevelError);
		await expect(setOpportunityOwner(client, id, 'u1')).rejects.toBeInstanceOf(HighLevelError);
		await expect(findContactById(client, id)).resolves.toBeNull();
		expect(location.log).toEqual([]);
	});
});
