import type { NodeHint } from 'n8n-workflow';
import { places } from './mistakes';

/** The plan's fields are hidden, and mean nothing, when it is given as JSON. */
const OF_FIELDS = "$rawParameter.planSource !== 'json' && ";

/**
 * Beside the panel, from the first key on: what the editor can see by itself. One line for all of
 * them, which opens.
 */
export const mistakeHints: NodeHint[] = places().map(({ condition, text }) => ({
	message: text,
	type: 'warning',
	location: 'outputPane',
	whenToDisplay: 'always',
	displayCondition: condition.replace('={{ ', `={{ ${OF_FIELDS}`),
	group: { key: 'plan', summary: '{count} things to mend in the plan', label: text },
}));
