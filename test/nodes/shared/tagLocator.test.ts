import { enterIn, listOf } from '../../harness/listSearch';
import { ALL_SCOPES } from '../../../sandbox/highlevel';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { RESOLVE } from '../../harness/nodeTypes';
import { node } from '../../harness/runWorkflow';

let highLevel: TestHighLevel;

beforeEach(async () => {
	highLevel = await startHighLevel({ token: { scopes: ALL_SCOPES } });
	const { sandbox, locationId } = highLevel;
	sandbox.contacts.seedContact({ locationId, phone: '+12025550177', tags: ['vip', 'vip-2026'] });
});
afterEach(async () => await highLevel.sandbox.close());

function resolveWithCredential() {
	const [type = ''] = Object.keys(highLevel.credentials);
	return node(RESOLVE, {}, { credentials: { [type]: { id: '1', name: 'HighLevel' } } });
}

describe('text and Enter in the list of tags', () => {
	it.each([
		[' VIP ', 'vip'],
		['vip-', 'vip-2026'],
		['vi', 'vip'],
		['New Tag', 'New Tag'],
		['', ''],
	])('%j chooses %j', async (typed, chosen) => {
		const { credentials } = highLevel;
		expect(await enterIn(resolveWithCredential(), 'useTypedTag', credentials, typed)).toBe(chosen);
	});

	it('takes the text where no tags can be listed', async () => {
		expect(await enterIn(node(RESOLVE), 'useTypedTag', {}, ' vip ')).toBe('vip');
	});
});

it('the list offers the text itself, unless there is a tag of that name', async () => {
	const of = async (typed: string) =>
		(await listOf(resolveWithCredential(), 'searchTags', highLevel.credentials, typed)).map(
			({ name, value }) => [name, value],
		);
	expect(await of('vi')).toEqual([
		['vip', 'vip'],
		['vip-2026', 'vip-2026'],
		['vi (as typed)', 'vi'],
	]);
	expect(await of('Vip')).toEqual([
		['vip', 'vip'],
		['vip-2026', 'vip-2026'],
	]);
});
