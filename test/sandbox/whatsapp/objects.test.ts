import axios from 'axios';

import {
	ABROAD_WABA,
	APP,
	APP_TOKEN,
	HOME_WABA,
	SALES,
	SUPPORT,
	WABAS,
	GraphFixture,
} from './graphFixture';

interface Page {
	data: { id: string }[];
	paging: { cursors: { before: string; after: string }; next?: string };
}

describe('objects', () => {
	const fixture = new GraphFixture();
	const numbers = Array.from({ length: 7 }, (_, index) => ({
		id: `400${index}`,
		displayPhoneNumber: `+1 202-555-010${index}`,
		verifiedName: `Line ${index}`,
	}));
	const many = { id: '2003', name: 'Many numbers', numbers };

	beforeAll(async () => {
		await fixture.start({ wabas: [...WABAS, many, { id: '2004', name: 'Empty', numbers: [] }] });
	});
	afterAll(async () => await fixture.stop());

	const page = async (query: string) =>
		(await fixture.asSystemUser('GET', `/2003/phone_numbers?${query}`)).data as unknown as Page;

	describe('phone numbers of a WABA', () => {
		it('come with the fields that were asked for, and the id', async () => {
			const fields = 'display_phone_number,verified_name,status';
			const { data } = await fixture.asSystemUser(
				'GET',
				`/${HOME_WABA}/phone_numbers?fields=${fields}`,
			);
			expect(data.data).toEqual([
				{
					id: SALES,
					display_phone_number: '+1 202-555-0143',
					verified_name: 'Sales Line',
					status: 'CONNECTED',
				},
				{
					id: SUPPORT,
					display_phone_number: '+1 202-555-0178',
					verified_name: 'Support Line',
					status: 'CONNECTED',
				},
			]);
		});

		it('come in pages, each once and in order, until there is no next', async () => {
			const sizes = [];
			const ids = [];
			let answer: Page | undefined = await page('fields=id&limit=3');
			while (answer) {
				sizes.push(answer.data.length);
				ids.push(...answer.data.map(({ id }) => id));
				const { next, cursors }: Page['paging'] = answer.paging;
				if (next) expect(new URL(next).searchParams.get('after')).toBe(cursors.after);
				answer = next ? await page(new URL(next).searchParams.toString()) : undefined;
			}
			expect(sizes).toEqual([3, 3, 1]);
			expect(ids).toEqual(numbers.map(({ id }) => id));
		});

		it('have no next when a page ends exactly at the end', async () => {
			expect((await page('fields=id&limit=7')).paging.next).toBeUndefined();
			expect((await page('fields=id&limit=6')).paging.next).toBeDefined();
		});

		it('have a next that works as it is when the token was in the query', async () => {
			const url = `${fixture.sandbox.url}/v24.0/2003/phone_numbers`;
			const params = { limit: 4, fields: 'id', access_token: APP.systemUserToken };
			const first = await axios.get<Page>(url, { params });
			const next = first.data.paging.next ?? '';
			expect(next).toContain('/v24.0/');
			const second = await axios.get<Page>(next);
			expect(second.data.data.map(({ id }) => id)).toEqual(['4004', '4005', '4006']);
		});

		it('have a next without token when the token was in the header', async () => {
			expect((await page('limit=4')).paging.next).not.toContain('access_token');
		});

		it('may be none', async () => {
			expect((await fixture.asSystemUser('GET', '/2004/phone_numbers')).data).toEqual({ data: [] });
		});

		it.each(['limit=0', 'limit=x', 'after=nonsense'])('refuse %s', async (query) => {
			const answer = await fixture.asSystemUser('GET', `/2003/phone_numbers?${query}`);
			expect(answer.status).toBe(400);
			expect(answer.data.error?.code).toBe(100);
		});
	});

	it('a field that does not exist is refused', async () => {
		const { status, data } = await fixture.asSystemUser('GET', `/${SALES}?fields=id,shoe_size`);
		expect(status).toBe(400);
		expect(data.error?.message).toContain('nonexisting field (shoe_size)');
	});

	it('a WABA has a name', async () => {
		const { data } = await fixture.asSystemUser('GET', `/${HOME_WABA}?fields=id,name`);
		expect(data).toEqual({ id: HOME_WABA, name: 'Home' });
	});

	it.each([APP_TOKEN, APP.systemUserToken])('the app can be read with %s', async (token) => {
		const { data } = await fixture.call('GET', `/${APP.id}?fields=id,name`, token);
		expect(data).toEqual({ id: APP.id, name: expect.any(String) as string });
	});

	describe('debug_token', () => {
		const debug = async (token: string) =>
			(await fixture.asApp('GET', `/debug_token?input_token=${encodeURIComponent(token)}`)).data;

		it('says what the system user may do, and on which WABAs', async () => {
			const target_ids = [HOME_WABA, ABROAD_WABA, '2003', '2004'];
			expect(await debug(APP.systemUserToken)).toMatchObject({
				data: {
					app_id: APP.id,
					is_valid: true,
					scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
					granular_scopes: [
						{ scope: 'whatsapp_business_management', target_ids },
						{ scope: 'whatsapp_business_messaging', target_ids },
					],
				},
			});
		});

		it('knows the app token', async () => {
			expect(await debug(APP_TOKEN)).toMatchObject({ data: { is_valid: true, type: 'APP' } });
		});

		it('says that an unknown token is not valid', async () => {
			expect(await debug('nobody')).toMatchObject({
				data: { is_valid: false, error: { code: 190 }, scopes: [] },
			});
		});

		it('needs a token to look at', async () => {
			const { data } = await fixture.asApp('GET', '/debug_token');
			expect(data.error?.message).toContain('input_token is required');
		});
	});

	describe('paths', () => {
		const at = async (path: string) =>
			await axios.get<{ error?: { code: number } }>(`${fixture.sandbox.url}${path}`, {
				headers: { Authorization: `Bearer ${APP.systemUserToken}` },
				validateStatus: () => true,
			});

		it.each(['v19.0', 'v20.0', 'v25.0', 'v26.0'])('exist in %s', async (version) => {
			expect((await at(`/${version}/${SALES}`)).status).toBe(200);
		});

		it.each([`/v27.0/${SALES}`, `/${SALES}`, '/', `/v25.0/${SALES}/shoes`, '/v25.0/1/2/3'])(
			'do not exist: %s',
			async (path) => {
				const { status, data } = await at(path);
				expect(status).toBe(400);
				expect(data.error).toMatchObject({ type: 'OAuthException', code: 2500 });
			},
		);
	});
});
