import { LEDGER } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { items, salesLine } from '../../harness/touches';
import { demoTeam } from '../../../sandbox/highlevel';
import { startPostgres } from '../../../sandbox/postgres';
import { assign } from '../HighLevelAssignContact/assignFixture';
import { ContactTriggerFixture, told } from '../HighLevelContactTrigger/contactTriggerFixture';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

const NAME = 'Assignment Ledger';
const fixture = new ContactTriggerFixture();
beforeEach(async () => await fixture.start());
afterEach(async () => await fixture.stop());

async function forget(contact: object, ledger: 'sqlite' | 'postgres' = 'sqlite') {
	const credentials = {
		highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' },
		postgres: { id: '3', name: 'Postgres' },
	};
	const run = await runWorkflow({
		...behindStart(
			node(LEDGER, { operation: 'forget', options: { ledger } }, { name: NAME, credentials }),
		),
		credentials: { ...fixture.credentials, ...fixture.n8n.credentials },
		input: items({ contact }),
	});
	return jsonOf(run, NAME).map(({ ledger }) => ledger);
}

it.each(['id', 'phone'] as const)(
	'forgets the tags that triggers saw of a contact, by %s',
	async (field) => {
		const trigger = fixture.appTrigger({ events: ['tagAdded'] });
		const nora = fixture.contact();
		const ben = fixture.contact({ phone: '+14155550118' });
		await fixture.tags(nora, ['web', 'vip']);
		await fixture.tags(ben, ['web', 'gold']);
		expect(await forget({ [field]: nora[field] })).toEqual([
			{ outcome: 'forgotten', summary: 'Everything about the contact was removed.' },
		]);
		expect(await forget({ [field]: nora[field] })).toMatchObject([{ outcome: 'unknownContact' }]);
		await fixture.tags(nora, ['web', 'vip']);
		await fixture.tags(ben, ['web', 'gold']);
		// Of a contact that it sees for the first time, the last tag counts.
		expect(told(trigger)).toEqual(['vip', 'gold', 'vip']);
	},
);

it('forgets them by WhatsApp user ID, when the ledger knows who that is in HighLevel', async () => {
	const trigger = fixture.appTrigger({ events: ['tagAdded'] });
	const nora = fixture.contact();
	await fixture.tags(nora, ['vip']);
	const { phone } = nora;
	const touch = {
		key: 'msg:1',
		event: 'message',
		account: salesLine,
		contact: { phone, whatsappUserId: 'US.1' },
	};
	const rules = [salesRule(demoTeam.users.sofia)];
	const options = { confirmedBy: 'assignContact' };
	const { assigned } = await resolve(fixture.credentials, { rules, options }, [touch]);
	await assign(fixture.credentials, { tag: '' }, assigned);
	await forget({ whatsappUserId: 'US.1' });
	await fixture.tags(nora, ['vip']);
	expect(told(trigger)).toEqual(['vip', 'vip']);
});

it('forgets what a trigger keeps in Postgres, and in SQLite all the same', async () => {
	const server = await startPostgres({ isDurable: false });
	try {
		const { host, port, database, user, password } = await server.createDatabase('memory');
		fixture.n8n.credentials.postgres = { host, port, database, user, password, ssl: 'disable' };
		const there = fixture.appTrigger({ events: ['tagAdded'], options: { ledger: 'postgres' } });
		const nora = fixture.contact();
		await fixture.tags(nora, ['vip']);
		const here = fixture.appTrigger({ events: ['tagAdded'] }, 'two');
		await fixture.tags(nora, ['vip']);
		expect(await forget({ id: nora.id }, 'postgres')).toMatchObject([{ outcome: 'forgotten' }]);
		await fixture.tags(nora, ['vip']);
		fixture.webhooks.subscribe(there.url());
		await fixture.tags(nora, ['vip']);
		expect([told(there), told(here)]).toEqual([
			['vip', 'vip'],
			['vip', 'vip'],
		]);
	} finally {
		await server.stop();
	}
}, 60_000);
