import { WaitingFixture } from './waitingFixture';

const fixture = new WaitingFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

const NORA = '+14155550117';

it('gives a contact whom nobody answers to the next one, and in the end to the lead', async () => {
	expect(await fixture.writes(NORA)).toBe('Sofia');
	await fixture.polls(10);
	expect(fixture.runs).toEqual([]);
	await fixture.polls(1);
	expect(fixture.ownerOf(NORA)).toBe('Marcus');
	await fixture.polls(11);
	expect(fixture.ownerOf(NORA)).toBe('Priya');
	await fixture.polls(30);
	expect(fixture.ownerOf(NORA)).toBe('Priya');
});
