import { isIP } from 'node:net';

/**
 * The address to which a token may be sent: encrypted, or on this machine.
 * @returns it without a slash at its end; null when it is no such address
 */
export function checkedBaseUrl(text: string): string | null {
	const url = URL.parse(text);
	// A lone ? or # would swallow the path, and the parsed URL does not show it.
	if (!url || url.username || url.password || /[?#\\\s]/.test(text)) return null;
	const isSafe =
		url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
	return isSafe ? text.replace(/\/+$/, '') : null;
}

function isLoopback(hostname: string): boolean {
	if (hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]')
		return true;
	return isIP(hostname) === 4 && hostname.startsWith('127.');
}
