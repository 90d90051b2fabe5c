import type { INodeProperties } from 'n8n-workflow';
import { PlanError } from '../../../routing/plan/plan';
import { onlyIf } from '../parameters/conditions';
import { chosen, text, texts, type Fields } from './values';

const LISTS = [
	'accounts',
	'accountNames',
	'tagsAny',
	'tagsAll',
	'tagsNone',
	'sourceIs',
	'sourceContains',
	'adIds',
	'adClickIds',
	'countries',
];

/**
 * The conditions of 'Only If'. Those that were not added are left out.
 * @param rule name of the rule, for errors
 * @throws {PlanError} for a condition that was added and is empty: it would let everybody through
 */
export function whenFrom(only: Fields, rule: string): unknown {
	const empty = LISTS.find((name) => name in only && texts(only[name]).length === 0);
	if (empty !== undefined) {
		throw new PlanError(
			`Rule '${rule}'`,
			`rules.when.${empty}`,
			`'${labelOf(empty)}' is empty; fill it in or remove the condition`,
		);
	}
	return (
		filled({
			accounts: filled([
				...texts(only.accounts).map((value) => ({ by: 'id', value })),
				...texts(only.accountNames).map((value) => ({
					by: looksLikeNumber(value) ? 'number' : 'name',
					value,
				})),
			]),
			tags: filled({
				any: filled(texts(only.tagsAny)),
				all: filled(texts(only.tagsAll)),
				none: filled(texts(only.tagsNone)),
			}),
			source: filled({
				is: filled(texts(only.sourceIs)),
				contains: filled(texts(only.sourceContains)),
				googleAds: only.googleAds === true ? true : undefined,
			}),
			ad: filled({
				any: only.fromAd === true ? true : undefined,
				sourceIds: filled(texts(only.adIds)),
				clickIds: filled(texts(only.adClickIds)),
			}),
			countries: filled(texts(only.countries)),
			contact: text(only.contact) || undefined,
			time: timeFrom(only, rule),
		}) ?? {}
	);
}

function labelOf(name: string): string {
	const fields = onlyIf.options as INodeProperties[];
	return fields.find((field) => field.name === name)?.displayName ?? name;
}

function timeFrom(only: Fields, rule: string): unknown {
	const time = text(only.time) || undefined;
	const schedule = chosen(only.schedule);
	if (!('schedule' in only)) return time;
	if (time !== undefined && time !== 'any') {
		throw new PlanError(
			`Rule '${rule}'`,
			'rules.when.time',
			"'Time' and 'Within Working Hours' exclude each other; keep one of them",
		);
	}
	return { schedule };
}

/** A name may have digits too, but not only what a phone number has. */
function looksLikeNumber(value: string): boolean {
	return /^\+?[\d\s().-]+$/.test(value) && value.replace(/\D/g, '').length >= 7;
}

/** The list or object without undefined parts; undefined when nothing is left. */
function filled<T extends object>(parts: T): T | undefined {
	if (Array.isArray(parts)) return parts.length > 0 ? parts : undefined;
	const left = Object.entries(parts).filter(([, value]) => value !== undefined);
	return left.length > 0 ? (Object.fromEntries(left) as T) : undefined;
}
