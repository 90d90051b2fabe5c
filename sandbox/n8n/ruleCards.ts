import type { INodeParameters } from 'n8n-workflow';

/** A list of cards as the editor saves it. */
export const cards = (...values: INodeParameters[]): INodeParameters => ({ values });

/** The card of a rule for an account: its WhatsApp number, as a resource locator names it. */
export function accountRule(account: INodeParameters, more: INodeParameters): INodeParameters {
	return { ...more, if: { accounts: cards({ account }) } };
}

/** The card of a rule for contacts with one of these tags. */
export function tagRule(tags: string | string[], more: INodeParameters): INodeParameters {
	const rows = [tags].flat().map((value) => ({ tag: { __rl: true, mode: 'name', value } }));
	return { ...more, if: { tagsAny: cards(...rows) } };
}
