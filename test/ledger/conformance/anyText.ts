import * as fc from 'fast-check';
import { compilePlan } from '../../../routing/compiledPlan';
import { decide } from '../../../routing/decide/decide';
import { accountToRemember, ledgerNeeds } from '../../../routing/ledgerNeeds';
import type { LedgerState } from '../../../routing/model/state';
import { identitiesOf } from '../../../routing/model/touch';
import { SALES, WEDNESDAY, byId, plan, team, touch } from '../../routing/builders';
import { MINUTE } from '../../../routing/model/durations';
import { tagged, type Suite } from './suite';

/** What no store takes as it is, beside what looks like what is made of it. */
const strange = fc.string({
	unit: fc.constantFrom('\0', '\ud83d', '\ude00', '😀', '\ufffd', '\ufdd0', '0000', 'a', '"', '%'),
	minLength: 1,
	maxLength: 6,
});

/** IDs and names, whatever characters are in them. */
export function anyText(suite: Suite): void {
	let series = 0;

	/** Two people write to a team, with these words in every place that has one. */
	async function story(word: string, id: string) {
		const users = [word, `${word}2`].map((user) => ({ id: user, name: user, email: user }));
		const compiled = compilePlan(
			plan({
				rules: [{ name: word, when: { accounts: [byId(id)] }, target: team(word) }],
				teams: [{ name: word, members: users.map((user) => ({ user: byId(user.id) })) }],
				owners: { mode: 'first' },
			}),
		);
		const ledger = suite.ledger(`${word} ${(series += 1)}`);
		const account = { ...SALES, id, name: word, tag: word };
		const one = (key: string, phone: string) =>
			touch({ key: `${word} ${key}`, account, contact: { id: word + key, phone, name: word } });
		const request = (about: ReturnType<typeof one>) => ({
			key: about.key,
			needs: ledgerNeeds(compiled, about, users, WEDNESDAY),
			decide: (state: LedgerState) => decide(compiled, about, { ...state, users }, WEDNESDAY),
			account: accountToRemember(about),
			reassignment: null,
			instead: null,
			kept: null,
		});
		const touches = [one('1', '+14155550101'), one('2', '+14155550102')];
		const recorded = await ledger.decide(touches.map(request), WEDNESDAY, 15 * MINUTE);
		const again = await ledger.decide(touches.map(request), WEDNESDAY, 15 * MINUTE);
		const previewed = await ledger.preview(touches.map(request), WEDNESDAY, word);
		const [first] = touches;
		if (!first) throw new Error('Nobody');
		const contact = identitiesOf(first.contact);
		const back = await ledger.giveTurnBack(contact, word, WEDNESDAY);
		const taken = await ledger.takeTurnAgain(contact, WEDNESDAY);
		const { contactTags, idempotencyKeys, cursors, users: known } = suite.store();
		await contactTags.remember(word, tagged(word), [word], 1, WEDNESDAY);
		await idempotencyKeys.note([word], WEDNESDAY);
		await cursors.write(word, { at: word }, WEDNESDAY);
		const list = { listed: [], deleted: [word], complete: true, readAt: WEDNESDAY };
		const facts = {
			users: recorded.map(({ decision }) => decision.user?.id),
			repeated: again.map(({ repeated }) => repeated),
			previewed: previewed.map(({ user }) => user?.id),
			state: await ledger.read(ledgerNeeds(compiled, first, users, WEDNESDAY), WEDNESDAY),
			turns: [back?.user, back?.team, back?.reason, taken?.user, taken?.team, taken?.reason],
			left: await known.learn(`${word} ${series}`, list),
			unseen: await contactTags.unseen(word, [word, `${word}2`], 2),
			done: [...(await idempotencyKeys.done([word]))],
			cursor: await cursors.read(word),
			forgotten: await ledger.forget(contact, ledger.now()),
		};
		return JSON.stringify(facts);
	}

	describe('any text', () => {
		it('is told apart and given back as it was, in every place', async () => {
			await fc.assert(
				fc.asyncProperty(strange, strange, async (word, id) => {
					// Nothing of a name may matter but that it is another one than the others.
					const plain = await story('someWord', 'someId');
					const said = (text: string) => JSON.stringify(text).slice(1, -1);
					const told = await story(word, id);
					expect(told).toBe(
						plain.replaceAll('someWord', () => said(word)).replaceAll('someId', () => said(id)),
					);
				}),
				{ numRuns: 25 },
			);
		}, 60_000);

		it('that was kept before is read as it was', async () => {
			const database = await suite.connect();
			const words = ['plain', 'naïve 😀', 'a\ufdd0', '\ufdd0d83dx', '\ufffd'];
			const read = await database.transaction('test', async (sql) => {
				await sql.run('CREATE TABLE words (word TEXT)');
				for (const word of words) await sql.run('INSERT INTO words (word) VALUES (?)', word);
				const rows = await sql.all<{ word: string }>(
					'SELECT word FROM words WHERE word IN (SELECT value FROM EACH(?))',
					words,
				);
				return rows.map(({ word }) => word);
			});
			expect(read.sort()).toEqual([...words].sort());
			await database.close();
		});

		it('tells halves of characters apart as what names a decision', async () => {
			const { idempotencyKeys } = suite.store();
			await idempotencyKeys.note(['a\ud83d'], WEDNESDAY);
			expect(await idempotencyKeys.done(['a\ud83e', 'a\ufffd', 'a\ud83d'])).toEqual(
				new Set(['a\ud83d']),
			);
		});
	});
}
