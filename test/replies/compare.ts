import { Model, type Happening, type Part } from './model';
import { colleagues } from './office';
import { OfficeRun } from './officeRun';
import type { Story } from './story';

const nameOf = (id: string | null) =>
	colleagues.find((one) => one.id === id)?.firstName ?? id ?? 'nobody';

const lineOf = ({ at, customer, what, from, to }: Happening) =>
	`${new Date(at).toISOString().slice(0, 16)} ${customer} ${what}: ${nameOf(from)} -> ${nameOf(to)}`;

const timeOf = (at: number) => new Date(at).toISOString().slice(0, 19);

const partOf = ({ customer, person, askedAt, givenAt, ended }: Part) =>
	`${customer} asked ${timeOf(askedAt)}, ${nameOf(person)} had it from ${timeOf(givenAt)} ` +
	(ended ? `until ${timeOf(ended.at)}: ${ended.how}` : 'to the end');

/** Lets the product and the model live through the same story, and expects the same of both. */
export async function compare(story: Story): Promise<void> {
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
