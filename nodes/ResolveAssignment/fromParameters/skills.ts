import { texts } from './values';

/** Skills as people write them: `Spanish:3, Tax`. */
export function skillsFrom(value: unknown): Array<{ name: string; level: number }> {
	return texts(value).map((written) => {
		const colon = written.lastIndexOf(':');
		if (colon === -1) return { name: written, level: 1 };
		return { name: written.slice(0, colon).trim(), level: Number(written.slice(colon + 1)) };
	});
}
