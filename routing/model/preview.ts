import { z } from 'zod/v4';

/** `true` or the name of a series; n8n's fields give the words for it as text, too. */
export const previewSchema = z.union([z.boolean(), z.string().trim().min(1)]);

/**
 * The series of previews that `preview` of an item names: empty for the one of its workflow, null when
 * the item is no preview.
 */
export function previewSeries(preview: unknown): string | null {
	if (preview === true) return '';
	if (typeof preview !== 'string') return null;
	const text = preview.trim();
	const word = text.toLowerCase();
	if (word === 'true') return '';
	return word === '' || word === 'false' ? null : text;
}
