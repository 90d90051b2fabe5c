import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { inKebabCase } from '../e2e/screenshots/panels';

export const PROJECT = resolve(__dirname, '../..');

/** The page of a node, by the name that people see. */
export const pageOfNode = (displayName: string) => `docs/nodes/${inKebabCase(displayName)}.md`;

/** A page as people read it. */
export interface Page {
	/** From the folder of the project, with slashes. */
	path: string;
	text: string;
	lines: number;
	/** The anchors of its headings. */
	anchors: ReadonlySet<string>;
	/** Where its links and pictures lead to, as they are written. */
	links: readonly string[];
}

const ROOT_PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

/** All pages of the project by their paths. */
export function readPages(): ReadonlyMap<string, Page> {
	const inDocs = readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith('.md'))
		.map((path) => posix.join('docs', path.replaceAll('\\', '/')));
	return new Map([...ROOT_PAGES, ...inDocs].map((path) => [path, readPage(path)]));
}

function readPage(path: string): Page {
	return pageOf(path, readFileSync(join(PROJECT, path), 'utf8'));
}

/** What a page's text says. */
export function pageOf(path: string, text: string): Page {
	const prose = withoutCode(text);
	return {
		path,
		text,
		lines: text.trimEnd().split('\n').length,
		anchors: anchorsIn(prose),
		links: [...prose.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target),
	};
}

/** Blocks of code and code in a line have no headings, links or names. */
export function withoutCode(text: string): string {
	return text.replace(/^\s*(```+|~~~+)[\s\S]*?^\s*\1\s*$/gm, '').replace(/`[^`\n]*`/g, '``');
}

/** The blocks of code in a language. */
export function codeBlocks(text: string, language: string): string[] {
	const block = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm');
	return [...text.matchAll(block)].map(([, code = '']) => code);
}

/** As GitHub makes them: of a heading that comes twice the second one has a number. */
function anchorsIn(prose: string): ReadonlySet<string> {
	const anchors = new Set<string>();
	for (const [, heading = ''] of prose.matchAll(/^#+ (.*)$/gm)) {
		const anchor = anchorOf(heading);
		let unique = anchor;
		for (let count = 1; anchors.has(unique); count++) unique = `${anchor}-${count}`;
		anchors.add(unique);
	}
	return anchors;
}

function anchorOf(heading: string): string {
	return heading
		.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
		.replaceAll(' ', '-');
}

/** Whether a link leads to a page or a file of this project. */
export const isOwn = (link: string) => !/^[a-z]+:/i.test(link);

/** The file and the heading that a link of a page leads to. */
export function targetOf(page: Page, link: string): { path: string; anchor: string } {
	const [file = '', anchor = ''] = decodeURI(link).split('#');
	const path = file === '' ? page.path : posix.join(posix.dirname(page.path), file);
	return { path, anchor };
}
