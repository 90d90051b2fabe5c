import type { INodeProperties } from 'n8n-workflow';
import { fallbackParameters } from './fallback';
import { options } from './options';
import { ownerParameters } from './owners';
import { people } from './people';
import { accountRules, conditionalRules, tagRules } from './rules';
import { schedules } from './schedules';
import { sourceParameters } from './planOrigin';
import { sources } from './staffData';
import { teams } from './teams';

/** All of which a plan is made, in the order in which people need it. */
export const planParameters: INodeProperties[] = [
	...sourceParameters,
	accountRules,
	conditionalRules,
	tagRules,
	...fallbackParameters,
	...ownerParameters,
	teams,
	people,
	sources,
	schedules,
	options,
];
