import type { Entry, MessageEntry } from './entries';
import { whatBecameOf, type Outcome } from './whatBecame';
import type { RunWatch } from './runWatch';

/** What somebody did, and what became of it. */
export interface LogRow {
	id: string;
	kind: Entry['kind'];
	/** Milliseconds since 1970. */
	at: number;
	who: string;
	/** Of the person who wrote, digits only. */
	phone: string;
	/** Phone number ID that was written to. */
	to: string;
	text: string;
	ad: string | null;
	shows: string;
	isRepeat: boolean;
	state: Outcome['state'];
	title: string;
	detail: string;
	run: { id: string; workflowId: string } | null;
}

/** The log, newest first. */
export function logRows(entries: readonly Entry[], watch: RunWatch): LogRow[] {
	const { runs, knownSince } = watch;
	return entries.toReversed().map((entry) => {
		const { run, ...outcome } = whatBecameOf(entry, { runs, knownSince });
		return {
			...NO_MESSAGE,
			id: entry.id,
			kind: entry.kind,
			at: entry.at,
			...(entry.kind === 'message' ? messageFields(entry) : changeFields(entry)),
			...outcome,
			run: run && { id: run.id, workflowId: run.workflowId },
		};
	});
}

const NO_MESSAGE = { phone: '', to: '', ad: null, shows: '', isRepeat: false };

function messageFields({ message, ad, shows, isRepeat }: MessageEntry) {
	const { from, to, text = '' } = message;
	const { name = '', phone = '' } = from;
	return { who: name || `+${phone}`, phone, to, text, ad, shows, isRepeat };
}

function changeFields(entry: Exclude<Entry, MessageEntry>) {
	const text =
		entry.kind === 'tag'
			? `Tag '${entry.tag}' added by hand`
			: `Owner set by hand: ${entry.ownerName || 'nobody'}`;
	return { who: entry.contactName, text };
}
