import type { INodeProperties } from 'n8n-workflow';
import { ADD_SECTION } from './addSection';
import { answers } from './answers';
import { people } from './people';
import { replyTimes } from './replyTimes';
import { schedules } from './schedules';
import { addedWithCard, withoutEmptySentence } from './shownFields';
import { staffData } from './staffData';
import { teams } from './teams';
import { tryIt } from '../liveCheck/tryIt';

/** Those that are a part of the plan. */
const ofPlan = [
	...[teams, people, schedules, replyTimes].flatMap((list) => addedWithCard(list, 'sections')),
	answers,
	staffData,
];

/** What is added only when somebody needs it, in the order in which people do. */
export const sections: INodeProperties = withoutEmptySentence(collectionOf([...ofPlan, tryIt]));

/** The same without what is no part of the plan. */
export const planSections: INodeProperties = collectionOf(ofPlan);

function collectionOf(fields: INodeProperties[]): INodeProperties {
	return {
		// The button says it.
		displayName: '',
		name: 'sections',
		type: 'collection',
		placeholder: ADD_SECTION,
		default: {},
		description: 'Teams, people, working hours and what HighLevel may say of them',
		options: fields,
	};
}
