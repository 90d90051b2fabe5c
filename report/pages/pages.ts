import type { Certificate } from '../fairness/certificate';

export function certificatePage(certificate: Certificate, zone: string): string {
	throw new Error(`not built: ${certificate.hash} ${zone}`);
}
