import type { WEEKDAYS } from './hours';
import type { Days } from './references';
import { MINUTE } from './durations';

/** What was read about one person, and when: milliseconds since 1970. */
export interface Reading<T> {
	value: T;
	readAt: number;
}

/** By user ID. */
export type Readings<T> = Readonly<Record<string, Reading<T>>>;

/** A stretch of a local day, in minutes since its midnight; `to` before `from` is on the next day. */
export interface Interval {
	from: number;
	to: number;
}

/** One schedule of a person, as a calendar keeps it. What is not listed is closed. */
export interface CalendarSchedule {
	timeZone: string;
	week: Readonly<Partial<Record<(typeof WEEKDAYS)[number], readonly Interval[]>>>;
	/** Days (`YYYY-MM-DD`) with times of their own; without any, the day is off. */
	dates: Readonly<Record<Days['from'], readonly Interval[]>>;
	/** It came in a form that is not known, so it is never open. */
	isUnknown?: true;
}

/** Milliseconds since 1970, `until` excluded. */
export interface Stretch {
	from: number;
	until: number;
}

/**
 * What HighLevel showed of people a short while ago, as far as the plan's `sources` ask for it. Plain
 * data, so that a decision can be replayed. Not to be changed in place: routing indexes it once.
 */
export interface StaffSnapshot {
	/** Working hours; an empty list when the person has none in HighLevel. */
	hours?: Readings<readonly CalendarSchedule[]>;
	/** When the person is not there. */
	away?: Readings<readonly Stretch[]>;
	/** How much the person has, in what `sources.load` counts. */
	load?: Readings<number>;
}

/**
 * What we assigned a moment before HighLevel was read may not have been written there yet, or not be
 * found yet. Counting it twice for a moment is fairer than not at all: a burst would go to one person.
 */
export const LATE_MS = 30_000;

/** `read 2 min ago`, for people. */
export function readWords(readAt: number, now: number): string {
	const minutes = Math.floor((now - readAt) / MINUTE);
	return minutes < 1 ? 'read just now' : `read ${minutes} min ago`;
}
