import type { INodeProperties } from 'n8n-workflow';

/** The hidden field that changes with every edit of the node, saved or not. */
const FINGERPRINT = 'planFingerprint';

/**
 * A choice from a list that a `loadOptions` method makes of what the panel says now. A choice that is
 * no longer on the list turns red at once.
 */
export function loadedOptions(method: string): Pick<INodeProperties, 'type' | 'typeOptions'> {
	return {
		type: 'options',
		typeOptions: { loadOptionsMethod: method, loadOptionsDependsOn: [FINGERPRINT] },
	};
}
