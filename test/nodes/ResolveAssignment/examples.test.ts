import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { engines, useExpressionEngine } from '../../harness/expressionEngine';
import { useHighLevel } from '../../harness/highLevel';
import { locator, supportLine, touch } from '../../harness/touches';
import { cards, filterOf } from './planOf';
import { resolve } from './resolve';

const { sofia, marcus, priya, tom } = demoTeam.users;

/** 11:00 and 20:00 of a Wednesday in New York. */
const MORNING = Date.parse('2026-03-04T16:00:00Z');
const EVENING = Date.parse('2026-03-05T01:00:00Z');

const assignTo = ({ email }: { email: string }) => ({
	assignTo: locator('email', email),
});

const byName = (name: string) => ifAccounts(locator('name', name));

/** The examples that people know, as they build them from fields. */
const plan = {
	rules: [
		{
			name: 'Senior Sales Rep',
			if: { googleAds: true, ...byName('Sales Line'), time: 'businessHours' },
			assignTo: locator('list', 'team:Senior Sales'),
		},
		{
			name: 'Referral Specialist',
			if: { sourceIs: 'Referral', ...byName('sales line') },
			...assignTo(marcus),
		},
		{
			name: 'Previous owner',
			if: { contact: 'existing', ...ifAccounts(locator('number', '+1 202 555 0187')) },
			assignTo: locator('list', 'previousOwner'),
			options: { backups: cards(assignTo(priya)) },
		},
		{
			name: 'Spanish speakers',
			if: { item: filterOf(['={{ $json.contact.language }}', 'equals', 'ES']) },
			...assignTo(priya),
		},
		{
			name: 'No conditions',
			if: {},
			...assignTo(sofia),
		},
	],
	sections: {
		teams: cards({ name: 'Senior Sales', members: cards({ user: locator('id', sofia.id) }) }),
		schedules: cards({ name: 'Office', timeZone: 'America/New_York' }),
	},
	fallback: locator('email', tom.email),
};

const highLevel = useHighLevel();
afterEach(() => jest.restoreAllMocks());

const known = { tags: [], ownerId: null, existed: false, source: null };
const fromGoogle = { ...known, attributionSource: { gclid: 'click' } };
const referred = { ...known, source: 'Referral' };
const back = { ...known, existed: true, ownerId: marcus.id };

describe.each(engines)('on the expression engine %s', (engine) => {
	useExpressionEngine(engine);

	it.each([
		['Google Ads, Sales Line, business hours', MORNING, touch({ contact: fromGoogle }), sofia],
		['Google Ads, Sales Line, after hours', EVENING, touch({ contact: fromGoogle }), tom],
		[
			'Google Ads, Support Line, business hours',
			MORNING,
			touch({ contact: fromGoogle, account: supportLine }),
			tom,
		],
		['Referral, Sales Line', EVENING, touch({ contact: referred }), marcus],
		['Referral, Support Line', EVENING, touch({ contact: referred, account: supportLine }), tom],
		[
			'existed before, Support Line',
			EVENING,
			touch({ contact: back, account: supportLine }),
			marcus,
		],
		[
			'existed before without owner, Support Line',
			EVENING,
			touch({ contact: { ...back, ownerId: null }, account: supportLine }),
			priya,
		],
		['existed before, Sales Line', EVENING, touch({ contact: back }), tom],
		['a field of its own', EVENING, touch({ contact: { ...known, language: 'es' } }), priya],
	])('%s', async (_what, now, item, user) => {
		jest.spyOn(Date, 'now').mockReturnValue(now);
		const { assigned, error } = await resolve(highLevel().credentials, plan, [item]);
		expect(error).toBeUndefined();
		expect(assigned).toMatchObject([{ assignment: { user: { id: user.id } } }]);
	});
});

it('decides the same from JSON', async () => {
	const { credentials } = highLevel();
	jest.spyOn(Date, 'now').mockReturnValue(MORNING);
	const planJson = JSON.stringify({
		rules: [
			{
				name: 'Senior Sales Rep',
				when: {
					source: { googleAds: true },
					item: filterOf(['={{ $json.account.name }}', 'equals', 'sales line']),
				},
				target: { type: 'user', user: { by: 'email', value: sofia.email } },
			},
		],
		fallback: null,
	});
	const { assigned, notAssigned } = await resolve(credentials, { planSource: 'json', planJson }, [
		touch({ contact: fromGoogle }),
		touch({ contact: fromGoogle, account: supportLine }),
	]);
	expect(assigned).toMatchObject([{ assignment: { user: { id: sofia.id } } }]);
	expect(notAssigned).toMatchObject([{ account: { name: 'Support Line' } }]);
});

it('says that the JSON cannot be read, and of which item', async () => {
	const { error } = await resolve(
		highLevel().credentials,
		{ planSource: 'json', planJson: '{ "rules": [' },
		[touch()],
	);
	expect(error?.name).toBe('NodeOperationError');
	expect(error?.message).toContain("'Plan (JSON)' is not readable as JSON");
	expect(error?.context).toMatchObject({ itemIndex: 0 });
});
