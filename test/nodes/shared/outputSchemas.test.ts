import Ajv from 'ajv';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { outputSchemas } from '../../../docs/outputSchemas';
import { demoTeam } from '../../../sandbox/highlevel';
import { cards } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { ASSIGN, LEDGER, REASSIGN, RESOLVE } from '../../harness/nodeTypes';
import { jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, locator, salesLine, touch } from '../../harness/touches';

const { sofia, marcus } = demoTeam.users;
const highLevel = useHighLevel();
const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
const ajv = new Ajv();

const PHONE = '+14155550117';
const message = { id: 'wamid.1', type: 'text', text: 'Hello', time: '2026-03-02T10:00:00.000Z' };
const rule = {
	if: { account: locator('id', salesLine.id) },
	assignTo: locator('id', sofia.id),
};

beforeEach(() => {
	highLevel().sandbox.contacts.seedContact({
		phone: PHONE,
		firstName: 'Nora',
		tags: ['vip', salesLine.tag],
		source: 'Website',
		assignedTo: marcus.id,
	});
});

/** What is shown of the operation's output before it has run, against what comes out. */
function expectAsAnnounced(file: string, [item]: IDataObject[]): void {
	const schema = JSON.parse(outputSchemas()[file] ?? '') as { properties: object };
	expect(Object.keys(item ?? {})).toEqual(expect.arrayContaining(Object.keys(schema.properties)));
	const validate = ajv.compile(schema);
	expect([validate(item), validate.errors]).toEqual([true, null]);
}

async function run(resolve: INodeParameters, mode: 'manual' | 'webhook' = 'webhook') {
	const { country, ...contact } = { phone: PHONE, name: 'Nora Lindqvist', country: 'US' };
	const result = await runWorkflow({
		nodes: [
			node(RESOLVE, { rules: cards(rule), ownerPolicy: 'askRules', ...resolve }, { credentials }),
			node(ASSIGN, {}, { credentials }),
			node(LEDGER, {}, { credentials }),
		],
		connections: {
			[nameOf(RESOLVE)]: { main: [[to(nameOf(ASSIGN))]] },
			[nameOf(ASSIGN)]: { main: [[to(nameOf(LEDGER))]] },
		},
		credentials: highLevel().credentials,
		input: items({ ...touch({ contact: { ...contact, country } }), message }),
		mode,
	});
	expect(result.errors).toEqual({});
	return (type: string, output = 0) => jsonOf(result, nameOf(type), output);
}

const nameOf = (type: string) => type.slice(type.indexOf('.') + 1);

it('of Resolve and of the nodes behind it', async () => {
	// What HighLevel says of a contact is only asked for when the plan needs it.
	const output = await run({
		ownerPolicy: 'askRules',
		rules: cards({ ...rule, if: { contact: 'existing', ...rule.if } }),
	});
	expectAsAnnounced('ResolveAssignment/__schema__/v1.0.0/resolve.json', output(RESOLVE));
	expectAsAnnounced('HighLevelAssignContact/__schema__/v1.0.0/assign.json', output(ASSIGN));
	expectAsAnnounced('AssignmentLedger/__schema__/v1.0.0/close.json', output(LEDGER));
});

it('of Check Plan', async () => {
	const output = await run({ operation: 'check' }, 'manual');
	expectAsAnnounced('ResolveAssignment/__schema__/v1.0.0/check.json', output(RESOLVE, 1));
});

it('of Explain Why Not', async () => {
	const person = locator('id', sofia.id);
	const output = await run({ operation: 'explain', person }, 'manual');
	expectAsAnnounced('ResolveAssignment/__schema__/v1.0.0/explain.json', output(RESOLVE, 1));
});

it('of HighLevel Reassign Contacts', async () => {
	const result = await runWorkflow({
		nodes: [node(REASSIGN, { person: locator('id', marcus.id) }, { credentials })],
		connections: {},
		credentials: highLevel().credentials,
		input: items({}),
	});
	expect(result.errors).toEqual({});
	const file = 'HighLevelReassignContacts/__schema__/v1.0.0/reassign.json';
	expectAsAnnounced(file, jsonOf(result, nameOf(REASSIGN)));
});
