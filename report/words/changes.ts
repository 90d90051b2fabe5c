import type { Column, Unit, Value } from '../metric';
import { valueWords } from './values';

/** What became of a value since the period before. */
export interface Change {
	/** `▲ 5 points`, `▼ 12 min`, `no change`. */
	text: string;
	direction: 'up' | 'down' | 'none';
	/** Null when neither is better. */
	isBetter: boolean | null;
}

/** As exact as each is shown, so that a change is the difference of what people read. */
const SHOWN: Readonly<Record<Unit, number>> = {
	count: 1,
	share: 0.01,
	minutes: 1,
	hours: 0.1,
	rating: 0.1,
	turns: 0.1,
};

/** @returns null when one of them is not known */
export function changeOf({ unit, better }: Column, now: Value, before: Value): Change | null {
	if (now === null || before === null) return null;
	const steps = Math.round(now / SHOWN[unit]) - Math.round(before / SHOWN[unit]);
	if (steps === 0) return { text: 'no change', direction: 'none', isBetter: null };
	const isUp = steps > 0;
	const text = `${isUp ? '▲' : '▼'} ${stepsWords(Math.abs(steps), unit)}`;
	const isBetter = better === null ? null : (better === 'more') === isUp;
	return { text, direction: isUp ? 'up' : 'down', isBetter };
}

function stepsWords(steps: number, unit: Unit): string {
	if (unit === 'share') return `${steps} ${steps === 1 ? 'point' : 'points'}`;
	return valueWords(steps * SHOWN[unit], unit);
}
