import { DAY } from '../routing/model/durations';

/** Meta delivers a webhook again for up to 7 days; the rest is for people who look back. */
export const DECISIONS_MS = 30 * DAY;

/** A year and a month: long enough to compare a month with the same one a year ago. */
export const HISTORY_MS = 400 * DAY;

/** How long Meta may deliver the same webhook again, and a day to spare. */
export const DELIVERIES_MS = 8 * DAY;
