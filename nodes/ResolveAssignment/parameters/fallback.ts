import type { INodeProperties } from 'n8n-workflow';
import type { Fields } from '../../shared/parameterValues';
import { WITH_FIELDS } from './planOrigin';
import { keptField } from './shownFields';
import { isNobody, NOBODY, targetLocator, type ReadTarget } from './target';

const fallback: INodeProperties = targetLocator({
	displayName: 'If No Rule Fits',
	name: 'fallback',
	default: NOBODY,
	description:
		"Who gets the contact when no rule matches, or when nobody whom the rule names is available. With 'Nobody' the item leaves through the output 'Not Assigned'.",
	list: 'searchFallbacks',
	placeholder: 'Nobody',
});

export const fallbackParameters: INodeProperties[] = keptField(fallback, WITH_FIELDS);

/** Whom the fallback names, unchecked; null for nobody. */
export function fallbackFrom(fields: Fields, read: ReadTarget): unknown {
	const target = read(fields.fallback, { rule: null, path: 'fallback', field: fallback });
	return isNobody(target) ? null : target;
}
