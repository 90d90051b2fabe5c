import type { INodeProperties } from 'n8n-workflow';
import type { When } from '../../../../routing/plan/plan';
import { choices } from '../../../shared/choices';
import { text } from '../../../shared/parameterValues';
import type { PanelCondition } from './condition';

const field: INodeProperties = {
	displayName: 'Contact Is New or Existing',
	name: 'contact',
	type: 'options',
	options: choices<Exclude<NonNullable<When['contact']>, 'any'>>({
		new: {
			name: 'New',
			description: 'HighLevel did not have the contact before this message',
		},
		existing: {
			name: 'Existing',
			description: 'HighLevel had the contact before this message',
		},
	}),
	default: 'new',
};

/** Whether HighLevel knew the contact. */
export const contact: PanelCondition = {
	fields: [field],
	read: (added) => (added.contact === null ? null : text(added.contact) || undefined),
};
