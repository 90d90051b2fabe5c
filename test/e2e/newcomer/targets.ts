import type { Locator } from 'playwright-core';
import type { Newcomer } from './newcomer';

/** Fields in which somebody says who gets a contact. The only place that knows how they look. */
export type TargetField = 'assignTo' | 'outsideHours' | 'ifNobody';

const USERS: Record<TargetField, string> = {
	assignTo: 'user',
	outsideHours: 'outsideHoursUser',
	ifNobody: 'ifNobodyUser',
};

/** Names a person. */
export async function nameUser(
	person: Newcomer,
	user: string,
	{ field = 'assignTo', within }: { field?: TargetField; within?: Locator } = {},
): Promise<void> {
	if (field !== 'assignTo') await person.select(field, 'User', within);
	await person.pick(USERS[field], user, within);
}

/** Names a team of a rule that is not there yet. */
export async function nameNewTeam(person: Newcomer, name: string): Promise<void> {
	await person.select('assignTo', 'Team');
	await person.pickNew('team', name);
}
