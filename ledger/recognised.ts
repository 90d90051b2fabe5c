import { DAY } from '../routing/model/durations';

/**
 * How long a repeated delivery is known to be one: as long as Meta may deliver the same webhook again.
 * The keys are kept a day longer. What was sent earlier may have run, and nobody knows any more.
 */
export const RECOGNISED_MS = 7 * DAY;
