import type { Certificate } from '../fairness/certificate';
import type { LiveView } from '../live/liveView';
import type { Report } from '../report';

/** How people appear. */
export type NamesShown = 'names' | 'initials' | 'hidden';

/** For e-mail and for n8n's HTML tab: tables and CSS bars only. */
export function reportEmail(report: Report): string {
	throw new Error(`not built: ${report.request.zone}`);
}

/** All rows, as a spreadsheet takes them. */
export function reportCsv(report: Report): string {
	throw new Error(`not built: ${report.request.zone}`);
}

/** Under 100 KB, without the library for charts; loads itself again every minute. */
export function livePage(view: LiveView): string {
	throw new Error(`not built: ${view.zone}`);
}

export function certificatePage(certificate: Certificate, zone: string): string {
	throw new Error(`not built: ${certificate.hash} ${zone}`);
}
