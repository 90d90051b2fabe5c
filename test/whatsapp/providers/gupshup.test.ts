import type { Touch } from '../../../routing/model/touch';
import { gupshup } from '../../../whatsapp/providers/gupshup';
import { fixture, OPTIONS, request } from './request';

const only = (touches: Touch[] | null): Touch => {
	expect(touches).toHaveLength(1);
	return (touches as [Touch])[0];
};

describe('a message of Gupshup', () => {
	it('is of the type that the provider names, also of one that every object has', () => {
		const body = JSON.parse(fixture('gupshup/v2-native-text.json').rawBody.toString()) as {
			payload: object;
		};
		body.payload = { ...body.payload, type: 'constructor' };
		expect(only(gupshup.read(request(body), OPTIONS)).message).toMatchObject({
			type: 'constructor',
		});
	});

	it('is of the number that is there when another field of it is empty', () => {
		const body = JSON.parse(fixture('gupshup/v2-native-text.json').rawBody.toString()) as {
			payload: { sender: object };
		};
		body.payload.sender = { phone: '', name: 'Dana' };
		expect(only(gupshup.read(request(body), OPTIONS)).contact).toMatchObject({
			phone: '+14155550117',
		});
	});
});
