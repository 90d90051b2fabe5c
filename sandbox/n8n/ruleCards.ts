import type { INodeParameters } from 'n8n-workflow';
import { locator } from './workflowParts';

/** A list of cards as the editor saves it. */
export const cards = (...values: INodeParameters[]): INodeParameters => ({ values });

/** What a rule asks that is for these WhatsApp accounts, each a resource locator. */
export const forAccount = (
	account: INodeParameters,
	...more: INodeParameters[]
): INodeParameters => ({
	account,
	...(more.length > 0 && { accounts: cards(...more.map((another) => ({ account: another }))) }),
});

/** What a rule asks that is for contacts with one of these tags. */
export const forTag = (...tags: string[]): INodeParameters => ({
	tagsAny: cards(...tags.map((tag) => ({ tag: locator('name', tag) }))),
});
