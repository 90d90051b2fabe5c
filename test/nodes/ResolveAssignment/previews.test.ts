import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { HOUR } from '../../../routing/model/durations';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, touch } from '../../harness/touches';
import { assign } from '../HighLevelAssignContact/assignFixture';
import { resolve, salesRule, type Resolved } from './resolve';

const { sofia, marcus, priya, tom } = demoTeam.users;
const highLevel = useHighLevel();

const TEAM = {
	rules: [
		{
			name: 'Sales',
			if: ifAccounts(locator('id', salesLine.id)),
			assignTo: locator('team', 'Sales'),
		},
	],
	sections: {
		teams: {
			values: [
				{
					name: 'Sales',
					members: {
						values: [sofia, marcus, priya].map(({ id }) => ({ user: locator('id', id) })),
					},
				},
			],
		},
	},
};
const FIRST = { ...TEAM, ownerPolicy: 'first' };

afterEach(() => void jest.restoreAllMocks());

let people = 0;
/** Somebody with a number of their own. */
const person = (preview: unknown = true, name = String(++people)) => ({
	...touch({ contact: { phone: `+1415555${7000 + Number(name)}`, name: `Person ${name}` } }),
	preview,
});

const chosen = ({ assigned }: Resolved) => assigned.map(({ assignment }) => assignment?.user?.id);
async function run(
	touches: object[],
	parameters: Parameters<typeof resolve>[1] = TEAM,
	mode?: 'manual' | 'webhook',
) {
	const resolved = await resolve(highLevel().credentials, parameters, touches, undefined, mode);
	expect(resolved.error).toBeUndefined();
	return resolved;
}
/** One run for each. */
async function runs(
	touches: object[],
	...more: [Parameters<typeof resolve>[1]?, ('manual' | 'webhook')?]
) {
	const users: unknown[] = [];
	for (const one of touches) users.push(...chosen(await run([one], ...more)));
	return users;
}

describe('previews', () => {
	it.each(['webhook', 'manual'] as const)(
		'in several runs go on from each other: %s',
		async (mode) => {
			const touches = [person(), person(), person(), person()];
			expect(await runs(touches, TEAM, mode)).toEqual([sofia.id, marcus.id, priya.id, sofia.id]);
		},
	);

	it('of the very same item, run again and again on the canvas, go on where nobody keeps it', async () => {
		const one = person();
		const again = [one, one, one, one];
		expect(await runs(again, TEAM, 'manual')).toEqual([sofia.id, marcus.id, priya.id, sofia.id]);
		expect(await runs(again, FIRST, 'manual')).toEqual(Array.from({ length: 4 }, () => sofia.id));
		expect(await runs(again, TEAM)).toEqual(Array.from({ length: 4 }, () => sofia.id));
	});

	it('move on within a run and over runs alike', async () => {
		expect(chosen(await run([person(), person()]))).toEqual([sofia.id, marcus.id]);
		expect(chosen(await run([person(), person()]))).toEqual([priya.id, sofia.id]);
	});

	it('keep the contact with whom an earlier one chose', async () => {
		const name = String(++people);
		expect(await runs([person(true, name), person(), person(true, name)], FIRST)).toEqual([
			sofia.id,
			marcus.id,
			sofia.id,
		]);
	});

	it('change nothing for live contacts, and see what those have got', async () => {
		await runs([person(), person()]);
		expect(await runs([person(false)])).toEqual([sofia.id]);
		expect(await runs([person()])).toEqual([priya.id]);
		expect(highLevel().sandbox.contacts.all()).toEqual([]);
	});

	it('of one name are a series of their own', async () => {
		expect(await runs([person('monday'), person('monday'), person('tuesday'), person()])).toEqual([
			sofia.id,
			marcus.id,
			sofia.id,
			sofia.id,
		]);
		expect(await runs([person('monday'), person(), person(' tuesday ')])).toEqual([
			priya.id,
			marcus.id,
			marcus.id,
		]);
		const mixed = [person('a'), person('b'), person('a'), person(false), person('b')];
		const { assigned } = await run(mixed);
		expect(chosen({ assigned } as Resolved)).toEqual(
			[sofia, sofia, marcus, sofia, marcus].map(({ id }) => id),
		);
		expect(assigned.map(({ assignment }) => assignment)).toMatchObject(
			['a', 'b', 'a', false, 'b'].map((name) => (name ? { preview: true } : { repeated: false })),
		);
	});

	it('begin anew after an hour without one', async () => {
		await runs([person()]);
		const later = Date.now() + HOUR + 1_000;
		jest.spyOn(Date, 'now').mockImplementation(() => later);
		expect(await runs([person(), person()])).toEqual([sofia.id, marcus.id]);
	});

	it('follow rules that were changed, also for contacts that the rules of before placed', async () => {
		const one = person();
		expect(await runs([one], FIRST, 'manual')).toEqual([sofia.id]);
		const changed = { ownerPolicy: 'first', rules: [salesRule(tom)] };
		expect(await runs([one], changed, 'manual')).toEqual([tom.id]);
	});

	it('follow a plan that another node gives, when it changes', async () => {
		const plan = (id: string) => ({
			rules: [],
			fallback: { type: 'user', user: { by: 'id', value: id } },
		});
		const one = person();
		const given = { planSource: 'json', planJson: '={{ $json.plan }}' };
		const under = (id: string) => [{ ...one, plan: plan(id) }];
		expect(await runs(under(sofia.id), given, 'manual')).toEqual([sofia.id]);
		expect(await runs(under(tom.id), given, 'manual')).toEqual([tom.id]);
	});

	it('go on though fields give every contact a plan of its own', async () => {
		const rules = [{ ...TEAM.rules[0], options: { label: '={{ $json.contact.name }}' } }];
		const touches = [person(), person(), person()];
		expect(await runs(touches, { ...TEAM, rules })).toEqual([sofia.id, marcus.id, priya.id]);
	});
});

describe('what says that an item is a preview', () => {
	it.each([
		['true', true],
		['TRUE', true],
		['false', false],
		['week 32', true],
	])('may be the text %j', async (text, isPreview) => {
		const { assigned } = await run([person(text)]);
		expect(assigned).toMatchObject([{ preview: text, assignment: { user: { id: sofia.id } } }]);
		const { assignment } = assigned[0] as { assignment: { preview?: boolean; id?: string } };
		expect(assignment.preview ?? false).toBe(isPreview);
		expect(assignment.id === undefined).toBe(isPreview);
		const { results } = await assign(highLevel().credentials, {}, assigned);
		expect(results).toMatchObject([{ outcome: isPreview ? 'preview' : 'created' }]);
	});

	it('is never written, though only its name is left of the decision', async () => {
		const [item] = (await run([person('week 32')])).assigned;
		const assignment = { ...item?.assignment, preview: undefined };
		const { results } = await assign(highLevel().credentials, {}, [{ ...item, assignment }]);
		expect(results).toMatchObject([{ outcome: 'preview' }]);
		expect(highLevel().sandbox.contacts.all()).toEqual([]);
	});

	it.each(['', ' ', 1, {}])('is refused when nobody can tell: %j', async (preview) => {
		const { error } = await resolve(highLevel().credentials, TEAM, [person(preview)]);
		expect(error?.description).toContain("'preview'");
	});
});
