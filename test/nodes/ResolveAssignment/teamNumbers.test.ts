import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, touch } from '../../harness/touches';
import { resolve, salesRule } from './resolve';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();
const PLAN = { rules: [salesRule(sofia)] };

const addAnn = (phone: string | undefined, more: object = {}) =>
	highLevel().sandbox.users.add({ firstName: 'Ann', lastName: 'Lee', phone, ...more });

describe("a team member's own number", () => {
	it.each([
		['+14155550123', '+14155550123'],
		['+1 415-555-0123', '+14155550123'],
		['(415) 555-0123', '+14155550123'],
		['1.415.555.0123', '+14155550123'],
		['001 415 555 0123', '+14155550123'],
		['+52 55 1234 5678', '+5215512345678'],
		['+5215512345678', '+525512345678'],
		['+54 9 11 2345-6789', '+541123456789'],
		['+55 (11) 8765-4321', '+5511987654321'],
		['011 44 20 7946 0958', '+442079460958'],
	])('is no contact, however HighLevel has it: %s', async (phone, from) => {
		addAnn(phone);
		const contact = { phone: from, name: 'Ann' };
		const { assigned, notAssigned, error } = await resolve(highLevel().credentials, PLAN, [
			touch({ contact }),
			touch(),
		]);
		expect(error).toBeUndefined();
		expect(notAssigned).toMatchObject([
			{
				assignment: {
					outcome: 'unassigned',
					receipt: {
						sentence:
							"Nobody was chosen, because this is Ann Lee's own number, and team members are no contacts.",
					},
				},
			},
		]);
		expect(assigned).toMatchObject([{ assignment: { user: { id: sofia.id } } }]);
	});

	it.each([
		['of somebody who left', '+14155550123', { deleted: true }],
		[
			'of somebody elsewhere',
			'+14155550123',
			{ roles: { type: 'account', role: 'user', locationIds: ['x'] } },
		],
		['that is none', 'ask reception', {}],
		['that is empty', '', {}],
		['that is missing', undefined, {}],
	])('is not one %s', async (_what, phone, more) => {
		addAnn(phone, more);
		const one = touch({ contact: { phone: '+14155550123' } });
		const { assigned } = await resolve(highLevel().credentials, PLAN, [one]);
		expect(assigned).toMatchObject([{ assignment: { user: { id: sofia.id } } }]);
	});

	it('that is a line counts for a contact, and Check Plan says it', async () => {
		addAnn(salesLine.number);
		const plan = {
			rules: [
				{ if: ifAccounts(locator('number', salesLine.number)), assignTo: locator('id', sofia.id) },
			],
		};
		const one = touch({ contact: { phone: salesLine.number } });
		const { assigned } = await resolve(highLevel().credentials, plan, [one]);
		expect(assigned).toMatchObject([{ assignment: { user: { id: sofia.id } } }]);
		const check = { ...plan, operation: 'check' };
		const checked = await resolve(highLevel().credentials, check, [{}], undefined, 'manual');
		expect(checked.notAssigned).toMatchObject([
			{
				findings: expect.arrayContaining([
					expect.objectContaining({ code: 'shared_number', where: "User 'Ann Lee'" }),
				]) as object,
			},
		]);
	});
});
