import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Touch } from '../../routing/model/touch';

export const salesLine = {
	id: '106540352242922',
	number: '+12025550143',
	name: 'Sales Line',
	tag: 'whatsnap-account-sales-line',
} as const;

export const supportLine = {
	id: '106540352242933',
	number: '+12025550187',
	name: 'Support Line',
	tag: 'whatsnap-account-support-line',
} as const;

let touches = 0;

/** Somebody who wrote to the Sales Line, a new message each time; the rest as a test needs it. */
export function touch(more: Partial<Touch> = {}): Touch {
	return {
		key: `msg:106540352242922:wamid.${++touches}`,
		event: 'message',
		account: { ...salesLine },
		contact: { phone: '+14155550117', name: 'Nora Lindqvist', country: 'US' },
		...more,
	};
}

/** Items as a trigger gives them out. */
export function items(...touches: object[]): INodeExecutionData[] {
	return touches.map((json) => ({ json: { ...json } }));
}

/** A resource locator as the editor saves it. */
export function locator(mode: string, value: string): INodeParameters {
	return { __rl: true, mode, value };
}
