import { DateTime } from 'luxon';
import { closedOffice } from '../../../sandbox/demo/closedOffice';

const HOURS_OF_A_YEAR = Array.from({ length: 366 * 24 }, (_, hour) => Date.UTC(2026, 0, 1, hour));

it('is closed at any time of the year, and stays so for hours', () => {
	const hoursToOpening = HOURS_OF_A_YEAR.map((now) => {
		const { timeZone, hours } = closedOffice(new Date(now));
		const local = DateTime.fromMillis(now, { zone: timeZone });
		const [opens = 0, closes = 0] = [...hours.matchAll(/(\d+):00/g)].map(([, hour]) =>
			Number(hour),
		);
		const hour = local.hour + local.minute / 60;
		if (hour >= opens && hour < closes) return 0;
		return (opens - hour + 24) % 24;
	});
	expect(Math.min(...hoursToOpening)).toBeGreaterThanOrEqual(8);
});
