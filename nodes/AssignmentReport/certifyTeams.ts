import type { IExecuteFunctions } from 'n8n-workflow';
import { certify } from '../../report/fairness/certify';
import type { Certificate } from '../../report/fairness/certificate';
import { certificateHeadlines, NO_SECTION } from '../../report/fairness/certificateHeadlines';
import { certificateRows } from '../../report/fairness/certificateRows';
import { certificatePage } from '../../report/fairness/certificatePage';
import type { Names } from '../../report/report';
import { labelsFor, type NamesShown } from '../../report/words/names';
import { isoDays } from '../../report/words/times';
import { knownNames } from './knownNames';
import { readNamesShown } from './parameters/namesShown';
import { readPeriods } from './parameters/period';
import { readTeams } from './parameters/teams';
import { readZone } from './parameters/zone';
import type { ReportedLedger } from './reportedLedger';
import type { Made } from './runOperation';

/** The operation Certify Fairness. */
export async function certifyTeams(
	context: IExecuteFunctions,
	itemIndex: number,
	place: ReportedLedger,
): Promise<Made> {
	const { ledger, locationId } = place;
	const zone = readZone(context, itemIndex);
	const { period } = readPeriods(context, itemIndex, zone, ledger.now());
	const names = shownAs(await knownNames(place, null), readNamesShown(context, itemIndex));
	const certificate = await certify(
		...([period, ledger.now(), locationId, readTeams(context, itemIndex)] as const),
		...([ledger.reading, names] as const),
	);
	return {
		forms: {
			rows: certificateRows(certificate).map((row) => ({
				...row,
				hash: certificate.hash,
				locationId,
			})),
			fileName: `fairness-${isoDays(period, zone).from}`,
			files: { page: () => certificatePage(certificate, zone) },
		},
		first: firstOf(certificate.sections, zone),
		notSeen: certificate.notCovered,
	};
}

/** What came of each team; a run without a row says why it has none. */
function firstOf(sections: Certificate['sections'], zone: string): string[] {
	if (sections.length === 0) return [NO_SECTION.what, NO_SECTION.way];
	return certificateHeadlines(sections, zone).map(({ result, because }) => `${result}: ${because}`);
}

/** Names as people are to appear. */
function shownAs(names: Names, shown: NamesShown): Names {
	const people = Object.entries(names.users).map(([id, name]) => ({ id, name }));
	const labels = labelsFor(people, shown);
	return { ...names, users: Object.fromEntries(people.map(({ id }) => [id, labels.of(id)])) };
}
