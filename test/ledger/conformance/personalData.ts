import type { Settlement } from '../../../ledger/ledger';
import { compilePlan } from '../../../routing/compiledPlan';
import { decide } from '../../../routing/decide/decide';
import { ledgerNeeds } from '../../../routing/ledgerNeeds';
import { identitiesOf } from '../../../routing/model/touch';
import { USERS, filter, plan, team } from '../../routing/builders';
import { LedgerFixture, RESERVED_MS, TEAM_PLAN } from '../ledgerFixture';
import { MINUTE } from '../../../routing/model/durations';
import type { Suite } from './suite';

/** Stands in everything that is about one person, whatever it is. */
const MARK = 'Zyxmark';

/** The matched rule and its words tell what the person wrote. */
const QUOTING_PLAN = {
	...TEAM_PLAN,
	rules: [
		{
			name: 'Asks for something',
			when: { item: filter([['={{ $json.message.text }}', 'contains', MARK]]) },
			target: team('Sales'),
		},
		...TEAM_PLAN.rules,
	],
};

/** What is left of a person who was forgotten. */
export function personalData(suite: Suite): void {
	let fixture: LedgerFixture;
	beforeEach(() => {
		fixture = new LedgerFixture(suite.ledger('location'), QUOTING_PLAN);
	});

	/** A message of the person, who is known by more each time. */
	const message = (key: string, more: Record<string, unknown> = {}) =>
		fixture.person('5550123', {
			key: `${MARK} ${key}`,
			contact: {
				name: `Dana ${MARK}`,
				whatsappUserId: `US.${MARK}`,
				id: `hl-${MARK}`,
				tags: [`tag ${MARK}`],
				...more,
			},
			message: { text: `I am ${MARK}, my number is 998877` },
		});

	const settlement = (id: string, outcome: Settlement['outcome']): Settlement => ({
		id,
		shownAs: [`highLevel:hl-${MARK}`],
		snapshot: {
			contactId: `hl-${MARK}`,
			ownerId: 'u1',
			tags: [`tag ${MARK}`],
			followers: [],
			at: fixture.now,
		},
		...(outcome === 'confirmed'
			? { outcome, alsoKnownAs: [`highLevel:hl-${MARK}`, `email:${MARK}@example.com`] }
			: { outcome, reason: `HighLevel refused ${MARK}` }),
	});

	/** Puts the person through all that a ledger is told. */
	async function tellEverything(): Promise<void> {
		const { ledger } = fixture;
		for (const outcome of ['confirmed', 'released', 'withdrawn'] as const) {
			const recorded = await fixture.decide(message(outcome));
			await ledger.settle([settlement(recorded.id, outcome)], fixture.now);
			fixture.now += MINUTE;
		}
		await fixture.decide(message('expires'));
		fixture.now += RESERVED_MS;
		await fixture.decide(message('counts at once'), null);
		const moved = message('moves');
		const reassignment = {
			kind: 'handOver' as const,
			about: `about ${MARK}`,
			run: 'run 1',
			contactId: `hl-${MARK}`,
			key: moved.key,
			fromUser: 'u1',
			until: null,
			ends: null,
			isOver: false,
		};
		await ledger.decide([{ ...fixture.request(moved), reassignment }], fixture.now, null);
		const contact = identitiesOf(moved.contact);
		const owner = { contact, user: null, contactId: `hl-${MARK}` };
		await ledger.clearOwners([owner], fixture.now);
		fixture.now += MINUTE;
		await fixture.decide(message('is somebody new'), null);
		await ledger.giveTurnBack(contact, `${MARK} is a bad lead`, fixture.now);
		await ledger.takeTurnAgain(contact, fixture.now);
		await ledger.giveTurnBack(contact, `${MARK} is a bad lead after all`, fixture.now);
		await ledger.close(contact, ledger.now());
		await noteOutcomes(contact);
		const compiled = compilePlan(plan(QUOTING_PLAN));
		const previewed = message('is previewed');
		const request = {
			...fixture.request(previewed),
			needs: ledgerNeeds(compiled, previewed, USERS, fixture.now),
			decide: (state: object) =>
				decide(compiled, previewed, { ...state, users: USERS }, fixture.now),
		};
		await ledger.preview([request], fixture.now, `series ${MARK}`);
		const { contactTags, idempotencyKeys, cursors } = suite.store();
		const person = { locationId: 'location', identities: contact };
		await contactTags.remember(MARK, person, [`tag ${MARK}`], fixture.now, fixture.now);
		await idempotencyKeys.note([`delivery ${MARK}`], fixture.now);
		await cursors.write(`search ${MARK}`, { after: `hl-${MARK}` }, fixture.now);
	}

	async function noteOutcomes(contact: readonly string[]): Promise<void> {
		const { now, ledger } = fixture;
		const won = { kind: 'won', contact, at: now, by: 'highLevel' } as const;
		await ledger.outcomes.note([{ ...won, id: `opportunity ${MARK}` }], now);
		const asked = await ledger.outcomes.ask(contact, true, now);
		await ledger.outcomes.rate(asked?.id ?? '', 5, now, now);
	}

	describe('personal data', () => {
		it.each(['hl', 'whatsApp', 'phone'] as const)(
			'leaves nothing behind in the whole store when a person is forgotten by %s',
			async (by) => {
				await tellEverything();
				const { phone, whatsappUserId } = message('asks').contact;
				const asked = {
					hl: { id: `hl-${MARK}` },
					whatsApp: { id: null, whatsappUserId },
					phone: { id: null, phone },
				}[by];
				const contact = identitiesOf(asked);
				const person = { locationId: 'location', identities: contact };
				await suite.store().contactTags.forget(person);
				expect(await fixture.ledger.forget(contact, fixture.now)).toBe(true);
				const kept = await suite.everything();
				expect(kept).toContain('contact_assignment');
				for (const text of [MARK, '5550123', '998877', 'Dana', 'bad lead']) {
					expect(kept).not.toContain(text);
				}
			},
		);

		it('is not left behind by two contacts that became one', async () => {
			const first = await fixture.decide(message('one', { id: null, whatsappUserId: null }), null);
			fixture.now += MINUTE;
			const second = message('two', { phone: null, id: null });
			await fixture.decide(second, null);
			await fixture.ledger.giveTurnBack(identitiesOf(second.contact), MARK, fixture.now);
			await fixture.ledger.settle([settlement(first.id, 'confirmed')], fixture.now);
			const both = message('three');
			await fixture.decide(both, null);
			await fixture.ledger.giveTurnBack(identitiesOf(both.contact), MARK, fixture.now);
			expect(await fixture.ledger.forget(identitiesOf(second.contact), fixture.now)).toBe(true);
			const kept = await suite.everything();
			for (const text of [MARK, '5550123', '998877']) expect(kept).not.toContain(text);
		});

		it('is no plain text while it is kept, also what people give as a reason', async () => {
			const one = message('one');
			await fixture.decide(one, null);
			const contact = identitiesOf(one.contact);
			await fixture.ledger.giveTurnBack(contact, `${MARK} is a bad lead`, fixture.now);
			expect(await suite.everything()).not.toContain('bad lead');
			expect(await fixture.ledger.takeTurnAgain(contact, fixture.now)).toMatchObject({
				reason: `${MARK} is a bad lead`,
			});
		});
	});
}
