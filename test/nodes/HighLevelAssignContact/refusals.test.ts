import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator, touch } from '../../harness/touches';
import { assign, decided } from './assignFixture';

const highLevel = useHighLevel();

it.each<[string, INodeParameters, object, string | RegExp]>([
	[
		'nothing in the item names the contact',
		{},
		decided('', {}),
		'The item does not say who the contact is [item 0]',
	],
	[
		'the expression for the phone number is wrong',
		{ phone: '={{ $json.nothing.here }}' },
		decided(),
		"'Phone Number' is empty [item 0]",
	],
	[
		'the phone number is none',
		{},
		decided('call me'),
		"'Phone Number' is not a phone number: call me [item 0]",
	],
	[
		'the phone number is too short',
		{},
		decided('+4912'),
		"'Phone Number' is not a phone number: +4912 [item 0]",
	],
	...['+1 415 555 0117 ext. 12', '70000000000001', '07700 900123', 'GB.10000000000000000001'].map(
		(phone): [string, INodeParameters, object, string] => [
			`the phone number reaches nobody: ${phone}`,
			{},
			decided(phone),
			`'Phone Number' is not a phone number: ${phone} [item 0]`,
		],
	),
	[
		'an expression gives an object for the phone number',
		{ phone: '={{ $json.contact }}' },
		decided(),
		"'Phone Number' is an object, not text [item 0]",
	],
	[
		'an expression gives an object for the contact ID',
		{ findBy: 'contactId', contactId: '={{ $json.contact }}' },
		decided(),
		"'Contact ID' is an object, not text [item 0]",
	],
	[
		'an expression gives a list for the owner',
		{ owner: locator('id', '={{ [$json.assignment.user] }}') },
		decided(),
		"'Owner' is a list, not text [item 0]",
	],
	[
		'an expression gives an object for the account tag',
		{ tag: '={{ $json.account }}' },
		decided(),
		"'Account Tag' is an object, not text [item 0]",
	],
	[
		'an expression gives objects for tags',
		{ alsoDo: { addTags: '={{ [$json.account] }}' } },
		decided(),
		"'Add Tags' is an object, not text [item 0]",
	],
	...['soon', '-1', '1e300', '={{ $json.account }}', '={{ NaN }}'].map(
		(dueInHours): [string, INodeParameters, object, RegExp] => [
			`a task is due in ${dueInHours}`,
			{ alsoDo: { task: { values: { title: 'Call', dueInHours } } } },
			decided(),
			/^'Due In \(Hours\)' is not a number of hours: .+ \[item 0\]$/,
		],
	),
	['there is no contact ID', { findBy: 'contactId' }, decided(), "'Contact ID' is empty [item 0]"],
	['nobody was chosen', {}, touch(), "'Owner' is empty [item 0]"],
	[
		'the owner left',
		{ owner: locator('id', 'somebodyWhoLeft') },
		decided(),
		"'Owner' somebodyWhoLeft is not a user of this HighLevel sub-account [item 0]",
	],
	[
		'no user has the email address',
		{ owner: locator('email', 'nobody@example.com') },
		decided(),
		"'Owner' nobody@example.com is not a user of this HighLevel sub-account [item 0]",
	],
])('fails and says what to do when %s', async (_when, parameters, item, message) => {
	const { error, run } = await assign(highLevel().credentials, parameters, [item]);
	expect(run.status).toBe('error');
	expect(error?.name).toBe('NodeOperationError');
	expect(error?.message).toEqual(
		typeof message === 'string' ? message : expect.stringMatching(message),
	);
	expect(error?.description).toMatch(/[a-z]+.*\.$/);
	expect(error?.context).toMatchObject({ itemIndex: 0 });
	expect(highLevel().sandbox.contacts.all()).toEqual([]);
});

it('fails when HighLevel has no contact with the ID', async () => {
	const { error } = await assign(
		highLevel().credentials,
		{ findBy: 'contactId', contactId: 'unknownId' },
		[decided()],
	);
	expect(error?.name).toBe('NodeApiError');
	expect(error?.message).toContain('Contact with id unknownId not found');
	expect(error?.context).toMatchObject({ itemIndex: 0 });
});

it('stops at once when HighLevel does not accept the token', async () => {
	highLevel().sandbox.revokeToken(demoTeam.token);
	const { error } = await assign(
		highLevel().credentials,
		{},
		['+14155550101', '+14155550102', '+14155550103'].map((phone) => decided(phone)),
	);
	expect(error).toMatchObject({ name: 'NodeApiError', httpCode: '401' });
	expect(error?.description).toContain('Copy the token into the credential again');
	expect(highLevel().takeRequests()).toEqual(['GET /users/']);
});

it('stops at once when the credential has no location', async () => {
	highLevel().credentials.highLevelPrivateIntegrationApi = { token: 'pit-x' };
	const { error } = await assign(highLevel().credentials, {}, [decided(), decided()]);
	expect(error?.message).toBe('The HighLevel credential has no Location ID');
});
