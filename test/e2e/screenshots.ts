import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DEMO_MESSAGES, seedDemoContacts } from '../../sandbox/demo/messages';
import { node, ownType } from '../../sandbox/n8n/workflowParts';
import { ownNodes } from '../harness/ownPackage';
import { Editor } from './editor';
import { PICTURES } from './screenshots/index';
import type { Picture, Studio } from './screenshots/picture';
import { startStack, type Stack } from './twoLinesStack';

const IMAGES = resolve(__dirname, '../../docs/images');

const LAPTOP = { width: 1280, height: 720 };

const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * `npm run screenshots`: makes all pictures of the pages anew, from the real editor.
 * `npm run screenshots -- canvas rules` makes these two.
 */
async function main(): Promise<void> {
	const chosen = chosenPictures(process.argv.slice(2));
	const stack = await startStack(say);
	try {
		seedDemoContacts(stack.highLevel);
		for (const message of DEMO_MESSAGES) await stack.graph.send(message);
		const everyNode = await importEveryNode(stack);
		const editor = await Editor.signIn(stack.n8n.url);
		try {
			await mkdir(IMAGES, { recursive: true });
			for (const picture of chosen) await takePicture({ stack, editor, everyNode }, picture);
		} finally {
			await editor.close();
		}
		await removeUnknown();
	} finally {
		await stack.stop();
	}
}

/** @throws {Error} when there is no picture of a name */
function chosenPictures(names: readonly string[]): readonly Picture[] {
	if (names.length === 0) return PICTURES;
	return names.map((name) => {
		const found = PICTURES.find((picture) => picture.name === name);
		if (!found) throw new Error(`There is no picture '${name}' in test/e2e/screenshots`);
		return found;
	});
}

async function importEveryNode({ api }: Stack): Promise<string> {
	const nodes = ownNodes.map(({ name, instance }, index) =>
		node(ownType(name), instance.description.displayName, [index * 250, 0]),
	);
	return await api.importWorkflow({ name: 'Every node', nodes, connections: {} });
}

async function takePicture(studio: Studio, { name, size = LAPTOP, show }: Picture): Promise<void> {
	await studio.editor.page.setViewportSize(size);
	const place = await show(studio);
	await place.screenshot({ path: join(IMAGES, `${name}.png`), animations: 'disabled' });
	say(`docs/images/${name}.png`);
}

/** Takes away the pictures that are not made any more. */
async function removeUnknown(): Promise<void> {
	const known = new Set(PICTURES.map(({ name }) => `${name}.png`));
	for (const file of await readdir(IMAGES)) {
		if (!known.has(file)) await rm(join(IMAGES, file));
	}
}

main().catch((error: unknown) => {
	say(error instanceof Error ? (error.stack ?? error.message) : String(error));
	process.exit(1);
});
