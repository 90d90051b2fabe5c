import type { Certificate } from '../fairness/certificate';
import type { Report } from '../report';

/** A whole page with charts: one HTML document that needs nothing else. */
export async function reportPage(report: Report): Promise<string> {
	throw new Error(`not built: ${report.request.zone}`);
}

export function certificatePage(certificate: Certificate, zone: string): string {
	throw new Error(`not built: ${certificate.hash} ${zone}`);
}
