import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { PackageDirectoryLoader } from 'n8n-core';
import { include as ROOMS } from '../../tsconfig.build.json';
import { pageOf, pageOfNode } from '../docs/pages';
import { ownCredentials, ownNodes, PACKAGE_NAME } from '../harness/ownPackage';
import { installPackage, type InstalledPackage } from './install';

const nodes = ownNodes.map(({ name }) => name).sort();
const credentials = ownCredentials.map(({ name }) => name).sort();

let installed: InstalledPackage;
let loader: PackageDirectoryLoader;

beforeAll(async () => {
	if (!existsSync(join(__dirname, '../../dist')))
		throw new Error("There is no dist: run 'npm run build' first");
	installed = await installPackage();
	loader = new PackageDirectoryLoader(installed.folder);
	await loader.loadAll();
}, 60_000);

afterAll(async () => {
	if (installed) await rm(dirname(installed.folder), { recursive: true, force: true });
});

it('has the nodes and credentials under the names that workflows use', () => {
	expect(loader.packageName).toBe(PACKAGE_NAME);
	expect(Object.keys(loader.known.nodes).sort()).toEqual(nodes);
	expect(Object.keys(loader.known.credentials).sort()).toEqual(credentials);
});

it('runs on what it declares and on what n8n gives', () => {
	for (const name of nodes) {
		const { type } = loader.getNode(name);
		expect(Object.keys(type)).toContain('description');
		expect('webhook' in type || 'execute' in type || 'poll' in type).toBe(true);
	}
	for (const name of credentials) expect(loader.getCredential(name).type.name).toBe(name);
});

it('tells n8n which nodes use which credential', () => {
	const usersOf = (credential: string) => [...(loader.nodesByCredential[credential] ?? [])].sort();
	for (const name of credentials) expect([name, usersOf(name)]).not.toEqual([name, []]);
	const highLevelNodes = ownNodes
		.filter(({ instance }) =>
			instance.description.properties.some((field) => field.name === 'authentication'),
		)
		.map(({ name }) => name);
	expect(highLevelNodes.length).toBeGreaterThan(0);
	expect(usersOf('highLevelPrivateIntegrationApi')).toEqual(highLevelNodes.sort());
	expect(usersOf('highLevelOAuth2Api')).toEqual(highLevelNodes);
});

it('has an icon for light and one for dark mode, inside the package', () => {
	const described = [...loader.types.nodes, ...loader.types.credentials];
	expect(described).toHaveLength(nodes.length + credentials.length);
	for (const { name, iconUrl } of described) {
		if (typeof iconUrl !== 'object') throw new Error(`${name} has no themed icon`);
		expect(iconUrl.light).not.toBe(iconUrl.dark);
		for (const url of [iconUrl.light, iconUrl.dark]) {
			const file = join(installed.folder, url.replace(`icons/${loader.packageName}/`, ''));
			expect(readFileSync(file, 'utf8')).toContain('<svg');
		}
	}
});

it.each(nodes)('says to n8n where %s belongs and how people look for it', (name) => {
	const { codex } = loader.getNode(name).type.description as {
		codex?: { categories?: string[]; alias?: string[]; resources?: object };
	};
	expect(codex?.categories?.length).toBeGreaterThan(0);
	expect(codex?.alias?.join(' ')).toContain('lead');
	expect(codex?.resources).toHaveProperty('primaryDocumentation');
});

it('carries what it needs and nothing else', () => {
	const { files, manifest } = installed;
	const besides = files.filter((file) => !/^dist\/|^docs\/|^templates\//.test(file));
	const allowed = ['CHANGELOG.md', 'LICENSE', 'README.md', 'index.js', 'package.json'];
	expect(allowed).toEqual(expect.arrayContaining(besides));
	expect(besides).toEqual(
		expect.arrayContaining(['LICENSE', 'README.md', 'index.js', 'package.json']),
	);
	expect(files).toEqual(
		expect.arrayContaining([...manifest.n8n.nodes, ...manifest.n8n.credentials]),
	);
});

it('carries its pages, their pictures, and the templates', () => {
	const kinds = (folder: string) =>
		new Set(installed.files.filter((file) => file.startsWith(folder)).map((file) => extname(file)));
	expect(kinds('docs/')).toEqual(new Set(['.md', '.png', '.json']));
	expect(kinds('templates/')).toEqual(new Set(['.json']));
	expect(installed.files).toEqual(expect.arrayContaining(['docs/getting-started.md']));
});

it('is small, with what draws charts as one file', () => {
	expect(installed.size).toBeLessThan(2_000_000);
	expect(installed.files).toContain('dist/report/charts/bundle.js');
	expect(installed.files.filter((file) => file.includes('charts/bundled'))).toEqual([]);
});

/** Where n8n's link 'Docs' leads, as a file of the package with a heading. */
function docsOf(address: string): { file: string; anchor: string } {
	const { repository } = installed.manifest as { repository?: { url: string } };
	const base = `${repository?.url.replace(/\.git$/, '')}/blob/main/`;
	if (!address.startsWith(base)) throw new Error(`${address} is no page of this package`);
	const [file = '', anchor = ''] = address.slice(base.length).split('#');
	return { file, anchor };
}

function expectPage(address: string): void {
	const { file, anchor } = docsOf(address);
	expect(installed.files).toContain(file);
	const { anchors } = pageOf(file, readFileSync(join(installed.folder, file), 'utf8'));
	if (anchor !== '') expect([...anchors]).toContain(anchor);
}

it.each(nodes)('leads from %s to a page of its own', (name) => {
	const { codex, displayName } = loader.getNode(name).type.description as INodeTypeDescription;
	const [{ url } = { url: '' }] = codex?.resources?.primaryDocumentation ?? [];
	expectPage(url);
	expect(docsOf(url)).toEqual({ file: pageOfNode(displayName), anchor: '' });
});

it.each(credentials)('leads from the credential %s to a page that says how to get it', (name) => {
	expectPage(loader.getCredential(name).type.documentationUrl ?? '');
});

it('carries no tests, no sandbox and no TypeScript sources', () => {
	const rooms = installed.files
		.filter((file) => file.startsWith('dist/'))
		.map((file) => file.split('/')[1]);
	expect([...new Set(rooms)].sort()).toEqual([...ROOMS, 'icons'].sort());
	const strange = installed.files.filter(
		(file) => /\btests?\b|sandbox|harness|fixture/i.test(file) || /(?<!\.d)\.ts$/.test(file),
	);
	expect(strange).toEqual([]);
});

it('has no node file that n8n would load unasked from a custom folder', () => {
	const nodeFiles = installed.files.filter((file) => file.endsWith('.node.js'));
	expect(nodeFiles.sort()).toEqual([...installed.manifest.n8n.nodes].sort());
});
