import type { INodeProperties } from 'n8n-workflow';
import { people } from './people';
import { schedules } from './schedules';
import { addedWithCard, withoutEmptySentence } from './shownFields';
import { staffData } from './staffData';
import { teams } from './teams';
import { tryIt } from '../liveCheck/tryIt';

/** Those that are a part of the plan. */
const ofPlan = [
	...[teams, people, schedules].flatMap((list) => addedWithCard(list, 'sections')),
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
		placeholder: 'Add Teams, People or Hours',
		default: {},
		description: 'Teams, people, working hours and what HighLevel may say of them',
		options: fields,
	};
}
