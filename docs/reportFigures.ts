import type { Unit } from '../report/metric';
import { COLUMNS } from '../report/metrics';

const UNITS: Readonly<Record<Unit, string>> = {
	count: 'number',
	share: 'share, from 0 to 1',
	minutes: 'minutes',
	hours: 'hours',
	rating: 'from 1 to 5',
	turns: 'turns',
};

/** The page that says what each figure of a report means. */
export function reportFiguresPage(): string {
	const rows = Object.entries(COLUMNS).map(
		([name, { label, unit, definition }]) =>
			`| ${label} | \`${name}\` | ${UNITS[unit]} | ${definition} |`,
	);
	return [
		'# Figures of a report',
		'',
		'What [Assignment Report](nodes/assignment-report.md) counts, and what it does not. Pages and emails print the same',
		'sentences below the figures. What is not known is empty, never 0; below 20 waits, shares and times are empty, too.',
		'',
		'| figure | column | is | what it means |',
		'| --- | --- | --- | --- |',
		...rows,
		'',
	].join('\n');
}
