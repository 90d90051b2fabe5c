import type { CompiledPlan } from '../compiledPlan';
import { MINUTE } from '../model/durations';
import type { NewWait, OpenWait, Wait } from '../model/wait';
import { without } from '../model/without';
import { escalationSchema, type Escalation } from '../plan/replies';
import { targetsOf } from '../plan/rule';
import { ruleName } from '../plan/ruleName';
import type { Target } from '../plan/target';
import { fallbackOf } from '../plan/targets';
import type { TouchFacts } from '../rules/touchFacts';
import type { WaitClock } from './waitClock';

/** How a question goes on when nobody answers in time; null when no reply time fits, or none can be read. */
export function escalationOf({ escalation }: Pick<Wait, 'escalation'>): Escalation | null {
	return escalationSchema.safeParse(escalation).data ?? null;
}

/**
 * Whom `nextOfRule` asks: whom a rule names, or the rules that it hands over to, then the fallback.
 * @param first place of the rule; -1 for the fallback alone
 */
export function stepsOf(
	compiled: CompiledPlan,
	facts: TouchFacts,
	first: number,
): Escalation['steps'] {
	const steps: Escalation['steps'] = [];
	for (let place = first; place !== -1;) {
		const rule = compiled.rules[place]?.rule;
		if (!rule) break;
		const targets = targetsOf(rule);
		const end = targets.findIndex(({ type }) => type === 'nextRule');
		steps.push({ rule: ruleName(rule), targets: end === -1 ? targets : targets.slice(0, end) });
		place = end === -1 ? -1 : compiled.match(facts, place + 1);
	}
	const fallback: Target | null = fallbackOf(compiled.plan);
	return fallback ? [...steps, { rule: null, targets: [fallback] }] : steps;
}

/**
 * How long whoever has the question has time to answer, in minutes; null: they keep it without a time.
 * @param level how often it went on before
 */
export function minutesAt({ replyTime }: Escalation, level: number): number | null {
	const { within, againAfter, atMost, atLast } = replyTime;
	if (level === 0) return within;
	const goesOn = level < atMost || (level === atMost && atLast !== null);
	return goesOn ? againAfter : null;
}

/** When the answer of whoever got the question is overdue, milliseconds since 1970; null: never. */
export function dueAt(
	escalation: Escalation | null,
	{ user, team, level, givenAt }: Pick<Wait, 'user' | 'team' | 'level' | 'givenAt'>,
	clock: WaitClock | null,
): number | null {
	const minutes = escalation && minutesAt(escalation, level);
	if (minutes === null) return null;
	const { time } = escalation?.replyTime ?? { time: 'always' };
	return clock ? clock.dueAt(minutes, time, { user, team }, givenAt) : givenAt + minutes * MINUTE;
}

/** Whether who has to answer did not work when it was asked; null when the plan is not known any more. */
export function isOutsideHours(
	{ user, team, askedAt }: Pick<Wait, 'user' | 'team' | 'askedAt'>,
	clock: WaitClock | null,
): boolean | null {
	return clock && !clock.passesAt({ user, team }, askedAt);
}

/**
 * The wait of a question that came after the answer to the one before; null when there is none.
 * @param asks when it was asked, ascending
 */
export function openedAgain(
	wait: OpenWait,
	[askedAt, ...laterAsks]: readonly number[],
	clock: WaitClock | null,
): NewWait | null {
	if (askedAt === undefined) return null;
	const givenAt = Math.max(askedAt, wait.givenAt);
	const own = wait.user === null ? [] : [wait.user];
	// Whoever lost the contact after it was asked has had this question as well.
	const had = askedAt < wait.givenAt ? wait.had : own;
	const opened = {
		...without(wait, 'id', 'chain'),
		continues: null,
		level: 0,
		askedAt,
		laterAsks,
		givenAt,
		had,
	};
	const outsideHours = isOutsideHours(opened, clock);
	return { ...opened, outsideHours, dueAt: dueAt(escalationOf(wait), opened, clock) };
}
