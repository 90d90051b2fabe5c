import type { Column } from '../metric';
import type { MetricName } from '../metrics';
import type { Report } from '../report';

/** All columns by name, in the order in which they are shown. */
export function columnsOf({ columns }: Pick<Report, 'columns'>): Array<[MetricName, Column]> {
	return Object.entries(columns) as Array<[MetricName, Column]>;
}
