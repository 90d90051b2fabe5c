import { z } from 'zod/v4';
import { ASKS_NOTHING, oneOf, type Condition, type Dimension } from './condition';

/** ISO 3166-1 alpha-2 (`US`) or ISO 3166-2 (`US-CA`). */
const schema = z.array(
	z.string().regex(/^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$/, 'is no country, e.g. US or US-CA'),
);

/** The country or the region of the contact is one of these. */
export const countries: Condition<typeof schema> = {
	schema,
	compile: (wanted) => {
		if (wanted.length === 0) return ASKS_NOTHING;
		return oneOf(
			COUNTRY,
			wanted.map((country) => country.toUpperCase()),
			({ touch: { contact } }) =>
				`the contact's country is ${contact.region ?? contact.country ?? 'not known'}, not ${wanted.join(' or ')}`,
		);
	},
	match: null,
	asksForTag: () => false,
	needs: () => 'nothing',
	demands: () => [],
	contradiction: () => null,
	hours: () => null,
};

/** Several: the code of the country and that of the region. */
const COUNTRY: Dimension = { name: 'country', several: true, values: (facts) => facts.countries };
