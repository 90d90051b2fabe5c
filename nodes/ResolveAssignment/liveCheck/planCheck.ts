import type { INodeProperties } from 'n8n-workflow';
import { loadedOptions } from '../parameters/loadedOptions';

const field: INodeProperties = {
	displayName: 'Plan Check',
	name: 'planCheck',
	...loadedOptions('checkPlan'),
	options: [],
	noDataExpression: true,
	default: '',
	description:
		'What there is to mend, and the plan in sentences. Checked with every change, before anything runs; open the list to read all of it.',
};

/** The plan's state in one line, as soon as there is a rule; its list says the rest. */
export const planCheck: INodeProperties[] = [
	{
		...field,
		displayOptions: {
			show: { planSource: ['fields'], 'rules.values.length': [{ _cnd: { gte: 1 } }] },
		},
	},
	{ ...field, displayOptions: { show: { planSource: ['json'] } } },
	// n8n fills in what is missing before it knows the rules: without this one, the field had no value.
	{ displayName: 'Plan Check', name: 'planCheck', type: 'hidden', default: '' },
];
