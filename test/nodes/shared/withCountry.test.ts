import { withCountry } from '../../../nodes/shared/highLevel/withCountry';
import { touch } from '../../routing/builders';

const placeOf = (phone: string | null, told: string | null) => {
	const { country, region } = withCountry(touch({ contact: { phone, country: told } })).contact;
	return [country, region ?? null];
};

it.each([
	['+12125550117', 'DE', 'US', 'US-NY'],
	['+16245550117', null, 'US', 'US-NY'],
	['+393123456789', 'US', 'IT', null],
	['+15655550117', 'CA', 'CA', null],
	['+15655550117', 'DE', 'US', null],
	[null, 'DE', 'DE', null],
	[null, null, null, null],
])('a contact of HighLevel with %s and the country %s is in %s, %s', (phone, told, ...place) => {
	expect(placeOf(phone, told)).toEqual(place);
});
