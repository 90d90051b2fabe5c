import type { FollowUps } from '../../highlevel/followUps';
import type { AssignContactRequest } from '../../highlevel/assignContact';
import type { EarlierSnapshot } from '../../highlevel/earlierSnapshot';
import type { Creation } from '../../highlevel/settleOwner';
import { sofia } from './locationFixture';

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
	Omit<AssignContactRequest, 'followUps' | 'create' | 'snapshot'>
> {
	followUps?: Partial<FollowUps>;
	create?: Partial<Creation> | null;
	snapshot?: EarlierSnapshot;
}

/** Sofia gets Dana if nobody owns her, or in the ways in which a test changes that. */
export function assignment({
	followUps,
	create = {},
	...more
}: AssignmentChanges = {}): AssignContactRequest {
	return {
		contact: { phone: PHONE, email: null },
		userId: sofia.id,
		checkUser: () => undefined,
		ownerRule: 'onlyIfUnowned',
		standing: async () => 'open',
		snapshot: null,
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
		followUps: { ...nothingElse, ...followUps },
		refused: new Map(),
		...more,
	};
}
