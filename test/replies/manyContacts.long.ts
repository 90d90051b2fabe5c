import { compare } from './compare';
import { makeStory } from './story';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../harness/pauses')>('../harness/pauses').withoutPauses(),
);

jest.setTimeout(20 * 60_000);

it('gives a contact whom nobody answers to whom the plan says, in the minute in which it says so', async () => {
	await compare(
		makeStory({
			customers: 200,
			from: '2026-10-24T08:00:00Z',
			until: '2026-10-26T14:00:00Z',
			seed: 1,
		}),
	);
});
