import { LEDGER } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { items, salesLine } from '../../harness/touches';
import { demoTeam } from '../../../sandbox/highlevel';
import { assign } from '../HighLevelAssignContact/assign';
import { Office, told } from '../HighLevelContactTrigger/office';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

const NAME = 'Assignment Ledger';
const office = new Office();
beforeEach(async () => await office.start());
afterEach(async () => await office.stop());

async function forget(contact: object) {
	const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
	const run = await runWorkflow({
		...behindStart(node(LEDGER, { operation: 'forget' }, { name: NAME, credentials })),
		credentials: office.credentials,
		input: items({ contact }),
	});
	return jsonOf(run, NAME).map(({ ledger }) => ledger);
}

it.each(['id', 'phone'] as const)(
	'forgets the tags that triggers saw of a contact, by %s',
	async (field) => {
		const trigger = office.appTrigger({ events: ['tagAdded'] });
		const nora = office.contact();
		const ben = office.contact({ phone: '+14155550118' });
		await office.tags(nora, ['web', 'vip']);
		await office.tags(ben, ['web', 'gold']);
		expect(await forget({ [field]: nora[field] })).toEqual([
			{ outcome: 'forgotten', summary: 'Everything about the contact was removed.' },
		]);
		expect(await forget({ [field]: nora[field] })).toMatchObject([{ outcome: 'unknownContact' }]);
		await office.tags(nora, ['web', 'vip']);
		await office.tags(ben, ['web', 'gold']);
		// Of a contact that it sees for the first time, the last tag counts.
		expect(told(trigger)).toEqual(['vip', 'gold', 'vip']);
	},
);

it('forgets them by WhatsApp user ID, when the ledger knows who that is in HighLevel', async () => {
	const trigger = office.appTrigger({ events: ['tagAdded'] });
	const nora = office.contact();
	await office.tags(nora, ['vip']);
	const { phone } = nora;
	const touch = {
		key: 'msg:1',
		event: 'message',
		account: salesLine,
		contact: { phone, whatsappUserId: 'US.1' },
	};
	const rules = [salesRule(demoTeam.users.sofia)];
	const options = { confirmedBy: 'assignContact' };
	const { assigned } = await resolve(office.credentials, { rules, options }, [touch]);
	await assign(office.credentials, { tag: '' }, assigned);
	await forget({ whatsappUserId: 'US.1' });
	await office.tags(nora, ['vip']);
	expect(told(trigger)).toEqual(['vip', 'vip']);
});
