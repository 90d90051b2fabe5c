import { createHash } from 'node:crypto';

/** Twelve hex digits that name a content. */
export function contentHash(content: unknown): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 12);
}
