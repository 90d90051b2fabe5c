import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../sandbox/highlevel';
import { locator } from '../../sandbox/n8n/workflowParts';
import { ASSIGN, LEDGER, RESOLVE } from '../harness';

/** A node that gets many items in one run. */
export interface Case {
	name: string;
	type: string;
	parameters: INodeParameters;
	item: (index: number) => IDataObject;
}

const { sofia, priya } = demoTeam.users;
const account = {
	id: '1001',
	number: '+12025550143',
	name: 'Sales',
	tag: 'whatsnap-account-sales',
};

/** A message of somebody whom HighLevel knows, so that it is not asked. */
function message(index: number): IDataObject {
	const phone = `+1415${String(2_000_000 + index)}`;
	const contact = { id: `contact${index}`, phone, existed: true, ownerId: null, tags: ['vip'] };
	return { key: `message ${index}`, event: 'message', account, contact, text: 'Hello' };
}

const salesRule = { name: 'Sales', account: locator('id', account.id) };
const rules = { values: [{ ...salesRule, assignTo: locator('id', sofia.id) }] };
const byExpression = {
	values: [
		{ ...salesRule, assignTo: locator('id', `={{ $json.text === "x" ? "y" : "${sofia.id}" }}`) },
	],
};
const assignment = { outcome: 'assigned', user: { id: priya.id, name: 'Priya' } };

export const CASES: Case[] = [
	{ name: 'Resolve', type: RESOLVE, parameters: { rules }, item: message },
	{ name: 'Resolve, the same again', type: RESOLVE, parameters: { rules }, item: message },
	{
		name: 'Resolve, a field by expression',
		type: RESOLVE,
		parameters: { rules: byExpression },
		item: (index) => ({ ...message(index), key: `expression ${index}` }),
	},
	{
		name: 'Resolve, items that are no touches',
		type: RESOLVE,
		parameters: { rules },
		item: (index) => ({ index }),
	},
	{
		name: 'Explain Why Not',
		type: RESOLVE,
		parameters: { operation: 'explain', rules, person: locator('id', priya.id) },
		item: message,
	},
	{
		name: 'Check Plan',
		type: RESOLVE,
		parameters: { operation: 'check', rules },
		item: message,
	},
	{
		name: 'Assign Contact, preview',
		type: ASSIGN,
		parameters: {},
		item: (index) => ({ ...message(index), assignment, preview: true }),
	},
	{
		name: 'Assign Contact, no number',
		type: ASSIGN,
		parameters: {},
		item: (index) => ({ ...message(index), contact: { phone: null }, assignment }),
	},
	{
		name: 'Assignment Ledger',
		type: LEDGER,
		parameters: { operation: 'close' },
		item: message,
	},
];
