import { Model, type Happening, type Part } from './model';
import { colleagues } from './office';
import { OfficeRun } from './officeRun';
import { makeStory, type Story } from './story';

jest.mock('n8n-workflow', () =>
	jest.requireActual<typeof import('../harness/pauses')>('../harness/pauses').withoutPauses(),
);

jest.setTimeout(20 * 60_000);

const nameOf = (id: string | null) =>
	colleagues.find((one) => one.id === id)?.firstName ?? id ?? 'nobody';

const lineOf = ({ at, customer, what, from, to }: Happening) =>
	`${new Date(at).toISOString().slice(0, 16)} ${customer} ${what}: ${nameOf(from)} -> ${nameOf(to)}`;

const timeOf = (at: number) => new Date(at).toISOString().slice(0, 19);

const partOf = ({ customer, person, askedAt, givenAt, ended }: Part) =>
	`${customer} asked ${timeOf(askedAt)}, ${nameOf(person)} had it from ${timeOf(givenAt)} ` +
	(ended ? `until ${timeOf(ended.at)}: ${ended.how}` : 'to the end');

async function compare(story: Story): Promise<void> {
	const model = new Model(story).run();
	const office = await OfficeRun.begin(story);
	try {
		await office.run();
		expect(office.happenings.map(lineOf)).toEqual(model.happenings.map(lineOf));
		expect(office.parts().map(partOf).sort()).toEqual(model.parts.map(partOf).sort());
		expect(office.owners()).toEqual(model.owners);
	} finally {
		await office.end();
	}
}

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
