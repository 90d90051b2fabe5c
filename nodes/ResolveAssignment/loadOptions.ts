import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { cardsOf, chosen, text } from '../shared/parameterValues';
import { timesOf } from './parameters/conditions/time';
import { timeZoneChoices } from './parameters/timeZone';
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
	const names = namesIn(this, 'schedules').map((name) => ({ name, value: name }));
	const first =
		names.length > 0 ? 'Choose working hours…' : "None yet: 'Add Teams, People or Hours' below";
	return [{ name: first, value: '' }, ...names];
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
