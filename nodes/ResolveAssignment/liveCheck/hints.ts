import type { NodeHint } from 'n8n-workflow';
import { POSSIBLE_MISTAKES } from './mistakes';

/**
 * Beside the panel, from the first key on: what the editor can see by itself. One line for all of
 * them, which opens.
 */
export const mistakeHints: NodeHint[] = POSSIBLE_MISTAKES.map(({ condition, text }) => ({
	message: text,
	type: 'warning',
	location: 'outputPane',
	whenToDisplay: 'always',
	displayCondition: condition,
	group: { key: 'plan', summary: '{count} things to mend in the plan', label: text },
}));
