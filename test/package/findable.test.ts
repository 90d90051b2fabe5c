import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TRIGGER_PROVIDERS } from '../../nodes/WhatsAppAccountTrigger/providers';
import { ownNodes } from '../harness/ownPackage';

/** What n8n's list of nodes searches besides the name. */
function aliasesOf(className: string): string[] {
	const path = join(__dirname, '../../nodes', className, `${className}.node.json`);
	return (JSON.parse(readFileSync(path, 'utf8')) as { alias: string[] }).alias;
}

const providers = Object.entries(TRIGGER_PROVIDERS)
	.filter(([name]) => name !== 'otherJson' && name !== 'cloudApi')
	.map(([, { label }]) => label.toLowerCase());

it.each(ownNodes.map(({ className }) => className))('%s is found by what people type', (name) => {
	const aliases = aliasesOf(name);
	expect(new Set(aliases).size).toBe(aliases.length);
	expect(aliases.join()).toContain('lead');
	const crm = name.startsWith('HighLevel') ? ['ghl', 'gohighlevel', 'leadconnector'] : [];
	expect(aliases).toEqual(expect.arrayContaining(crm));
});

it.each(['WhatsAppAccountTrigger', 'ResolveAssignment'])(
	'%s is found by every provider and as lead routing',
	(name) => {
		expect(aliasesOf(name)).toEqual(expect.arrayContaining([...providers, 'lead routing']));
	},
);

it.each(ownNodes.filter(({ name }) => name.endsWith('Trigger')))(
	'$className says that it is a trigger, also where n8n cuts its name',
	({ className, instance: { description } }) => {
		expect(description.displayName).toMatch(/ Trigger$/);
		expect(aliasesOf(className)).toContain('trigger');
	},
);

it.each([
	['WhatsAppAccountTrigger', 'Message Received'],
	['HighLevelContactTrigger', 'Tag Added'],
])('%s offers its events where n8n looks for them, first %s', (className, first) => {
	const found = ownNodes.find((node) => node.className === className);
	const { properties = [] } = found?.instance.description ?? {};
	const events = properties.find(({ displayName }) => displayName === 'Trigger On');
	expect(events?.options?.[0]?.name).toBe(first);
	expect(events?.default).toEqual(events?.type === 'options' ? 'tagAdded' : ['message']);
});
