import type { INodeProperties } from 'n8n-workflow';

import { ALWAYS_SHOWN } from './shownFields';

/** Changes with every edit of the node, saved or not, so that lists are made anew. Never saved. */
export const planFingerprint: INodeProperties = {
	displayName: 'Plan Fingerprint',
	name: 'planFingerprint',
	type: 'hidden',
	default: '={{ JSON.stringify($rawParameter) }}',
};

/**
 * A choice from a list that a `loadOptions` method makes of what the panel says now. A choice that is
 * no longer on the list turns red at once.
 */
export function loadedOptions(method: string): Pick<INodeProperties, 'type' | 'typeOptions'> {
	return {
		type: 'options',
		typeOptions: {
			...ALWAYS_SHOWN,
			loadOptionsMethod: method,
			loadOptionsDependsOn: [planFingerprint.name],
		},
	};
}
