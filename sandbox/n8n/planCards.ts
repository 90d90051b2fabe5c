import type { INodeParameters } from 'n8n-workflow';
import { locator } from './workflowParts';

/** A list of cards as the editor saves it. */
export const cards = (...values: INodeParameters[]): INodeParameters => ({ values });

/** Whom a card of Resolve Assignment names: fields of the panel. */
export type Assignee = { user: INodeParameters } | { team: string };

/** What 'Assign To', 'If No Rule Fits' and a team's own targets hold for somebody. */
export function target(assignee: Assignee): INodeParameters {
	return 'user' in assignee ? assignee.user : locator('team', assignee.team);
}

/** A card of 'Rules': what it asks, as the panel saves it, and whom it names. */
export function ruleCard(name: string, asks: INodeParameters, assignee: Assignee): INodeParameters {
	return { name, if: asks, assignTo: target(assignee) };
}

/** The condition WhatsApp Account of a card. */
export function ifAccounts(account: INodeParameters, ...more: INodeParameters[]): INodeParameters {
	return {
		account,
		...(more.length > 0 && { accounts: cards(...more.map((another) => ({ account: another }))) }),
	};
}

/** The condition of a card that asks for any of these tags. */
export function ifAnyTag(...tags: string[]): INodeParameters {
	return { tagsAny: cards(...tags.map((tag) => ({ tag: locator('name', tag) }))) };
}

/** A member of a team. */
export interface Member {
	user: INodeParameters;
	weight?: number;
}

/** The section 'Teams' with one team, which works always and takes turns. */
export function teamSection(name: string, members: readonly Member[]): INodeParameters {
	const values = members.map(({ user, weight = 1 }) => ({ user, weight }));
	return { teams: cards({ name, members: cards(...values) }) };
}
