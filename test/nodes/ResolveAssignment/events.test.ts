import { demoTeam } from '../../../sandbox/highlevel';
import { EVENT_NAMES, nothingToDecide } from '../../../routing/model/events';
import type { Touch, TouchContact } from '../../../routing/model/touch';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, touch } from '../../harness/touches';
import { resolve, salesRule } from './resolve';

const { sofia, marcus } = demoTeam.users;
const highLevel = useHighLevel();

const idle = EVENT_NAMES.filter((event) => nothingToDecide(event));
const decidable = EVENT_NAMES.filter((event) => !nothingToDecide(event));
/** About a contact who waits for no answer, there is nothing to do. */
const ABOUT_WAITS: readonly string[] = ['noReply', 'replyDueSoon'];
const rules = [salesRule(sofia)];

it.each(idle)("does not give away the contact of a '%s' event", async (event) => {
	const item = touch({ event });
	const parameters = { rules, fallback: locator('id', marcus.id) };
	const { assigned, notAssigned } = await resolve(highLevel().credentials, parameters, [item]);
	expect(assigned).toEqual([]);
	const sentence = expect.stringContaining(`'${event}' event: ${nothingToDecide(event)}.`);
	expect(notAssigned).toMatchObject([
		{ event, assignment: { outcome: 'unassigned', user: null, receipt: { sentence, rules: [] } } },
	]);
	// Nothing of it is in the ledger, where only new names of a person are of use.
	expect('id' in (notAssigned[0]?.assignment ?? {})).toBe(event === 'identity');
});

it.each(decidable.filter((event) => !ABOUT_WAITS.includes(event)))(
	"decides who gets the contact of a '%s' event",
	async (event) => {
		const { assigned } = await resolve(highLevel().credentials, { rules }, [touch({ event })]);
		expect(assigned).toMatchObject([{ assignment: { user: { id: sofia.id } } }]);
	},
);

it.each(decidable)(
	"keeps the owner of somebody who comes back with a '%s' event",
	async (event) => {
		const contact = { phone: `+1415555${4000 + decidable.indexOf(event)}` };
		await resolve(highLevel().credentials, { rules, ownerPolicy: 'one' }, [touch({ contact })]);
		const again = await resolve(
			highLevel().credentials,
			{ rules: [salesRule(marcus)], ownerPolicy: 'one' },
			[touch({ event, contact })],
		);
		expect(again.assigned).toMatchObject([{ assignment: { user: { id: sofia.id } } }]);
	},
);

describe('one person', () => {
	const owned = async (first: TouchContact, second: TouchContact, between: Touch[] = []) => {
		const parameters = { ownerPolicy: 'one' };
		const run = async (user: { id: string; email: string }, item: Touch) =>
			await resolve(highLevel().credentials, { ...parameters, rules: [salesRule(user)] }, [item]);
		await run(sofia, touch({ contact: first }));
		for (const item of between) await run(marcus, item);
		const { assigned } = await run(marcus, touch({ contact: second }));
		return assigned[0]?.assignment?.user?.id;
	};

	it.each([
		['Mexico', '+5215512345601', '+525512345601'],
		['Brazil', '+551187650001', '+5511987650001'],
		['Argentina', '+5491123456701', '+541123456701'],
	])('has one owner under all forms of a number of %s', async (_country, one, other) => {
		expect(await owned({ phone: one }, { phone: other })).toBe(sofia.id);
	});

	it('keeps the owner with a new number and user ID', async () => {
		const contact = { phone: '+14155554101', whatsappUserId: 'US.4101' };
		const alsoKnownAs = { phone: '+14155554102', whatsappUserId: 'US.4102' };
		const change = touch({ event: 'identity', contact: { ...contact, alsoKnownAs } });
		expect(await owned(contact, alsoKnownAs)).toBe(marcus.id);
		const others = { phone: '+14155554103', whatsappUserId: 'US.4103' };
		const known = {
			...change,
			key: 'msg:2',
			contact: { ...others, alsoKnownAs: { phone: '+14155554104' } },
		};
		expect(await owned(others, { phone: '+14155554104' }, [known])).toBe(sofia.id);
	});
});

it("decides anew about the App Dashboard's sample each time", async () => {
	const sample = { ...touch({ account: salesLine }), key: 'msg:123456123:ABGGFlA5Fpa', test: true };
	for (const user of [sofia, marcus]) {
		const { assigned } = await resolve(highLevel().credentials, { rules: [salesRule(user)] }, [
			sample,
		]);
		expect(assigned).toMatchObject([{ assignment: { repeated: false, user: { id: user.id } } }]);
	}
});
