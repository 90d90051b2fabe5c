import { GROUPINGS } from '../../report/request';
import { sampleReport } from './sampleReport';

describe('the sample of a report', () => {
	it('has something of everything, and is the same each time', async () => {
		const report = await sampleReport();
		expect(await sampleReport()).toEqual(report);
		expect(new Set(report.groups.map(({ by }) => by))).toEqual(new Set(Object.keys(GROUPINGS)));
		expect(report.groups.filter(({ by }) => by === 'person')).toHaveLength(8);
		expect(report.trend).toHaveLength(31);
		expect(report.curves.map(({ by }) => by)).toEqual(
			expect.arrayContaining([null, 'person', 'account']),
		);
		expect(report.slowest).toHaveLength(10);
	});

	it('has somebody who is slow', async () => {
		const { groups } = await sampleReport();
		const shareOf = (name: string) =>
			groups.find((one) => one.name === name)?.values.answeredInTarget;
		expect(shareOf('Tom Tanner')).toBeLessThan(0.4);
		expect(shareOf('Ann Abel')).toBeGreaterThan(0.7);
	});
});
