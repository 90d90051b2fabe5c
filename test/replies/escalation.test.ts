import { compare } from './compare';
import { makeStory } from './story';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../harness/pauses')>('../harness/pauses').withoutPauses(),
);

jest.setTimeout(20 * 60_000);

it('gives nobody on whom HighLevel shows to be answered, however late it tells', async () => {
	await compare(
		makeStory({
			customers: 60,
			from: '2027-03-27T14:00:00Z',
			until: '2027-03-28T22:00:00Z',
			seed: 2,
			lagMs: 40_000,
			outages: [
				{ from: '2027-03-27T16:20:00Z', until: '2027-03-27T17:10:00Z' },
				{ from: '2027-03-28T08:55:00Z', until: '2027-03-28T09:25:00Z' },
			],
		}),
	);
});
