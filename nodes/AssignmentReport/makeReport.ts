import type { IExecuteFunctions } from 'n8n-workflow';
import { reportEmail } from '../../report/pages/reportEmail';
import { reportPage } from '../../report/pages/reportPage';
import { makeReport, type Report } from '../../report/report';
import type { ReportRequest } from '../../report/request';
import { reportCsv } from '../../report/rows/reportCsv';
import { reportRows } from '../../report/rows/reportRows';
import { headlines, reportSubject } from '../../report/words/headlines';
import { withNames } from '../../report/words/names';
import { isoDays } from '../../report/words/times';
import { freshen } from './freshen';
import type { Forms } from './formedItems';
import { knownNames } from './knownNames';
import { readGroups } from './parameters/groups';
import { readNamesShown } from './parameters/namesShown';
import { readPeriods } from './parameters/period';
import { readSlowest } from './parameters/slowest';
import { readTarget } from './parameters/target';
import { readTimeCounts } from './parameters/timeCounts';
import { readTrend } from './parameters/trend';
import { readZone } from './parameters/zone';
import type { ReportedLedger } from './reportedLedger';
import type { Made } from './runOperation';
import { withSlowest } from './slowestRows';

/** The operation Report: how fast contacts were answered, what became of them, and who had how many. */
export async function reportOn(
	context: IExecuteFunctions,
	itemIndex: number,
	place: ReportedLedger,
): Promise<Made> {
	const request = readRequest(context, itemIndex, place);
	const shown = readNamesShown(context, itemIndex);
	const highLevel = (await place.openHighLevel?.()) ?? null;
	const unread = await freshen(context, itemIndex, place, highLevel, request.period.from);
	const names = await knownNames(place, highLevel);
	const asked = { ...request, now: place.ledger.now() };
	const made = await makeReport(asked, place.ledger.reading, names);
	const report = withNames({ ...made, notSeen: [...made.notSeen, ...unread] }, shown);
	const { overall, who, where } = headlines(report);
	return {
		forms: formsOf(report),
		first: [overall, who, where].filter((sentence) => sentence !== null),
		notSeen: report.notSeen,
	};
}

function readRequest(
	context: IExecuteFunctions,
	itemIndex: number,
	{ ledger, locationId }: ReportedLedger,
): ReportRequest {
	const now = ledger.now();
	const zone = readZone(context, itemIndex);
	const { period, before } = readPeriods(context, itemIndex, zone, now);
	return {
		...{ location: locationId, period, before, now, zone },
		groupBy: readGroups(context, itemIndex),
		trend: readTrend(context, itemIndex, period, zone),
		timeCounts: readTimeCounts(context, itemIndex),
		targetMinutes: readTarget(context, itemIndex),
		slowest: readSlowest(context, itemIndex),
	};
}

/** A report in all its forms. */
export function formsOf(report: Report): Forms {
	const { location, period, zone } = report.request;
	return {
		rows: withSlowest(reportRows(report), report).map((row) => ({ ...row, locationId: location })),
		fileName: `assignment-report-${isoDays(period, zone).from}`,
		files: {
			page: async () => await reportPage(report),
			csv: () => reportCsv(report),
		},
		email: () => ({ subject: reportSubject(report), html: reportEmail(report) }),
	};
}
