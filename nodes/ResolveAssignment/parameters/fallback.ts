import type { INodeProperties } from 'n8n-workflow';
import { userLocator } from '../../shared/highLevel/userLocator';
import { text, type Fields } from '../../shared/parameterValues';
import { teamLocator } from './locators';
import { targetFrom } from './target';

export const fallbackParameters: INodeProperties[] = [
	{
		displayName: 'If No Rule Names Anybody',
		name: 'fallback',
		type: 'options',
		displayOptions: { show: { planSource: ['fields'] } },
		options: [
			{
				name: 'Assign to a Fallback User',
				value: 'user',
				description: 'Nobody who writes is left without an owner',
			},
			{
				name: 'Assign to a Team',
				value: 'team',
				description: 'A member of a team, chosen as the team says',
			},
			{
				name: 'Assign Nobody',
				value: 'nobody',
				description: "The item leaves through the output 'Not Assigned'",
			},
		],
		default: 'nobody',
		description:
			'What happens when no rule matches, or when nobody whom the rule names is available',
	},
	userLocator({
		displayName: 'Fallback User',
		name: 'fallbackUser',
		default: { mode: 'list', value: '' },
		required: true,
		displayOptions: { show: { planSource: ['fields'], fallback: ['user'] } },
	}),
	teamLocator({
		displayName: 'Fallback Team',
		name: 'fallbackTeam',
		// Not required: n8n would ask for it too when the choice above is an expression.
		displayOptions: { show: { planSource: ['fields'], fallback: ['team'] } },
		description: "A team from 'Teams' in this node",
	}),
];

/** Whom the fallback names, null for nobody. */
export function fallbackFrom(fields: Fields): unknown {
	const type = text(fields.fallback) || 'nobody';
	if (type === 'nobody') return null;
	return targetFrom({ assignTo: type, user: fields.fallbackUser, team: fields.fallbackTeam });
}
