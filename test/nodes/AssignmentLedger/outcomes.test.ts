import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';
import { notedOutcomes } from '../outcomesNoted';
import { runLedger } from './ledgerRun';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();
const CONTACT = 'nora';
const nora = (more: object = {}) =>
	touch({ contact: { phone: '+14155550117', id: CONTACT }, ...more });

async function write(...given: object[]): Promise<void> {
	await resolve(highLevel().credentials, { rules: [salesRule(sofia)] }, given);
}

async function close(parameters: INodeParameters = {}, given: object[] = [nora()]) {
	return await runLedger(highLevel(), 'close', given, { parameters });
}

async function note(given: object[], parameters: INodeParameters = {}) {
	return await runLedger(highLevel(), 'noteOutcome', given, { parameters });
}

const kinds = async () =>
	(await notedOutcomes(highLevel().locationId)).map(({ kind, user }) => [kind, user]);

/** What HighLevel's Webhook action sends for an opportunity, as n8n's own Webhook node gives it. */
const sent = (body: object) => ({
	headers: {},
	body: { contact_id: CONTACT, phone: '+14155550117', id: 'o1', pipeline_id: 'p1', ...body },
});

describe('Close Contact', () => {
	it('notes what came of the contact, for whoever had it', async () => {
		await write(nora());
		expect((await close({ result: 'won' })).rows[0]).toMatchObject({
			ledger: {
				outcome: 'closed',
				summary: 'The contact no longer counts as open. Result: Won.',
			},
		});
		expect(await kinds()).toEqual([
			['closed', sofia.id],
			['won', sofia.id],
		]);
	});

	it('takes the result from an expression, and says which words it knows', async () => {
		await write(nora());
		await close({ result: '={{ $json.status }}' }, [nora({ status: 'Lost' })]);
		expect(await kinds()).toEqual([
			['closed', sofia.id],
			['lost', sofia.id],
		]);
		const { error } = await close({ result: '={{ "sold" }}' });
		expect(error?.message).toBe("'Result' is none of Closed, Won, Lost, Abandoned: sold [item 0]");
	});

	it('gives what asks for a rating, ready to be sent', async () => {
		await write(nora());
		const { rows } = await close({ askForRating: 'buttons', ratingQuestion: 'Wie war es?' });
		const { askRating } = rows[0] as { askRating: { id: string; payloads: object } };
		const { id } = askRating;
		expect(id).toMatch(/^[a-z0-9]+$/i);
		const row = (value: number) => ({ id: `rate:${id}:${value}`, title: '★'.repeat(value) });
		const button = (value: number) => ({ type: 'reply', reply: row(value) });
		const body = { text: 'Wie war es?' };
		expect(askRating).toMatchObject({
			text: 'Wie war es?',
			flowToken: `rate:${id}`,
			payloads: { 1: `rate:${id}:1`, 5: `rate:${id}:5` },
			buttons: { type: 'button', body, action: { buttons: [5, 3, 1].map(button) } },
			list: { type: 'list', body, action: { sections: [{ rows: [5, 4, 3, 2, 1].map(row) }] } },
		});
		expect(await kinds()).toEqual([
			['asked', sofia.id],
			['closed', sofia.id],
		]);
	});

	it('needs words for the question', async () => {
		await write(nora());
		const { error } = await close({ askForRating: 'number', ratingQuestion: ' ' });
		expect(error?.message).toBe("'Question' is empty [item 0]");
		expect(await kinds()).toEqual([]);
	});

	it('asks for nothing about a contact that nobody knows', async () => {
		const { rows } = await close({ askForRating: 'buttons' });
		expect(rows[0]).toMatchObject({ ledger: { outcome: 'unknownContact' } });
		expect(rows[0]).not.toHaveProperty('askRating');
	});
});

describe('Note Outcome', () => {
	it('reads what HighLevel sends of an opportunity, once however often it is told', async () => {
		await write(nora());
		const { rows } = await note([sent({ status: 'won' }), sent({ status: 'won' })]);
		expect(rows.map(({ ledger }) => ledger)).toEqual([
			{ outcome: 'outcomeNoted', summary: 'The result was noted: Won.' },
			{ outcome: 'repeatedOutcome', summary: 'This result was noted before: Won.' },
		]);
		expect(await kinds()).toEqual([['won', sofia.id]]);
	});

	it('reads what the trigger tells, and the custom data', async () => {
		await write(nora());
		await note([nora({ opportunity: { id: 'o1', status: 'abandoned' } })]);
		await note([sent({ status: 'open', customData: { result: 'Lost' } })]);
		expect((await kinds()).map(([kind]) => kind)).toEqual(['abandoned', 'lost']);
	});

	it('leaves alone what goes on', async () => {
		await write(nora());
		const { rows } = await note([sent({ status: 'open' })]);
		expect(rows[0]).toMatchObject({ ledger: { outcome: 'noResult' } });
		expect(await kinds()).toEqual([]);
	});

	it('says what is missing or wrong', async () => {
		await write(nora());
		expect((await note([nora()])).error?.message).toBe(
			'The item does not say what became of the contact [item 0]',
		);
		const ahead = { result: 'won', happenedAt: '2099-01-01T00:00:00Z' };
		expect((await note([nora()], ahead)).error?.message).toBe(
			"'Happened At' is in the future [item 0]",
		);
		expect((await note([{ body: {} }], { result: 'won' })).error?.message).toBe(
			'The item does not say who the contact is [item 0]',
		);
	});
});
