import type { IExecuteFunctions } from 'n8n-workflow';
import { liveView } from '../../report/live/liveView';
import { liveRows } from '../../report/live/liveRows';
import { livePage } from '../../report/pages/pages';
import type { Names } from '../../report/report';
import { labelsFor } from '../../report/words/names';
import { knownNames } from './knownNames';
import { readNamesShown } from './parameters/namesShown';
import { readZone } from './parameters/zone';
import type { ReportedLedger } from './reportedLedger';
import type { Made } from './runOperation';

/** The operation Live View: HighLevel is not asked, for a page that is open asks every minute. */
export async function showLive(
	context: IExecuteFunctions,
	itemIndex: number,
	{ ledger, locationId }: ReportedLedger,
): Promise<Made> {
	const zone = readZone(context, itemIndex);
	const names = shownAs(context, itemIndex, await knownNames({ ledger }, null));
	const view = await liveView(ledger.now(), zone, ledger.reading, names);
	return {
		forms: {
			rows: liveRows(view).map((row) => ({ ...row, locationId })),
			fileName: 'live-view',
			files: { page: () => livePage(view) },
		},
		first: [],
		notSeen: view.notSeen,
	};
}

/** Names as the panel wants them to appear. */
export function shownAs(context: IExecuteFunctions, itemIndex: number, names: Names): Names {
	const people = Object.entries(names.users).map(([id, name]) => ({ id, name }));
	const labels = labelsFor(people, readNamesShown(context, itemIndex));
	return {
		...names,
		users: Object.fromEntries(people.map(({ id }) => [id, labels.of(id)])),
	};
}
