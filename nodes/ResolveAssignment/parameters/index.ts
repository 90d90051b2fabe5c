import type { INodeProperties } from 'n8n-workflow';
import { fallbackParameters } from './fallback';
import { planFingerprint } from './loadedOptions';
import { options, planOptions } from './options';
import { ownerPolicy } from './owners';
import { planJson, planSource, WITH_FIELDS } from './planOrigin';
import { rules, rulesNotice } from './rules';
import { sections, planSections } from './sections';
import { keptField } from './shownFields';

/** The fields of which a plan is made, without what else stands in the same collections. */
export const planFields: INodeProperties[] = [
	ownerPolicy,
	rules,
	...fallbackParameters,
	planSections,
	planOptions,
];

/** Everything that says what the plan is, in the order in which things happen. */
export const planParameters: INodeProperties[] = [
	planSource,
	planFingerprint,
	...planJson,
	...keptField(ownerPolicy, WITH_FIELDS),
	rulesNotice,
	...keptField(rules, WITH_FIELDS),
	...fallbackParameters,
	...keptField(sections, WITH_FIELDS),
	options,
];
