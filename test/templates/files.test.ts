import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NodeHelpers, type INode } from 'n8n-workflow';
import { preparedTemplate, REPORTING, templates, templateWorkflow } from '../../sandbox/templates';
import { neededBy } from '../../sandbox/templates/credentials';
import { touchSchema } from '../../routing/model/touch';
import { knownParameters } from '../harness/knownParameters';
import { REPORT } from '../harness/nodeTypes';
import { PACKAGE_NAME } from '../harness/ownPackage';
import { templateNodeTypes } from './canvasNodes';
import { STICKY_NOTE, workingNodes } from './templateFixture';

const PROJECT = resolve(__dirname, '../..');
const YELLOW = undefined;
const WHITE = 7;

const all = templates();
const isOwn = ({ type }: INode) => type.startsWith(PACKAGE_NAME);
const isTrigger = ({ type }: INode) =>
	templateNodeTypes.getByNameAndVersion(type).description.group.includes('trigger');
const wordsOf = (text: unknown) => String(text).split(/\s+/).filter(Boolean).length;

it('every file is listed, and every page is of one', () => {
	const slugs = all.map(({ slug }) => slug).sort();
	const namesIn = (folder: string) => readdirSync(join(PROJECT, folder)).sort();
	expect(namesIn('templates')).toEqual(slugs.map((slug) => `${slug}.json`));
	expect(namesIn('docs/templates')).toEqual(slugs.map((slug) => `${slug}.md`));
	expect(all.every(({ file }) => existsSync(file))).toBe(true);
});

describe.each(all)('$slug', ({ slug, name, needs }) => {
	const workflow = templateWorkflow(slug);
	const { nodes, connections } = workflow;
	const working = workingNodes(nodes);
	const notes = nodes.filter(({ type }) => type === STICKY_NOTE);

	it('holds nothing of an n8n, an account or a person', () => {
		expect(Object.keys(workflow).sort()).toEqual([
			'connections',
			'name',
			'nodes',
			'pinData',
			'settings',
		]);
		const parts = ['id', 'name', 'parameters', 'position', 'type', 'typeVersion'];
		for (const node of nodes) expect(Object.keys(node).sort()).toEqual(parts);
		const text = JSON.stringify(workflow);
		expect(text).not.toMatch(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i);
		const hosts = [...text.matchAll(/@([\w-]+\.[\w.-]+)|https?:\/\/([\w.-]+)/g)].map(
			([, domain, host]) => domain ?? host,
		);
		expect(hosts.filter((host) => !/(^|\.)example\.com$/.test(host ?? ''))).toEqual([]);
	});

	it('has nodes that this package and n8n know, with fields that they have', () => {
		for (const node of working) {
			const type = templateNodeTypes.getByNameAndVersion(node.type, node.typeVersion);
			expect(() => knownParameters(node.type, node.parameters)).not.toThrow();
			if (!isOwn(node)) continue;
			const { properties, version } = type.description;
			expect([version].flat()).toContain(node.typeVersion);
			expect(NodeHelpers.getNodeParametersIssues(properties, node, type.description)).toBeNull();
		}
	});

	it('names every node by what it does, once, and leads from its triggers to all others', () => {
		const names = nodes.map((node) => node.name);
		expect(new Set(names).size).toBe(names.length);
		for (const node of working) {
			const { displayName } = templateNodeTypes.getByNameAndVersion(node.type).description;
			expect(node.name).not.toBe(displayName);
		}
		const led = new Set(
			Object.values(connections)
				.flatMap(({ main = [] }) => main.flatMap((to) => to ?? []))
				.map(({ node }) => node),
		);
		const others = working.filter((node) => !isTrigger(node)).map((node) => node.name);
		expect([...led].sort()).toEqual(others.sort());
		expect(working.findIndex(isTrigger)).toBe(0);
		expect(wordsOf(name)).toBeGreaterThan(6);
		expect(name).not.toMatch(/\.$/);
	});

	it('has one yellow note that says it all, and a white one for each step', () => {
		const [overview, ...others] = notes;
		expect(overview?.parameters.color).toBe(YELLOW);
		expect(others.map(({ parameters }) => parameters.color)).toEqual(others.map(() => WHITE));
		expect(others.length).toBeGreaterThan(2);
		const content = String(overview?.parameters.content);
		for (const heading of ['How it works', 'Try it now', 'Setup']) {
			expect(content).toContain(`### ${heading}\n`);
		}
		expect(content).toContain('self-hosted');
		expect(wordsOf(content)).toBeGreaterThanOrEqual(100);
		expect(wordsOf(content)).toBeLessThanOrEqual(300);
		for (const { parameters } of others) expect(wordsOf(parameters.content)).toBeLessThan(50);
		const [x, y] = overview?.position ?? [0, 0];
		const leftmost = Math.min(...nodes.map(({ position }) => position[0]));
		const topmost = Math.min(...nodes.map(({ position }) => position[1]));
		expect([x, y]).toEqual([leftmost, topmost]);
	});

	it('can be published with the credentials that it says it needs, and nothing else changed', () => {
		const ids = Object.fromEntries(needs.map((type) => [type, `id of ${type}`]));
		const prepared = preparedTemplate(slug, ids);
		for (const node of prepared.nodes) {
			const { credentials, ...rest } = node;
			expect(nodes).toContainEqual(rest);
			expect(Object.keys(credentials ?? {})).toEqual(requiredBy(rest));
			expect(requiredBy(rest)).toEqual([neededBy(rest) ?? []].flat());
		}
	});
});

describe.each(all.filter(({ slug }) => !REPORTING.includes(slug)))('$slug', ({ slug }) => {
	const { nodes, pinData = {} } = templateWorkflow(slug);

	it('pins examples to its trigger alone, as triggers put them out', () => {
		expect(Object.keys(pinData)).toEqual([workingNodes(nodes)[0]?.name]);
		const items = Object.values(pinData).flat();
		expect(items.length).toBeGreaterThan(1);
		for (const { json } of items) {
			expect(touchSchema.safeParse(json).error?.issues).toBeUndefined();
			expect(json.raw).toBeUndefined();
		}
		const keys = items.map(({ json }) => json.key);
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('cannot be published without credentials', () => {
		expect(() => preparedTemplate(slug, {})).toThrow(/needs a credential of the type/);
	});
});

it('weekly-report pins a report that says it is an example, in the form of the node', () => {
	const { nodes, pinData = {} } = templateWorkflow('weekly-report');
	const report = nodes.find(({ type }) => type === REPORT)?.name ?? '';
	const pinned = pinData[report]?.map(({ json }) => json);
	expect(pinned).toMatchObject([
		{ subject: expect.stringContaining('(example)'), html: expect.stringContaining('(example)') },
	]);
});

it('live-page keeps no runs, and has an address that nobody knows until it is chosen', () => {
	const { nodes, settings } = templateWorkflow('live-page');
	expect(settings).toMatchObject({ saveDataSuccessExecution: 'none' });
	expect(nodes.map(({ parameters }) => parameters.path)).toContain(
		'replace-this-by-a-long-random-text',
	);
});

/** What n8n would not publish the node without. */
function requiredBy(node: INode): string[] {
	if (!isOwn(node)) return [];
	const { description } = templateNodeTypes.getByNameAndVersion(node.type);
	const { properties, credentials = [] } = description;
	const parameters = NodeHelpers.getNodeParameters(
		properties,
		node.parameters,
		true,
		false,
		node,
		description,
	);
	return credentials
		.filter(
			(one) =>
				one.required && NodeHelpers.displayParameter(parameters ?? {}, one, node, description),
		)
		.map((one) => one.name);
}
