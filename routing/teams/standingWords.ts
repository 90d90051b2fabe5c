import { CANDIDATE_REASONS } from '../model/reasons';
import type { PersonStanding } from './personStanding';

/** Why somebody gets no contact now, as a sentence; null when they can take one. */
export function whyNotNow({ reason, detail, pausedUntil }: PersonStanding): string | null {
	if (reason === 'available') return null;
	if (reason === 'paused_until') {
		return pausedUntil ? 'Is paused by hand for a while.' : 'Is paused by hand until resumed.';
	}
	return detail === null ? CANDIDATE_REASONS[reason] : `${CANDIDATE_REASONS[reason]} (${detail})`;
}
