import { phoneOf } from '../../highlevel/fieldValues';

describe("the phone number of HighLevel's contact", () => {
	it.each([
		['+14155550117', '+14155550117'],
		['+1 (415) 555-0117', '+14155550117'],
		['+44 (0)7700 900123', '+447700900123'],
		['+5215512345678', '+5215512345678'],
		['4155550117', null],
		['+1 415 555 0117 ext. 12', null],
		['+', null],
		['+12', null],
		['+123456789012345678', null],
		[undefined, null],
	])('%p is %p', (written, phone) => {
		expect(phoneOf(written)).toBe(phone);
	});
});
