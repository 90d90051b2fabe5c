import type { INodeProperties } from 'n8n-workflow';
import { people } from './people';
import { schedules } from './schedules';
import { staffData } from './staffData';
import { teams } from './teams';

/** What is added only when somebody needs it, in the order in which people do. */
export const sections: INodeProperties = {
	displayName: 'Sections',
	name: 'sections',
	type: 'collection',
	placeholder: 'Add Section',
	default: {},
	description: 'Teams, working hours and what else a plan may need',
	options: [teams, people, schedules, staffData],
};
