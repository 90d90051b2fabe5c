import type { INodeProperties } from 'n8n-workflow';
import { text, type Fields } from '../../shared/parameterValues';
import { WITH_FIELDS } from './planOrigin';
import { targetFields, targetIn, type TargetChoice } from './target';

const FALLBACK: TargetChoice = {
	displayName: 'If No Rule Fits',
	name: 'fallback',
	description: 'What happens when no rule matches, or when nobody whom the rule names is available',
	others: {
		nobody: {
			name: 'Assign Nobody',
			description: "The item leaves through the output 'Not Assigned'",
		},
	},
	targets: ['user', 'team', 'firstWorkingNext'],
	default: 'nobody',
	byExpression: true,
	shownWith: WITH_FIELDS,
	user: { displayName: 'Fallback User', name: 'fallbackUser' },
	team: { displayName: 'Fallback Team', name: 'fallbackTeam' },
};

export const fallbackParameters: INodeProperties[] = targetFields(FALLBACK);

/** Whom the fallback names, null for nobody. */
export function fallbackFrom(fields: Fields): unknown {
	const isNobody = (text(fields.fallback) || FALLBACK.default) === FALLBACK.default;
	return isNobody ? null : targetIn(fields, FALLBACK);
}
