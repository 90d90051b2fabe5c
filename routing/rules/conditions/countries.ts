import { z } from 'zod/v4';
import { placeName, placesOf, readPlace } from '../../model/countries';
import {
	ASKS_NOTHING,
	anyOf,
	oneOf,
	someAtoms,
	type Atom,
	type Condition,
	type Dimension,
} from './condition';

/** ISO 3166-1 alpha-2 (`US`) or ISO 3166-2 (`US-CA`), and common aliases (`UK`). */
const schema = z.array(
	z
		.string()
		.superRefine((text, context) => {
			const read = readPlace(text);
			if ('problem' in read) context.addIssue({ code: 'custom', message: read.problem });
		})
		// For who writes plans by its JSON Schema.
		.meta({ pattern: '^\\s*[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,3})?\\s*$' }),
);

/** The country or the region of the contact is one of these. */
export const countries: Condition<typeof schema> = {
	schema,
	compile: (wanted) => {
		if (wanted.length === 0) return ASKS_NOTHING;
		return oneOf(
			COUNTRY,
			wanted.flatMap((text) => {
				const read = readPlace(text);
				return 'place' in read ? [read.place] : [];
			}),
			({ touch: { contact } }) =>
				`the contact's country is ${contact.region ?? contact.country ?? 'not known'}, not ${wanted.join(' or ')}`,
		);
	},
	words: (wanted, most) =>
		anyOf(
			wanted.map((text) => {
				const read = readPlace(text);
				return 'place' in read ? placeName(read.place) : text;
			}),
			most,
		),
	match: (wanted, { countries: places }) => {
		const found = wanted.flatMap((text) => {
			const read = readPlace(text);
			return 'place' in read && places.includes(read.place) ? [read.place] : [];
		});
		const [place] = found.filter((one) => one.includes('-')).concat(found);
		if (place === undefined) return [];
		if (place.includes('-')) return [`the contact's region is ${place}`];
		return [`the contact's country is ${place}`];
	},
	asksForTag: () => false,
	needs: () => 'nothing',
	demands: (wanted) => someAtoms(wanted.flatMap(atomOf)),
	contradiction: () => null,
	hours: () => null,
};

function atomOf(text: string): Atom[] {
	const read = readPlace(text);
	if (!('place' in read)) return [];
	const { place } = read;
	const around = place.includes('-') ? placesOf(null, place) : placesOf(place, null);
	return [{ key: place, words: placeName(place), implies: (key) => around.includes(key) }];
}

/** Several: the code of the country and that of the region. */
const COUNTRY: Dimension = { name: 'country', several: true, values: (facts) => facts.countries };
