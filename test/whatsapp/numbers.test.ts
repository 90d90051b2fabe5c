import { listNumbers, verifiedName } from '../../whatsapp/meta/numbers';
import { APP, HOME, MetaFixture, SALES } from './metaFixture';

const list = async (meta: MetaFixture) => await listNumbers(meta.graph, APP.systemUserToken);

describe('the numbers of a token', () => {
	let meta: MetaFixture;
	beforeEach(() => {
		meta = new MetaFixture();
	});
	afterEach(async () => await meta.stop());

	it('are those of all its accounts', async () => {
		await meta.start();
		expect(await list(meta)).toEqual([
			{
				id: '3001',
				displayNumber: '+1 202-555-0143',
				verifiedName: 'Sales Line',
				wabaId: '2001',
			},
			{
				id: '3002',
				displayNumber: '+1 202-555-0178',
				verifiedName: 'Support Line',
				wabaId: '2001',
			},
			{ id: '3003', displayNumber: '+44 20 7946 0018', verifiedName: 'London', wabaId: '2002' },
		]);
	});

	it('are read to the last page', async () => {
		const numbers = Array.from({ length: 230 }, (_, index) => ({
			id: String(10_000 + index),
			displayPhoneNumber: `+1 202-555-${String(index).padStart(4, '0')}`,
			verifiedName: `Line ${index}`,
		}));
		await meta.start({ wabas: [{ id: HOME, name: 'Home', numbers }] });
		expect((await list(meta)).map(({ id }) => id)).toEqual(numbers.map(({ id }) => id));
	});

	it.each([
		['no account is assigned to it', { wabas: [] }],
		['it lacks the permissions', { permissions: ['business_management'] }],
	])('are none when %s, with a way out', async (_why, options) => {
		await meta.start(options);
		await expect(list(meta)).rejects.toMatchObject({
			name: 'SubscriptionError',
			message: 'The System User Token has access to no WhatsApp Business Account',
			description: expect.stringContaining('whatsapp_business_management'),
		});
	});

	it('have verified names', async () => {
		await meta.start();
		expect(await verifiedName(meta.graph, SALES)).toBe('Sales Line');
		await expect(verifiedName(meta.graph, '4711')).rejects.toThrow('4711');
	});
});
