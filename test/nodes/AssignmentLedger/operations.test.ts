import type { INode, INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { LEDGER } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { items, locator, salesLine, touch } from '../../harness/touches';
import { resolve } from '../ResolveAssignment/resolve';

const { sofia, marcus } = demoTeam.users;
const highLevel = useHighLevel();
const NAME = 'Assignment Ledger';

/** Sofia, with one open contact at most, then Marcus. */
const parameters = {
	ownerPolicy: 'first',
	rules: [
		{
			if: ifAccounts(locator('id', salesLine.id)),
			assignTo: locator('id', sofia.id),
			options: { backups: { values: [{ assignTo: locator('id', marcus.id) }] } },
		},
	],
	sections: { people: { values: [{ user: locator('id', sofia.id), options: { capacity: 1 } }] } },
};

async function write(...people: object[]): Promise<string[]> {
	const { assigned } = await resolve(highLevel().credentials, parameters, people);
	return assigned.map(({ assignment }) => (assignment?.user?.id === sofia.id ? 'Sofia' : 'Marcus'));
}

async function ledger(
	operation: string,
	given: object[],
	more: INodeParameters = {},
	onError?: INode['onError'],
	mode?: 'manual',
) {
	const tested = node(
		LEDGER,
		{ operation, ...more },
		{
			name: NAME,
			onError,
			credentials: { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } },
		},
	);
	const run = await runWorkflow({
		...behindStart(tested),
		credentials: highLevel().credentials,
		input: items(...given),
		mode,
	});
	return {
		results: jsonOf(run, NAME).map(({ ledger: result, error }) => result ?? { error }),
		error: run.errors[NAME],
	};
}

const nora = () => touch({ contact: { phone: '+14155550117', whatsappUserId: 'US.1' } });
const jonas = () => touch({ contact: { phone: '+4915123456789' } });
const ana = () => touch({ contact: { phone: '+5511987654321' } });

it('closes a contact, so that its owner has room again', async () => {
	expect(await write(nora())).toEqual(['Sofia']);
	expect(await write(jonas())).toEqual(['Marcus']);
	const { results } = await ledger('close', [nora()]);
	expect(results).toEqual([
		{ outcome: 'closed', summary: 'The contact no longer counts as open.' },
	]);
	expect(await write(ana())).toEqual(['Sofia']);
});

it('makes no request to HighLevel', async () => {
	await write(nora());
	highLevel().takeRequests();
	await ledger('close', [nora()]);
	expect(highLevel().takeRequests()).toEqual([]);
});

it('gives a turn back with its reason, and takes it again', async () => {
	await write(nora());
	const given = await ledger('giveTurnBack', [nora()], { reason: 'Wrong number' });
	expect(given.results).toMatchObject([
		{
			outcome: 'turnGivenBack',
			summary: `The turn of user ${sofia.id} went back: Wrong number`,
			turn: { user: sofia.id, team: null, reason: 'Wrong number' },
		},
	]);
	expect((await ledger('giveTurnBack', [nora()], { reason: 'Again' })).results).toMatchObject([
		{ outcome: 'noTurn' },
	]);
	expect((await ledger('takeTurnAgain', [nora()])).results).toMatchObject([
		{ outcome: 'turnTakenAgain' },
	]);
	expect(await write(jonas())).toEqual(['Marcus']);
});

it('forgets a contact by any of its identities', async () => {
	await write(nora());
	const byUserId = touch({ contact: { phone: null, whatsappUserId: 'US.1' } });
	expect((await ledger('forget', [byUserId])).results).toMatchObject([{ outcome: 'forgotten' }]);
	expect((await ledger('forget', [nora()])).results).toEqual([
		{ outcome: 'unknownContact', summary: 'Nothing is remembered about this contact.' },
	]);
});

it('means the real contact in a test run too', async () => {
	await write(nora());
	const { results } = await ledger('forget', [nora()], {}, undefined, 'manual');
	expect(results).toMatchObject([{ outcome: 'forgotten' }]);
	expect((await ledger('forget', [nora()])).results).toMatchObject([{ outcome: 'unknownContact' }]);
});

it('reads a number however somebody wrote it', async () => {
	await write(nora());
	const { results } = await ledger('close', [{}], { contact: 'phone', phone: '0014 155 550-117' });
	expect(results).toMatchObject([{ outcome: 'closed' }]);
});

it.each(['0171 1234567', '+1 415 555 0117 ext. 12', '70000000000001@lid', 'Nora'])(
	'says that a field is no phone number, whomever the item names: %s',
	async (phone) => {
		await write(nora());
		const { error } = await ledger('forget', [nora()], { contact: 'phone', phone });
		expect(error?.message).toBe(`'Phone Number' is not a phone number: ${phone} [item 0]`);
		expect(error?.description).toContain('country code');
		expect((await ledger('forget', [nora()])).results).toMatchObject([{ outcome: 'forgotten' }]);
	},
);

it('says what is empty', async () => {
	const { error } = await ledger('close', [nora(), {}]);
	expect(error).toMatchObject({
		message: 'The item does not say who the contact is [item 1]',
		context: { itemIndex: 1 },
	});
	const byId = { contact: 'contactId', contactId: '={{ $json.nothing }}' };
	expect((await ledger('close', [nora()], byId)).error).toMatchObject({
		message: "'Contact ID' is empty [item 0]",
	});
	expect((await ledger('giveTurnBack', [nora()], { reason: ' ' })).error).toMatchObject({
		message: "'Reason' is empty [item 0]",
	});
});

it('does the others when one item names nobody and it is to continue', async () => {
	await write(nora());
	const { results } = await ledger('close', [{}, nora()], {}, 'continueRegularOutput');
	expect(results).toMatchObject([
		{ error: expect.stringContaining('does not say who the contact is [item 0]') },
		{ outcome: 'closed' },
	]);
});

it.each<[string, INodeParameters]>([
	['number', { contact: 'phone', phone: '+49 151 23456789' }],
	['user ID', { contact: 'whatsappUserId', whatsappUserId: 'DE.2' }],
	['ID', { contact: 'contactId', contactId: 'jonas' }],
])('means whom the %s names, and not the contact of the item', async (_what, given) => {
	const contact = { ...jonas().contact, whatsappUserId: 'DE.2', id: 'jonas' };
	await write(nora(), touch({ contact }));
	expect((await ledger('forget', [nora()], given)).results).toMatchObject([
		{ outcome: 'forgotten' },
	]);
	expect((await ledger('forget', [jonas()])).results).toMatchObject([
		{ outcome: 'unknownContact' },
	]);
	expect((await ledger('forget', [nora()])).results).toMatchObject([{ outcome: 'forgotten' }]);
});
