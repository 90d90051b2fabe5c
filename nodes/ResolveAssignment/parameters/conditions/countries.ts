import type { INodeProperties } from 'n8n-workflow';
import { knownPlaces, placeName } from '../../../../routing/model/countries';
import { textsIn, type PanelCondition } from './condition';

const field: INodeProperties = {
	displayName: 'Contact Country or Region',
	name: 'countries',
	type: 'multiOptions',
	options: knownPlaces()
		.map((place) => ({ name: labelOf(place), value: place }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en')),
	default: [],
	description:
		'What the phone number tells. One of these is enough. States and provinces stand behind their country.',
};

/** Where the phone number is from. */
export const countries: PanelCondition = {
	fields: [field],
	read: (added, complain) => textsIn(field, added, complain),
};

function labelOf(place: string): string {
	const [country = '', region] = place.split('-');
	const name = placeName(country);
	return region === undefined ? `${name} (${place})` : `${name}, ${placeName(place)} (${place})`;
}
