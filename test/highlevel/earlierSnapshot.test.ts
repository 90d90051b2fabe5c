import * as fc from 'fast-check';
import { assignContact } from '../../highlevel/assignContact';
import type { OwnerRule } from '../../highlevel/ownerRule';
import { ALL_SCOPES, demoLocation } from '../../sandbox/highlevel';
import { assignment, TAG } from './assignmentFixture';
import { LocationFixture, marcus, priya, sofia, TOKEN } from './locationFixture';

const location = new LocationFixture();
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
const requests = fc.record({
	there: fc.boolean(),
	ownerId: fc.constantFrom(null, ...people),
	tags: tagsAmong('whatsnap-account-other'),
	followers: fc.subarray(people),
	knowsTags: fc.boolean(),
	knowsFollowers: fc.boolean(),
	isRecent: fc.boolean(),
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
		fc.asyncProperty(requests, async (one) => {
			const carryOut = async (goesByIt: boolean) => {
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
				const contact = stored && {
					contactId: stored.id,
					ownerId,
					tags: one.knowsTags ? tags : null,
					followers: one.knowsFollowers ? followers : null,
				};
				const { ownerRule, verify, given, isRecent } = one;
				const { addTags, removeTags, replaceTags, follow, moveOpportunities, note } = one;
				const result = await assignContact(
					location.client(),
					assignment({
						contact: { phone, email: null },
						ownerRule,
						verify,
						given,
						followUps: { addTags, removeTags, replaceTags, follow, moveOpportunities, note },
						...(goesByIt && { snapshot: { contact: contact || null, at: 0, isRecent } }),
					}),
				);
				const [after] = location.sandbox.contacts.byPhone(phone);
				const { outcome, written, apiCalls, contactAfter } = result;
				// What is contactAfter of it is what HighLevel has now, and what nobody knows is not.
				expect(
					contactAfter && {
						...contactAfter,
						tags: contactAfter.tags && [...contactAfter.tags].sort(),
					},
				).toEqual({
					contactId: after?.id,
					ownerId: after?.assignedTo ?? null,
					tags: contactAfter?.tags ? [...(after?.tags ?? [])].sort() : null,
					followers: contactAfter?.followers ? (after?.followers ?? []) : null,
				});
				const knowsAll = !goesByIt || !contact || (one.knowsTags && one.knowsFollowers);
				if (knowsAll) expect(contactAfter).not.toMatchObject({ tags: null });
				if (knowsAll) expect(contactAfter).not.toMatchObject({ followers: null });
				const end = [after?.assignedTo, [...(after?.tags ?? [])].sort(), after?.followers];
				return { apiCalls, end: { outcome, written, end } };
			};
			const asking = await carryOut(false);
			const going = await carryOut(true);
			expect(going.end).toEqual(asking.end);
			expect(going.apiCalls).toBeLessThanOrEqual(asking.apiCalls);
		}),
		{ numRuns: 80 },
	);
}, 60_000);
