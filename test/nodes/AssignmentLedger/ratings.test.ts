import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';
import { notedOutcomes } from '../outcomesNoted';
import { runLedger } from './ledgerRun';

const { sofia } = demoTeam.users;
const highLevel = useHighLevel();
const nora = (more: object = {}) =>
	touch({ contact: { phone: '+14155550117', id: 'nora' }, ...more });
const says = (text: string) => nora({ message: { type: 'text', text } });

async function write(): Promise<void> {
	await resolve(highLevel().credentials, { rules: [salesRule(sofia)] }, [nora()]);
}

/** Closes the contact and asks for a rating. */
async function ask(askForRating: 'buttons' | 'number'): Promise<string> {
	await write();
	const { rows } = await runLedger(highLevel(), 'close', [nora()], {
		parameters: { askForRating, ratingQuestion: 'How was it?' },
	});
	return (rows[0] as { askRating: { id: string } }).askRating.id;
}

async function note(given: object, parameters: INodeParameters = {}) {
	const { rows, error } = await runLedger(highLevel(), 'noteRating', [given], { parameters });
	return error?.message ?? (rows[0]?.ledger as { outcome: string }).outcome;
}

const ratings = async () =>
	(await notedOutcomes(highLevel().locationId)).flatMap(({ kind, value, user }) =>
		kind === 'rated' ? [[value, user]] : [],
	);

it('is noted for whoever had the contact when it was asked for, and another one replaces it', async () => {
	const id = await ask('buttons');
	expect(await note(nora({ rating: { id, value: 4 } }))).toBe('ratingNoted');
	expect(await note(nora({ rating: { id, value: 4 } }))).toBe('repeatedRating');
	expect(await ratings()).toEqual([[4, sofia.id]]);
	expect(await note({}, { rating: '2', ratingId: id })).toBe('ratingNoted');
	expect(await ratings()).toEqual([[2, sofia.id]]);
});

it.each([
	['a button', { type: 'interactive', content: { button_reply: { id: 'rate:ID:5' } } }],
	['a list', { type: 'interactive', content: { list_reply: { id: 'rate:ID:5' } } }],
	['a template', { type: 'button', content: { payload: 'rate:ID:5' } }],
	['a gateway', { type: 'text', text: 'rate:ID:5' }],
])('is read from %s', async (_what, message) => {
	const id = await ask('buttons');
	const chosen = JSON.parse(JSON.stringify(message).replace('ID', id)) as object;
	expect(await note(nora({ message: chosen }))).toBe('ratingNoted');
	expect(await ratings()).toEqual([[5, sofia.id]]);
});

it('is a number only when a number was asked for', async () => {
	await ask('buttons');
	expect(await note(says('5'))).toBe('noRating');
	await ask('number');
	expect(await note(says('Hello?'))).toBe('noRating');
	expect(await note(says('5'))).toBe('ratingNoted');
	expect(await ratings()).toEqual([[5, sofia.id]]);
});

it('of a survey needs nobody to have asked here, and is one however often it is told', async () => {
	await write();
	const survey = { body: { contact_id: 'nora', customData: { rating: '4' } } };
	expect(await note(survey)).toBe('ratingNoted');
	expect(await note(survey)).toBe('repeatedRating');
	expect(await ratings()).toEqual([[4, sofia.id]]);
	expect((await notedOutcomes(highLevel().locationId)).map(({ kind }) => kind)).toEqual([
		'asked',
		'rated',
	]);
});

it('says what is wrong', async () => {
	await write();
	expect(await note(nora(), { rating: '7' })).toBe(
		"'Rating' is not a whole number from 1 to 5: 7 [item 0]",
	);
	expect(await note({ contact: { id: 'nora' } })).toBe('The item holds no rating [item 0]');
	expect(await note({}, { rating: '5' })).toBe('The item does not say who the contact is [item 0]');
	expect(await note({}, { rating: '5', ratingId: 'unknown' })).toBe('unknownContact');
	expect(await note({ contact: { id: 'nobody' } }, { rating: '5' })).toBe('unknownContact');
});
