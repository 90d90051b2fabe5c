import type { FollowUps } from '../../highlevel/followUps';
import type { AssignContactRequest, Creation } from '../../highlevel/assignContact';
import type { Sighting } from '../../highlevel/contactSnapshot';
import { sofia } from './location';

export const PHONE = '+14155550117';
export const TAG = 'whatsnap-account-sales-line';

/** Nothing but the owner. */
const nothingElse: FollowUps = {
	addTags: [],
	removeTags: [],
	replaceTags: '',
	follow: false,
	moveOpportunities: false,
	opportunity: null,
	task: null,
	note: null,
	mention: null,
};

export interface AssignmentChanges extends Partial<
	Omit<AssignContactRequest, 'alsoDo' | 'create' | 'sighting'>
> {
	alsoDo?: Partial<FollowUps>;
	create?: Partial<Creation> | null;
	sighting?: Sighting;
}

/** Sofia gets Dana if nobody owns her, or in the ways in which a test changes that. */
export function assignment({
	alsoDo,
	create = {},
	...more
}: AssignmentChanges = {}): AssignContactRequest {
	return {
		contact: { phone: PHONE, email: null },
		userId: sofia.id,
		checkUser: () => undefined,
		ownerRule: 'onlyIfUnowned',
		sighting: null,
		create: create && {
			name: 'Dana Whitlock',
			email: null,
			source: 'WhatsApp',
			first: false,
			...create,
		},
		field: null,
		verify: false,
		given: false,
		alsoDo: { ...nothingElse, ...alsoDo },
		refused: new Map(),
		...more,
	};
}
