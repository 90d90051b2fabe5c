import type { INodeParameterResourceLocator } from 'n8n-workflow';
import type { UserReference } from '../../../routing/plan/plan';
import { toUserReference } from '../../shared/highLevel/fields';
import { chosen, fieldsOf, text, type Fields } from './values';

/** Whom a rule or a backup names. */
export function targetFrom(card: Fields): unknown {
	const type = text(card.assignTo) || 'user';
	if (type === 'user') return { type, user: userFrom(card.user) };
	if (type === 'team' || type === 'firstWorkingNext') return { type, team: chosen(card.team) };
	return { type };
}

/** Whom the fallback names, null for nobody. */
export function fallbackFrom(fields: Fields): unknown {
	const type = text(fields.fallback) || 'nobody';
	if (type === 'nobody') return null;
	return targetFrom({ assignTo: type, user: fields.fallbackUser, team: fields.fallbackTeam });
}

/** Whom a user locator names; an empty one stays empty for the plan to refuse. */
export function userFrom(locator: unknown): UserReference {
	return toUserReference(fieldsOf(locator) as unknown as INodeParameterResourceLocator);
}
