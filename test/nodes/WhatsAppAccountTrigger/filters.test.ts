import {
	allAccounts,
	message,
	post,
	SALES,
	WhatsAppTriggerFixture,
} from './whatsAppTriggerFixture';

describe("the trigger's filters", () => {
	const fixture = new WhatsAppTriggerFixture();
	beforeEach(async () => await fixture.start());
	afterEach(async () => await fixture.stop());

	it.each([
		['From Numbers', { fromNumbers: '+55, +1 (415)' }, { fromNumbers: '+55; 0049 30' }],
		['Not From Numbers', { notFromNumbers: '+55' }, { notFromNumbers: '+1 415 555-0117' }],
		[
			'From Numbers in other digits',
			{ fromNumbers: '\u202a+\u0661 \u0664\u0661\u0665\u202c' },
			{ fromNumbers: '\uff0b\uff15\uff15' },
		],
		['Message Types', { messageTypes: ['text', 'image'] }, { messageTypes: ['image'] }],
		['Group Messages', { groups: 'none' }, { groups: 'only' }],
		['Keywords', { keywords: 'price, HELLO' }, { keywords: 'price\nquote' }],
		[
			'Keyword Match',
			{ keywords: 'hello', keywordMatch: 'exact' },
			{ keywords: 'hell', keywordMatch: 'word' },
		],
	])("'%s' lets through what fits, and confirms the rest without a run", async (_what, yes, no) => {
		const trigger = fixture.n8n.add(allAccounts({ options: yes }));
		trigger.serve();
		await post(trigger, message(SALES));
		expect(trigger.executions).toHaveLength(1);
		const other = fixture.n8n.add(allAccounts({ options: no }), 'two');
		other.serve();
		expect(await post(other, message(SALES))).toMatchObject({ status: 200, data: 'Nothing to do' });
		expect(other.executions).toEqual([]);
	});

	it.each([
		['fromNumbers', 'Filter: From Numbers', '0171 1234'],
		['notFromNumbers', 'Filter: Not From Numbers', '+1, Dana'],
	])('when published say that %s is no number, and repeat no number', async (name, label, text) => {
		const trigger = fixture.n8n.add(allAccounts({ options: { [name]: text } }));
		await expect(trigger.publish()).rejects.toMatchObject({
			message: expect.stringMatching(
				`^'${label}' has an entry that is no beginning of a phone number\\. .*country code first`,
			),
		});
	});
});
