import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { files as PACKED, name as PACKAGE, repository } from '../../package.json';
import { PICTURES } from '../e2e/screenshots/index';
import { ownNodes } from '../harness/ownPackage';
import { isOwn, pageOf, pageOfNode, PROJECT, readPages, targetOf, type Page } from './pages';

const pages = readPages();
const all = [...pages.values()];
const written = all.filter(({ path }) => path !== 'CHANGELOG.md');

/** The links of a page that lead nowhere. */
function broken(page: Page): string[] {
	return page.links.filter(isOwn).filter((link) => {
		const { path, anchor } = targetOf(page, link);
		if (!existsSync(join(PROJECT, path))) return true;
		const target = path === page.path ? page : pages.get(path);
		return anchor !== '' && !target?.anchors.has(anchor);
	});
}

describe('a page', () => {
	const page = pageOf(
		'docs/nodes/one.md',
		'# One & *two*\n\n[a](../two.md#b) ![c](../images/c.png)\n\n```\n# No heading [d](d.md)\n```\n\n## `Code` here\n\n## One & *two*\n',
	);

	it('has its headings as GitHub names them, and no link of its code', () => {
		expect([...page.anchors]).toEqual(['one--two', '-here', 'one--two-1']);
		expect(page.links).toEqual(['../two.md#b', '../images/c.png']);
	});

	it('knows where its links lead', () => {
		expect(targetOf(page, '../two.md#b')).toEqual({ path: 'docs/two.md', anchor: 'b' });
		expect(targetOf(page, '#here')).toEqual({ path: 'docs/nodes/one.md', anchor: 'here' });
	});

	it('is told when a link leads nowhere', () => {
		expect(broken(pageOf('docs/rules.md', '# A\n[b](no.md) [c](#a) [d](#e)'))).toEqual([
			'no.md',
			'#e',
		]);
	});
});

describe.each(written)('$path', (page) => {
	it('leads only to what is there', () => {
		expect(broken(page)).toEqual([]);
	});

	it('is short enough to be read', () => {
		expect(page.lines).toBeLessThanOrEqual(page.path === 'README.md' ? 149 : 250);
	});
});

it('every page is reached from README', () => {
	const reached = new Set<string>();
	const ahead = ['README.md'];
	for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
		const page = pages.get(path);
		if (!page || reached.has(path)) continue;
		reached.add(path);
		ahead.push(...page.links.filter(isOwn).map((link) => targetOf(page, link).path));
	}
	expect([...pages.keys()].filter((path) => !reached.has(path))).toEqual([]);
});

it.each(ownNodes)('$className has a page of its own, and README names it', ({ instance }) => {
	const { displayName } = instance.description;
	const path = pageOfNode(displayName);
	expect(pages.get(path)?.text).toMatch(new RegExp(`^# ${displayName}$`, 'm'));
	expect(pages.get('README.md')?.links).toContain(path);
});

it('there are no pages of nodes that are gone', () => {
	const expected = ownNodes.map(({ instance }) => pageOfNode(instance.description.displayName));
	const found = [...pages.keys()].filter((path) => path.startsWith('docs/nodes/'));
	expect(found.sort()).toEqual(expected.sort());
});

describe('pictures', () => {
	const shown = new Set(
		all.flatMap((page) => page.links.filter(isOwn).map((link) => targetOf(page, link).path)),
	);
	const made = PICTURES.map(({ name }) => `docs/images/${name}.png`);

	it('are all made by one command, and shown', () => {
		const kept = readdirSync(join(PROJECT, 'docs/images')).map((file) => `docs/images/${file}`);
		expect(new Set(made).size).toBe(made.length);
		expect(kept.sort()).toEqual([...made].sort());
		expect(made.filter((picture) => !shown.has(picture))).toEqual([]);
	});

	it('say to whom cannot see them what they show', () => {
		const mute = all.filter(({ text }) => /!\[\s*\]\(/.test(text)).map(({ path }) => path);
		expect(mute).toEqual([]);
	});
});

it('the sources are at one address', () => {
	const address = repository.url.replace(/\.git$/, '');
	const elsewhere = all
		.flatMap(({ text }) => text.match(/https:\/\/(?:raw\.)?github[^)\s`]*/g) ?? [])
		.filter((link) => link.includes(PACKAGE))
		.filter((link) => !link.startsWith(address) && !link.includes('raw.githubusercontent'));
	expect(elsewhere).toEqual([]);
});

it('the package carries its pages, pictures and templates', () => {
	expect(PACKED).toEqual(
		expect.arrayContaining(['docs/**/*.md', 'docs/**/*.png', 'templates/*.json']),
	);
});
