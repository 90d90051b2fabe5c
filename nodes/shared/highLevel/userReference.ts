import type { INodeParameterResourceLocator } from 'n8n-workflow';
import type { UserReference } from '../../../routing/plan/plan';

/** How a user locator names a HighLevel user; an empty value stays empty for the plan to refuse. */
export function toUserReference(locator: INodeParameterResourceLocator | undefined): UserReference {
	return {
		by: locator?.mode === 'email' ? 'email' : 'id',
		value: String(locator?.value ?? ''),
	};
}
