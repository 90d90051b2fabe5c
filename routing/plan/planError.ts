import type { z } from 'zod/v4';
import { clearIssue, type ClearIssue } from './issueWords';
import { own } from '../model/own';

/**
 * A plan that cannot be used. `path` leads to the value; `rule` names what it belongs to, by its
 * name or else its position (`Rule 'Ads'`, `Team 2`), null when it belongs to the plan itself.
 */
export class PlanError extends Error {
	/**
	 * @param reason what is wrong, without saying where
	 * @param place the field, as whoever wrote the plan knows it; empty for the rule itself
	 */
	constructor(
		readonly rule: string | null,
		readonly path: string,
		readonly reason: string,
		place = '',
	) {
		super([rule, place, reason].filter(Boolean).join(': '));
		this.name = 'PlanError';
	}
}

/** Of names, which may be anything in a plan that cannot be used. */
const MOST = 100;

const OWNERS_OF_PATHS: Record<string, string> = {
	rules: 'Rule',
	teams: 'Team',
	people: 'Person',
	schedules: 'Schedule',
	replyTimes: 'Reply Time',
};

/** What the first mistake in a plan is, and where. */
export function planErrorOf(input: unknown, issues: readonly z.core.$ZodIssue[]): PlanError {
	return planErrorAt(input, clearIssue(issues));
}

/** The error of one mistake. */
export function planErrorAt(input: unknown, { path, words }: ClearIssue): PlanError {
	const [list, position, ...field] = path;
	const owner =
		typeof list === 'string' && typeof position === 'number'
			? ownerLabel(input, list, position)
			: null;
	const place = (owner === null ? path : field).map((key) => String(key).slice(0, MOST)).join('.');
	const subject = path.length === 0 && words.startsWith('must ') ? 'the plan ' : '';
	return new PlanError(owner, path.join('.'), subject + words + daysOf(input, path), place);
}

function ownerLabel(input: unknown, list: string, position: number): string | null {
	const what = own(OWNERS_OF_PATHS, list);
	if (what === undefined) return null;
	const entry = valueAt(input, [list, position]);
	const name =
		typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined;
	const isName = typeof name === 'string' && name.trim() !== '' && name.length <= MOST;
	return isName ? `${what} '${name}'` : `${what} ${position + 1}`;
}

/** Of hours: the days that they are for, since people know them by these. */
function daysOf(input: unknown, path: ClearIssue['path']): string {
	const hours = path.findLastIndex((key, i) => key === 'hours' && typeof path[i + 1] === 'number');
	if (hours === -1 || path[hours + 2] === 'days') return '';
	const days = valueAt(input, [...path.slice(0, hours + 2), 'days']);
	if (!Array.isArray(days) || days.length === 0) return '';
	return days.every((day) => typeof day === 'string') ? ` (${days.join(', ')})` : '';
}

function valueAt(input: unknown, path: ClearIssue['path']): unknown {
	return path.reduce<unknown>(
		(value, key) =>
			typeof value === 'object' && value !== null
				? own(value as Record<string, unknown>, String(key))
				: undefined,
		input,
	);
}
