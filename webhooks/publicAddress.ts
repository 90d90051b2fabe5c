/** Names without a dot or of a local domain, loopback and private networks. */
const LOCAL_HOST =
	/^([^.[]+|.+\.(localhost|local|internal)|(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\.[\d.]+|\[(::1?|f[cd].*|fe80.*)\])$/;

/** Whether senders of webhooks out in the internet can reach an address, and will take it. */
export function isPublicAddress(url: string): boolean {
	const parsed = URL.parse(url);
	return parsed?.protocol === 'https:' && !LOCAL_HOST.test(parsed.hostname);
}
