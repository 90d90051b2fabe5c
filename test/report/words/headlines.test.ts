import fc from 'fast-check';
import { headlines, reportSubject } from '../../../report/words/headlines';
import { beyondChance, totalOf } from '../../../report/words/standsOut';
import { cell, groupOf, madeReport, rowOf, valuesOf } from '../madeReport';

const tom = groupOf(
	'person',
	'Tom',
	valuesOf(14, 40, { unansweredNow: 6, oldestUnansweredMinutes: 180 }),
);
const ann = groupOf('person', 'Ann', valuesOf(70, 80));
const ben = groupOf('person', 'Ben', valuesOf(66, 80));

describe('who needs help', () => {
	it('is whoever misses more than others and more than chance explains', () => {
		const { who, whoKey } = headlines(madeReport({ groups: [ann, ben, tom] }));
		expect(who).toBe(
			'Tom needs help: 14 of 40 answered within 15 min, 6 wait now, the oldest for 3 h.',
		);
		expect(whoKey).toBe('id of Tom');
	});

	it('is nobody when people differ by chance alone', () => {
		const { who, whoKey } = headlines(madeReport({ groups: [ann, ben] }));
		expect(who).toMatch(/^Nobody stands out/);
		expect(whoKey).toBeNull();
	});

	it('names the one for whom contacts wait too long, without saying that they are slow', () => {
		const late = groupOf(
			'person',
			'Ann',
			valuesOf(70, 80, { unansweredNow: 1, oldestUnansweredMinutes: 20 }),
		);
		const { who } = headlines(madeReport({ groups: [late, ben] }));
		expect(who).toBe(
			'Ann has the most who wait too long: 1 waits now, for 20 min; 70 of 80 answered within 15 min.',
		);
	});

	it('is whoever lost most when contacts are taken away before the target is over', () => {
		const taken = (waits: number, escalatedAway: number) =>
			valuesOf(0, 0, { waits, hadTarget: null, inTarget: null, escalatedAway });
		const sue = groupOf('person', 'Sue', taken(40, 30));
		const { who, whoKey } = headlines(madeReport({ groups: [ann, ben, sue] }));
		expect(who).toBe('Sue needs help: 30 of 40 taken away without an answer.');
		expect(whoKey).toBe('id of Sue');
		const may = groupOf('person', 'May', taken(40, 1));
		expect(headlines(madeReport({ groups: [ann, may] })).whoKey).toBeNull();
	});

	it('lets wait too long from when the time of the target is over', () => {
		const waiting = (minutes: number) =>
			headlines(
				madeReport({
					groups: [
						groupOf(
							'person',
							'Ann',
							valuesOf(70, 80, { unansweredNow: 1, oldestUnansweredMinutes: minutes }),
						),
						ben,
					],
				}),
			).who;
		expect(waiting(14)).toMatch(/^Nobody stands out/);
		expect(waiting(15)).toMatch(/^Ann has the most who wait too long/);
	});

	it('is not judged by a few questions', () => {
		const few = groupOf('person', 'Few', valuesOf(0, 5));
		expect(headlines(madeReport({ groups: [ann, few] })).whoKey).toBeNull();
	});

	it('is not said to be nobody when there are too few questions to see it', () => {
		const people = ['A', 'B', 'C'].map((name) => groupOf('person', name, valuesOf(1, 5)));
		expect(headlines(madeReport({ groups: people })).who).toBe(
			'Nobody waits too long. To compare people, there are too few questions: 15 in all.',
		);
	});

	it('is left out when people are not told apart', () => {
		const { who, whoKey } = headlines(
			madeReport({ groups: [groupOf('team', 'A', valuesOf(1, 2))] }),
		);
		expect([who, whoKey]).toEqual([null, null]);
	});
});

describe('where it is slow', () => {
	const week = [1, 2, 3, 4, 5].flatMap((weekday) =>
		[9, 10, 11, 12, 13, 14, 15, 16].map((hour) =>
			weekday === 1 && (hour === 9 || hour === 10)
				? cell(weekday, hour, 2, 16)
				: cell(weekday, hour, 9, 10),
		),
	);

	it('is an account and hours of a weekday', () => {
		const groups = [
			groupOf('account', 'Sales line', valuesOf(52, 130)),
			groupOf('account', 'Support', valuesOf(200, 240)),
		];
		expect(headlines(madeReport({ groups, heat: week })).where).toBe(
			'Slowest: Sales line (52 of 130 in time); Mondays 9:00–11:00 (4 of 32 in time).',
		);
	});

	it('is nowhere when nothing stands out', () => {
		const heat = week.filter(({ weekday }) => weekday !== 1);
		expect(headlines(madeReport({ heat })).where).toMatch(/^No place and no time/);
		const few = rowOf('All', valuesOf(3, 7));
		expect(headlines(madeReport({ total: few })).where).toBe(
			'To say where, there are too few questions: 7 in all.',
		);
		const nothing = rowOf('All', valuesOf(0, 0));
		expect(headlines(madeReport({ total: nothing })).where).toBeNull();
	});

	it('is told among alike groups once in a while only', () => {
		// 200 histories of 30 groups that are all alike: 1 in 20 or fewer may be taken for slow.
		let named = 0;
		const runs = 200;
		fc.assert(
			fc.property(
				fc.array(fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), {
					minLength: 30,
					maxLength: 30,
				}),
				(all) => {
					const parts = all.map((answers) => ({
						hadTarget: answers.length,
						inTarget: answers.filter(Boolean).length,
					}));
					const whole = totalOf(parts);
					if (parts.some((part) => beyondChance(part, whole, parts.length))) named += 1;
				},
			),
			{ numRuns: runs, seed: 17 },
		);
		expect(named).toBeLessThan(runs / 5);
	});
});

describe('the whole', () => {
	it('leads with the share, then half and nine of ten, then who waits', () => {
		const values = valuesOf(300, 400, {
			p90Minutes: 130,
			unansweredNow: 12,
			oldestUnansweredMinutes: 180,
		});
		const report = madeReport({ total: rowOf('All', values) });
		expect(headlines(report).overall).toBe(
			'75%: 300 of 400 questions were answered within 15 min in working time; half of all within 8 min, 9 of 10 within 2 h 10 min; 12 wait now, the oldest for 3 h.',
		);
		expect(reportSubject(report)).toBe(
			'Assignment report, 1–30 Nov 2026: 75% answered in time, 12 wait now, the oldest for 3 h',
		);
	});

	it('says counts alone below 20, and says so when there is nothing', () => {
		const few = madeReport({ total: rowOf('All', valuesOf(3, 7)) });
		expect(headlines(few).overall).toBe(
			'3 of 7 questions were answered within 15 min in working time.',
		);
		expect(reportSubject(few)).toBe('Assignment report, 1–30 Nov 2026');
		const none = madeReport({ total: rowOf('All', valuesOf(0, 0)) });
		expect(headlines(none).overall).toBe('Nobody asked anything in this period that is known.');
		const unrecorded = rowOf('All', { ...valuesOf(0, 0), waits: null });
		expect(headlines(madeReport({ total: unrecorded })).overall).toMatch(
			/^Nothing is recorded of this period yet: publish the workflow/,
		);
	});
});
