import fc from 'fast-check';
import { labelsFor, withNames, type Named } from '../../../report/words/names';
import { groupOf, madeReport, rowOf, valuesOf } from '../madeReport';

const TOM = { id: 'u1', name: 'Tom Meyer' };
const TINA = { id: 'u2', name: 'Tina Maria Moll' };
const TED = { id: 'u3', name: 'Ted Marsh' };

const person = ({ id, name }: Named, notes: string[] = []) =>
	groupOf('person', name, valuesOf(30, 40), { key: id, notes });

describe('people', () => {
	it('have initials, told apart by number when two share them', () => {
		const labels = labelsFor([TED, TINA, TOM], 'initials');
		expect([TOM, TINA, TED].map(({ id }) => labels.of(id))).toEqual(['TM', 'TMM', 'TM 2']);
		expect(labels.of(TOM.name)).toBe('TM');
	});

	it('are numbered when hidden, the same in whatever order they come', () => {
		fc.assert(
			fc.property(fc.shuffledSubarray([TOM, TINA, TED], { minLength: 3 }), (people) => {
				const labels = labelsFor(people, 'hidden');
				const called = [TOM, TINA, TED].map(({ id }) => labels.of(id));
				expect(called).toEqual(['Person 1', 'Person 2', 'Person 3']);
			}),
		);
	});

	it('without letters in their names are persons, not nothing', () => {
		const labels = labelsFor([{ id: 'u1', name: '✨' }], 'initials');
		expect(labels.of('u1')).toBe('Person');
	});

	it('are replaced within sentences as whole words, the longer name first', () => {
		const people = [
			{ id: 'u1', name: 'Tom' },
			{ id: 'u2', name: 'Tom Meyer' },
		];
		const { within } = labelsFor(people, 'hidden');
		expect(within("Tom Meyer's curve ends at 30 min, Tom's too; Tomas has none.")).toBe(
			"Person 2's curve ends at 30 min, Person 1's too; Tomas has none.",
		);
	});
});

describe('a report with hidden people', () => {
	const report = madeReport({
		total: rowOf('All', valuesOf(60, 80), ["Tom Meyer's curve ends after 30 minutes."]),
		groups: [
			person(TINA),
			person(TOM, ['Tom Meyer (u1) has few.']),
			groupOf('rule', 'To Tom Meyer', valuesOf(30, 40), { key: 'To Tom Meyer' }),
			groupOf('account', 'Sales', valuesOf(30, 40)),
		],
		slowest: [
			{
				...{ contactId: 'c1', user: 'Tom Meyer', account: 'Sales', askedAt: 0, minutes: 90 },
				isOpen: true,
			},
			{
				...{ contactId: 'c2', user: 'Zoe', account: null, askedAt: 0, minutes: 80 },
				isOpen: false,
			},
		],
		notSeen: ['Zoe and Tina Maria Moll answered on their own phones.'],
	});

	it('names nobody anywhere, nor shows an ID of theirs', () => {
		for (const shown of ['initials', 'hidden'] as const) {
			const text = JSON.stringify(withNames(report, shown));
			for (const word of ['Tom', 'Meyer', 'Tina', 'Moll', 'Zoe', '"u1"', '"u2"', '(u1)']) {
				expect(text).not.toContain(word);
			}
			expect(text).toContain('Sales');
		}
	});

	it('is in the order of the new names, with the same figures', () => {
		const hidden = withNames(report, 'hidden');
		expect(hidden.groups.map(({ name }) => name)).toEqual(
			['Person 2', 'Person 3', 'To Person 2', 'Sales'].sort((a, b) => order(a) - order(b)),
		);
		expect(hidden.groups.map(({ values }) => values)).toEqual(
			report.groups.map(({ values }) => values),
		);
	});

	it('is the same report when names are shown', () => {
		expect(withNames(report, 'names')).toBe(report);
	});
});

/** People first, then rules, then accounts: as they were grouped. */
function order(name: string): number {
	return name.startsWith('Person') ? 0 : name.startsWith('To') ? 1 : 2;
}
