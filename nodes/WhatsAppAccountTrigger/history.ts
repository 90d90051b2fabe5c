import { HISTORY_MS } from '../../ledger/keptFor';
import { isObject } from '../../whatsapp/providers/lenient';
import type { Touch } from '../../routing/model/touch';

/**
 * Whether a message is so old that the ledger has forgotten whose contact wrote it: somebody plays back
 * what was recorded, or a gateway the past. Younger ones may be late: a phone was off, or a gateway.
 * @param now milliseconds since 1970
 */
export function isHistory({ message }: Touch, now: number): boolean {
	if (!isObject(message) || typeof message.time !== 'string') return false;
	return Date.parse(message.time) < now - HISTORY_MS;
}
