import type { IDataObject } from 'n8n-workflow';
import { contactUrl } from '../../report/pages/contactUrl';
import type { Report, SlowWait } from '../../report/report';

/** What only rows of the longest waits have. */
interface SlowCells extends IDataObject {
	/** ISO 8601 in UTC. */
	askedAt: string | null;
	minutes: number | null;
	waitsStill: boolean | null;
	accountName: string | null;
	contactId: string | null;
	contactUrl: string | null;
}

const NONE: SlowCells = {
	askedAt: null,
	minutes: null,
	waitsStill: null,
	accountName: null,
	contactId: null,
	contactUrl: null,
};

/**
 * The rows of a report, and behind them those of the longest waits, if they are asked for: all with the
 * same columns.
 */
export function withSlowest(rows: readonly IDataObject[], report: Report): IDataObject[] {
	const { slowest, location } = report.request;
	if (slowest === 0) return [...rows];
	const [first = {}] = rows;
	const empty = Object.fromEntries(Object.keys(first).map((name) => [name, null]));
	const { from, to } = first;
	return [
		...rows.map((row) => ({ ...row, ...NONE })),
		...report.slowest.map((wait) => ({
			...empty,
			...{ kind: 'slowest', from, to },
			...cellsOf(wait, location),
		})),
	];
}

function cellsOf(wait: SlowWait, location: string): IDataObject {
	const { user, account, askedAt, minutes, isOpen, contactId } = wait;
	const cells: SlowCells = {
		askedAt: new Date(askedAt).toISOString(),
		minutes,
		waitsStill: isOpen,
		accountName: account,
		contactId,
		contactUrl: contactId === null ? null : contactUrl(location, contactId),
	};
	return { name: user ?? 'Nobody', ...cells };
}
