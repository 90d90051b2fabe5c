import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts, ifAnyTag } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, supportLine, touch } from '../../harness/touches';
import { resolve, salesRule } from './resolve';

const { sofia, marcus, priya } = demoTeam.users;
const highLevel = useHighLevel();

const team = {
	values: [
		{
			name: 'Sales',
			strategy: 'weightedRoundRobin',
			members: {
				values: [sofia, marcus].map(({ id }) => ({
					user: locator('id', id),
					weight: 1,
					tier: 1,
				})),
			},
		},
	],
};
const toTeam = {
	name: 'Sales',
	if: ifAccounts(locator('id', salesLine.id)),
	assignTo: locator('team', 'Sales'),
};
const chosen = (found: { assigned: Array<{ assignment?: { user: { id: string } | null } }> }) =>
	found.assigned.map(({ assignment }) => assignment?.user?.id);

/** Somebody with a number of their own. */
const person = (number: number) =>
	touch({ contact: { phone: `+1415555${3000 + number}`, name: `Person ${number}` } });

it('gives the same touch the same decision, and moves no turn', async () => {
	const parameters = { rules: [toTeam], sections: { teams: team } };
	const [first, second, third] = [person(1), person(2), person(3)];
	const before = await resolve(highLevel().credentials, parameters, [first]);
	const again = await resolve(highLevel().credentials, parameters, [first]);
	expect(chosen(again)).toEqual(chosen(before));
	expect(before.assigned).toMatchObject([{ assignment: { repeated: false } }]);
	expect(again.assigned).toMatchObject([{ assignment: { repeated: true } }]);
	const others = await resolve(highLevel().credentials, parameters, [second, third]);
	// Had the repeat taken a turn, the second person would go to the member of the first again.
	expect(chosen(others)[0]).not.toBe(chosen(before)[0]);
	expect(new Set(chosen(others)).size).toBe(2);
});

it('shares contacts by turns over many runs', async () => {
	const counts = new Map<string | undefined, number>();
	for (let run = 0; run < 10; run++) {
		const found = await resolve(
			highLevel().credentials,
			{ rules: [toTeam], sections: { teams: team } },
			[person(10 + run)],
		);
		for (const id of chosen(found)) counts.set(id, (counts.get(id) ?? 0) + 1);
	}
	expect([counts.get(sofia.id), counts.get(marcus.id)]).toEqual([5, 5]);
});

it('decides once and in turn when runs overlap', async () => {
	const parameters = { rules: [toTeam], sections: { teams: team } };
	const twice = person(20);
	const runs = await Promise.all(
		[twice, twice, ...[21, 22, 23].map(person)].map(
			async (one) => await resolve(highLevel().credentials, parameters, [one]),
		),
	);
	const [first, second, ...others] = runs.map((run) => chosen(run)[0]);
	expect(second).toBe(first);
	const counts = [first, ...others].filter((id) => id === sofia.id).length;
	expect(counts).toBe(2);
});

it('takes turns of its own in test runs, which decide every time', async () => {
	const parameters = { rules: [toTeam], sections: { teams: team } };
	const one = person(25);
	const test = async () =>
		chosen(await resolve(highLevel().credentials, parameters, [one], undefined, 'manual'))[0];
	const [first, second] = [await test(), await test()];
	expect(second).not.toBe(first);
	await test();
	const live = await resolve(highLevel().credentials, parameters, [person(26), person(27)]);
	expect(chosen(live)).toEqual([sofia.id, marcus.id]);
});

it('keeps the first owner when the same person writes to another account', async () => {
	const parameters = {
		ownerPolicy: 'first',
		rules: [
			salesRule(sofia),
			{ if: ifAccounts(locator('id', supportLine.id)), assignTo: locator('id', priya.id) },
		],
	};
	const { contact } = person(30);
	await resolve(highLevel().credentials, parameters, [touch({ contact })]);
	const { assigned } = await resolve(highLevel().credentials, parameters, [
		touch({ contact, account: { ...supportLine } }),
	]);
	expect(assigned).toMatchObject([
		{ assignment: { outcome: 'kept', user: { id: sofia.id }, rule: { kind: 'owner' } } },
	]);
});

it('keeps an owner whom somebody set by hand in HighLevel', async () => {
	const { contact } = person(31);
	highLevel().sandbox.contacts.seedContact({
		phone: contact.phone ?? undefined,
		assignedTo: marcus.id,
	});
	const { assigned } = await resolve(
		highLevel().credentials,
		{ ownerPolicy: 'first', rules: [salesRule(sofia)] },
		[touch({ contact })],
	);
	expect(assigned).toMatchObject([
		{ assignment: { outcome: 'kept', user: { id: marcus.id } }, contact: { ownerId: marcus.id } },
	]);
});

it('asks HighLevel for the contact only when the plan needs to know it', async () => {
	const asked = async (parameters: object) => {
		highLevel().takeRequests();
		const rules = [salesRule(sofia)];
		await resolve(highLevel().credentials, { rules, ...parameters }, [touch()]);
		return highLevel()
			.takeRequests()
			.filter((request) => request.includes('/contacts/'));
	};
	expect(await asked({ ownerPolicy: 'askRules' })).toEqual([]);
	expect(await asked({ ownerPolicy: 'first' })).toEqual(['GET /contacts/search/duplicate']);
	const rules = [{ name: 'VIP', if: ifAnyTag('vip'), assignTo: locator('id', sofia.id) }];
	expect(await asked({ ownerPolicy: 'askRules', rules })).toEqual([
		'GET /contacts/search/duplicate',
	]);
});

it('decides without the facts of a contact that HighLevel refuses, so that the others get theirs', async () => {
	const refused = touch({ contact: { id: 'gone', phone: '+14155553040' } });
	const { assigned, error } = await resolve(
		highLevel().credentials,
		{ ownerPolicy: 'first', rules: [salesRule(sofia)] },
		[refused, person(41)],
	);
	expect(error).toBeUndefined();
	expect(chosen({ assigned })).toEqual([sofia.id, sofia.id]);
	expect(assigned[0]).not.toHaveProperty('contact.existed');
	expect(assigned[1]).toHaveProperty('contact.existed', false);
});
