import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { cardsOf, chosen, text } from '../shared/parameterValues';
import { timeZoneChoices } from '../shared/timeZones';
import { FALLBACK_NAME, ruleName } from '../../routing/plan/ruleName';
import { livePlanOf } from './liveCheck/livePlan';
import { ADD_SECTION } from './parameters/addSection';
import { timesOf } from './parameters/conditions/time';

import { worksChoices } from './parameters/works';

/** `listSearch` method: when a team or a person works. */
export async function searchWorks(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return { results: worksChoices(filter.trim(), namesIn(this, 'schedules')) };
}

/** `loadOptions` method: the working hours that this node defines. */
export async function getSchedules(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return cardNames(namesIn(this, 'schedules'), 'working hours');
}

/** `loadOptions` method: the teams that this node defines. */
export async function getTeams(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return cardNames(namesIn(this, 'teams'), 'a team');
}

/** `loadOptions` method: the rules of this node, by what they are called, and the fallback. */
export async function getRules(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const rules = livePlanOf(this)?.plan?.rules ?? [];
	const named = rules.filter(({ off }) => !off).map(ruleName);
	return [
		{ name: 'Choose a Rule…', value: '' },
		...[...new Set(named)].map((name) => ({ name, value: name })),
		{ name: 'If No Rule Fits', value: FALLBACK_NAME },
	];
}

function cardNames(names: readonly string[], what: string): INodePropertyOptions[] {
	const first = names.length > 0 ? `Choose ${what}…` : `None yet: '${ADD_SECTION}' below`;
	return [{ name: first, value: '' }, ...names.map((name) => ({ name, value: name }))];
}

/** `loadOptions` method: the times that a rule can ask for. */
export async function getTimes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return timesOf(namesIn(this, 'schedules'));
}

/** `loadOptions` method: time zones of hours, which may leave theirs to the options or the workflow. */
export async function getTimeZones(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const ofOptions = chosen(this.getCurrentNodeParameter('options.timeZone'));
	const usual = ofOptions
		? `As in the Options (${ofOptions})`
		: `As in the Workflow (${this.getTimezone()})`;
	return timeZoneChoices(usual, new Date());
}

/** `loadOptions` method: time zones of the plan, which may leave its own to the workflow. */
export async function getPlanTimeZones(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	return timeZoneChoices(`As in the Workflow (${this.getTimezone()})`, new Date());
}

/** Names of the cards in a section of the panel, each once; without those that only a run knows. */
export function namesIn(context: ILoadOptionsFunctions, section: string): string[] {
	const names = cardsOf(context.getCurrentNodeParameter(`sections.${section}`))
		.map(({ name }) => text(name))
		.filter((name) => name !== '' && !name.startsWith('='));
	return [...new Set(names)];
}
