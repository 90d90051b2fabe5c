import type { IExecuteFunctions } from 'n8n-workflow';
import { liveView } from '../../report/live/liveView';
import { liveHeadlines } from '../../report/live/liveHeadlines';
import { withLiveNames } from '../../report/live/liveNames';
import { livePage } from '../../report/live/livePage';
import { liveRows } from '../../report/live/liveRows';
import { knownNames } from './knownNames';
import { readNamesShown } from './parameters/namesShown';
import { readZone } from './parameters/zone';
import type { ReportedLedger } from './reportedLedger';
import type { Made } from './runOperation';

/** The operation Live View: HighLevel is not asked, for a page that is open asks every minute. */
export async function showLive(
	context: IExecuteFunctions,
	itemIndex: number,
	place: ReportedLedger,
): Promise<Made> {
	const { ledger, locationId } = place;
	const zone = readZone(context, itemIndex);
	const shown = readNamesShown(context, itemIndex);
	const names = await knownNames(place, null);
	const view = withLiveNames(await liveView(ledger.now(), zone, ledger.reading, names), shown);
	const { who, where } = liveHeadlines(view);
	return {
		forms: {
			rows: liveRows(view).map((row) => ({ ...row, locationId })),
			fileName: 'live-view',
			files: { page: () => livePage(view) },
		},
		first: [who, where].filter((sentence) => sentence !== null),
		notSeen: view.notSeen,
	};
}
