import type { INodeProperties } from 'n8n-workflow';
import { fallbackParameters } from './fallback';
import { options } from './options';
import { ownerParameters } from './owners';
import { people } from './people';
import { accountRules, conditionalRules, tagRules } from './rules';
import { schedules } from './schedules';
import { planOriginParameters } from './planOrigin';
import { staffData } from './staffData';
import { teams } from './teams';

/** The fields of which a plan is made, in the order in which people need them. */
export const planFields: INodeProperties[] = [
	accountRules,
	conditionalRules,
	tagRules,
	...fallbackParameters,
	...ownerParameters,
	teams,
	people,
	staffData,
	schedules,
	options,
];

/** Everything that says what the plan is. */
export const planParameters: INodeProperties[] = [...planOriginParameters, ...planFields];
