import * as fc from 'fast-check';
import { assignContact, type OwnerRule } from '../../highlevel/assignContact';
import { ALL_SCOPES, demoLocation } from '../../sandbox/highlevel';
import { assignment, TAG } from './assignment';
import { Location, marcus, priya, sofia, TOKEN } from './location';

const location = new Location();
beforeAll(
	async () =>
		await location.start({
			rateLimit: { max: 1e6, intervalMs: 1e4, daily: 1e6 },
			tokens: [{ token: TOKEN, locationId: demoLocation.id, scopes: ALL_SCOPES }],
		}),
);
afterAll(async () => await location.stop());

const people = [sofia.id, marcus.id, priya.id];
const rules: OwnerRule[] = ['onlyIfUnowned', 'always', 'never', { replaces: [marcus.id] }];
const tagsAmong = (...tags: string[]) => fc.subarray([TAG, 'vip', ...tags]);

/** A contact that HighLevel has or not, and what is wanted of it. */
const situations = fc.record({
	there: fc.boolean(),
	ownerId: fc.constantFrom(null, ...people),
	tags: tagsAmong('whatsnap-account-other'),
	followers: fc.subarray(people),
	knowsTags: fc.boolean(),
	knowsFollowers: fc.boolean(),
	fresh: fc.boolean(),
	ownerRule: fc.constantFrom(...rules),
	verify: fc.boolean(),
	given: fc.boolean(),
	addTags: tagsAmong(),
	removeTags: fc.subarray(['waiting', 'whatsnap-account-other']),
	replaceTags: fc.constantFrom('', 'whatsnap-account-'),
	follow: fc.boolean(),
	moveOpportunities: fc.boolean(),
	note: fc.constantFrom(null, 'why'),
});

let phones = 0;

it('an assignment that goes by what is so ends as one that looks, with no more requests', async () => {
	await fc.assert(
		fc.asyncProperty(situations, async (one) => {
			const carryOut = async (believes: boolean) => {
				const phone = `+1415${String(5_550_000 + (phones += 1))}`;
				const { ownerId, tags, followers } = one;
				const stored =
					one.there &&
					location.sandbox.contacts.seedContact({
						phone,
						tags,
						followers,
						...(ownerId && { assignedTo: ownerId }),
					});
				const seen = stored && {
					contactId: stored.id,
					ownerId,
					tags: one.knowsTags ? tags : null,
					followers: one.knowsFollowers ? followers : null,
				};
				const { ownerRule, verify, given, fresh } = one;
				const { addTags, removeTags, replaceTags, follow, moveOpportunities, note } = one;
				const result = await assignContact(
					location.client(),
					assignment({
						contact: { phone, email: null },
						ownerRule,
						verify,
						given,
						alsoDo: { addTags, removeTags, replaceTags, follow, moveOpportunities, note },
						...(believes && { sighting: { contact: seen || null, at: 0, fresh } }),
					}),
				);
				const [after] = location.sandbox.contacts.byPhone(phone);
				const { outcome, written, apiCalls, seen: remembered } = result;
				// What is remembered of it is what HighLevel has now, and what nobody saw is not.
				expect(
					remembered && { ...remembered, tags: remembered.tags && [...remembered.tags].sort() },
				).toEqual({
					contactId: after?.id,
					ownerId: after?.assignedTo ?? null,
					tags: remembered?.tags ? [...(after?.tags ?? [])].sort() : null,
					followers: remembered?.followers ? (after?.followers ?? []) : null,
				});
				const knowsAll = !believes || !seen || (one.knowsTags && one.knowsFollowers);
				if (knowsAll) expect(remembered).not.toMatchObject({ tags: null });
				if (knowsAll) expect(remembered).not.toMatchObject({ followers: null });
				const end = [after?.assignedTo, [...(after?.tags ?? [])].sort(), after?.followers];
				return { apiCalls, end: { outcome, written, end } };
			};
			const looked = await carryOut(false);
			const believed = await carryOut(true);
			expect(believed.end).toEqual(looked.end);
			expect(believed.apiCalls).toBeLessThanOrEqual(looked.apiCalls);
		}),
		{ numRuns: 80 },
	);
}, 60_000);
