import { DAY } from '../../../routing/model/durations';
import { ContactTriggerFixture, told } from './contactTriggerFixture';

const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

/** Of the last days: what is older is not taken. */
const days = (date: string) => ({
	timestamp: new Date(Date.now() - (6 - Number(date)) * DAY).toISOString(),
});

describe('the tag that was added', () => {
	it('is told, although HighLevel sends all tags', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.tags(contact, ['web', 'vip']);
		await fixture.tags(contact, ['web', 'vip', 'gold']);
		await fixture.tags(contact, ['silver', 'web', 'vip', 'gold', 'bronze']);
		expect(trigger.executions.map((items) => items.map(({ tag }) => tag))).toEqual([
			['vip'],
			['gold'],
			['silver', 'bronze'],
		]);
	});

	it('comes with all tags of the contact', async () => {
		const trigger = fixture.appTrigger();
		await fixture.tags(fixture.contact(), ['web', 'vip']);
		expect(trigger.executions).toMatchObject([[{ tag: 'vip', contact: { tags: ['web', 'vip'] } }]]);
	});

	it('is told again after it was taken away', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		for (const tags of [['vip'], [], ['vip']]) await fixture.tags(contact, tags);
		expect(told(trigger)).toEqual(['vip', 'vip']);
		const [first, second] = trigger.executions.flat();
		expect(first?.key).not.toBe(second?.key);
	});

	it('is none when tags were only taken away', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.tags(contact, ['web', 'vip']);
		expect((await fixture.tags(contact, ['web'])).answer).toBe('Nothing to do');
		expect(told(trigger)).toEqual(['vip']);
	});

	it('is known by each contact and each trigger for itself', async () => {
		const trigger = fixture.appTrigger({}, 'one');
		const nora = fixture.contact();
		const ben = fixture.contact({ phone: '+14155550118' });
		await fixture.tags(nora, ['vip']);
		await fixture.tags(ben, ['vip']);
		await fixture.tags({ ...nora, locationId: 'elsewhere' }, ['vip']);
		const other = fixture.appTrigger({}, 'two');
		await fixture.tags(nora, ['vip', 'gold']);
		expect(told(trigger)).toEqual(['vip', 'vip', 'vip']);
		expect(told(other)).toEqual(['gold']);
	});

	it('is compared in any case, and told as HighLevel writes it', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.tags(contact, ['vip']);
		await fixture.tags(contact, ['VIP', 'Gold Member']);
		expect(told(trigger)).toEqual(['vip', 'Gold Member']);
	});
});

describe('events out of order', () => {
	it('tell nothing that a later one has told already', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.tags(contact, ['web'], days('01'));
		await fixture.tags(contact, ['web', 'vip', 'gold'], days('03'));
		await fixture.tags(contact, ['web', 'vip'], days('02'));
		await fixture.tags(contact, ['web', 'vip', 'gold', 'silver'], days('04'));
		expect(told(trigger)).toEqual(['web', 'vip', 'gold', 'silver']);
	});

	it('tell no tag that was taken away since', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.tags(contact, ['web'], days('01'));
		await fixture.tags(contact, ['web', 'gold'], days('03'));
		await fixture.tags(contact, ['web', 'mistake'], days('02'));
		expect(told(trigger)).toEqual(['web', 'gold']);
	});

	it('that come at once tell each tag once', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.tags(contact, ['a'], days('01'));
		const lists = [
			['a', 'b'],
			['a', 'b', 'c'],
			['a', 'b', 'c', 'd'],
		];
		await Promise.all(
			lists.map(async (tags, i) => await fixture.tags(contact, tags, days(`0${i + 2}`))),
		);
		expect(told(trigger).sort()).toEqual(['a', 'b', 'c', 'd']);
	});
});

describe('a contact whom the trigger sees for the first time', () => {
	it.each([
		['newest', ['vip']],
		['all', ['web', 'old', 'vip']],
		['none', []],
	])('tells with %s the tags %j', async (firstSight, expected) => {
		const trigger = fixture.appTrigger({ options: { firstSight } });
		const contact = fixture.contact();
		await fixture.tags(contact, ['web', 'old', 'vip']);
		expect(told(trigger)).toEqual(expected);
		await fixture.tags(contact, ['web', 'old', 'vip', 'gold']);
		expect(told(trigger)).toEqual([...expected, 'gold']);
	});

	it('and who is new in HighLevel too tells all tags', async () => {
		const trigger = fixture.appTrigger({ events: ['tagAdded'] });
		await fixture.tags(fixture.contact({ dateAdded: new Date().toISOString() }), ['web', 'vip']);
		expect(told(trigger)).toEqual(['web', 'vip']);
	});

	it('and whose creation was told before tells only what came later', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact({ tags: ['web'], dateAdded: new Date().toISOString() });
		await fixture.webhooks.tell('ContactCreate', contact);
		await fixture.tags(contact, ['web']);
		await fixture.tags(contact, ['web', 'vip']);
		expect(told(trigger)).toEqual(['contact', 'vip']);
	});

	it('tells its tags when nobody listens to its creation', async () => {
		const trigger = fixture.appTrigger({ events: ['tagAdded'] });
		const contact = fixture.contact({ tags: ['web'], dateAdded: new Date().toISOString() });
		await fixture.webhooks.tell('ContactCreate', contact);
		await fixture.tags(contact, ['web']);
		expect(told(trigger)).toEqual(['web']);
	});

	it('tells a tag although an update was told before', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.tags(contact, ['web']);
		await fixture.webhooks.tell('ContactUpdate', { ...contact, tags: ['web', 'vip'] });
		await fixture.tags(contact, ['web', 'vip']);
		expect(told(trigger)).toEqual(['web', 'contact', 'vip']);
	});
});

describe('tags that are ignored', () => {
	const SALES = 'whatsnap-account-sales-line';

	it('are those of accounts, because assigning a contact adds them', async () => {
		const trigger = fixture.appTrigger();
		const contact = fixture.contact();
		await fixture.tags(contact, ['vip', SALES]);
		await fixture.tags(contact, ['vip', SALES, 'WhatSnap-Account-Support-Line']);
		await fixture.tags(contact, ['vip', SALES, 'WhatSnap-Account-Support-Line', 'gold']);
		expect(told(trigger)).toEqual(['gold']);
	});

	it('are others, or none, on request', async () => {
		const others = fixture.appTrigger({ options: { ignoredTags: 'auto-, Bot ' } }, 'others');
		const contact = fixture.contact();
		await fixture.tags(contact, [SALES]);
		await fixture.tags(contact, [SALES, 'auto-reply', 'bot:1', 'vip']);
		expect(told(others)).toEqual([SALES, 'vip']);
		const none = fixture.appTrigger({ options: { ignoredTags: '' } }, 'none');
		await fixture.tags(contact, [SALES]);
		expect(told(none)).toEqual([SALES]);
	});
});
