import type { CandidateTrace, Decision, RuleTrace, User } from './decision';
import {
	planHash,
	type AccountReference,
	type Plan,
	type Rule,
	type Target,
	type UserReference,
} from './plan';
import type { Touch, TouchAccount } from './touch';

/** What routing knows about the world at the moment of a decision. */
export interface RoutingState {
	/** The users of the HighLevel location. A user that is not listed is never assigned. */
	users: User[];
}

/**
 * Decides who gets the contact of a touch: the user of the first rule that matches; when no rule
 * matches, or that user is not in HighLevel, the fallback; else nobody. Pure: the same input gives the same decision.
 * @param now milliseconds since 1970, only written into the receipt
 */
export function decide(plan: Plan, touch: Touch, state: RoutingState, now: number): Decision {
	const traces: RuleTrace[] = [];
	const candidates: CandidateTrace[] = [];
	const finish = (rest: Omit<Decision, 'receipt'>, sentence: string): Decision => ({
		...rest,
		receipt: {
			sentence,
			rules: traces,
			candidates,
			decidedAt: new Date(now).toISOString(),
			plan: planHash(plan),
		},
	});

	if (touch.event !== 'message') {
		return finish(
			{ outcome: 'unassigned', user: null, rule: null },
			`Nobody was chosen, because this is a '${touch.event}' event and only messages are assigned.`,
		);
	}

	const consider = (target: Target, from: string): User | null => {
		const user = findUser(state.users, target.user);
		candidates.push({
			user: user?.name ?? target.user.value,
			from,
			passed: user !== null,
			reason: user ? 'available' : 'unknown_user',
		});
		return user;
	};

	for (const [index, rule] of plan.rules.entries()) {
		const matched = accountMatches(rule.account, touch.account);
		traces.push({
			position: index + 1,
			name: rule.name,
			kind: rule.kind,
			matched,
			reason: matched
				? `the message came to ${describeAccount(touch.account)}`
				: describeMiss(rule, touch.account),
		});
		if (!matched) continue;
		const user = consider(rule.target, rule.name);
		if (user) {
			return finish(
				{
					outcome: 'assigned',
					user,
					rule: { name: rule.name, kind: rule.kind, position: index + 1 },
				},
				`Rule '${rule.name}' chose ${user.name}, because the message came to ${describeAccount(touch.account)}.`,
			);
		}
		break;
	}

	const skipped = describeSkipped(candidates);
	const why = skipped ?? `no rule names ${describeAccount(touch.account)}`;
	if (plan.fallback) {
		const user = consider(plan.fallback, 'Fallback');
		if (user) {
			return finish(
				{ outcome: 'assigned', user, rule: { name: 'Fallback', kind: 'fallback', position: null } },
				`The fallback is ${user.name}, because ${why}.`,
			);
		}
	}
	const noFallback = plan.fallback
		? `the fallback user '${plan.fallback.user.value}' is not in this HighLevel location`
		: 'there is no fallback';
	return finish(
		{ outcome: 'unassigned', user: null, rule: null },
		`Nobody was chosen, because ${why}, and ${noFallback}.`,
	);
}

/** The user that a plan names, or null when the location does not have it. */
export function findUser(users: User[], reference: UserReference): User | null {
	const value = reference.value.trim();
	if (reference.by === 'id') return users.find((user) => user.id === value) ?? null;
	const email = value.toLowerCase();
	return users.find((user) => user.email.toLowerCase() === email) ?? null;
}

function accountMatches(reference: AccountReference, account: TouchAccount): boolean {
	const value = reference.value.trim();
	if (value === '') return false;
	if (reference.by === 'id') return account.id === value;
	if (reference.by === 'number') {
		const wanted = digits(value).replace(/^00/, '');
		return wanted !== '' && digits(account.number ?? '') === wanted;
	}
	return (account.name ?? '').trim().toLowerCase() === value.toLowerCase();
}

function digits(text: string): string {
	return text.replace(/\D/g, '');
}

function describeAccount(account: TouchAccount): string {
	if (account.name) return `'${account.name}'`;
	return account.number ?? `account ${account.id}`;
}

function describeMiss(rule: Rule, account: TouchAccount): string {
	return `the message came to ${describeAccount(account)}, not to the account with the ${rule.account.by} '${rule.account.value}'`;
}

function describeSkipped(candidates: CandidateTrace[]): string | null {
	const [first] = candidates;
	if (!first) return null;
	return `rule '${first.from}' matched, but its user '${first.user}' is not in this HighLevel location`;
}
