import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PICTURES } from './screenshots/index';
import { palettePng } from './screenshots/palettePng';
import type { Picture } from './screenshots/picture';
import { openStudio, type Studio } from './screenshots/studio';

const IMAGES = resolve(__dirname, '../../docs/images');

const LAPTOP = { width: 1280, height: 720 };

const say = (line: string) => void process.stdout.write(`${line}\n`);

/**
 * `npm run screenshots`: makes all pictures of the pages anew, from the real editor.
 * `npm run screenshots -- playground rules` makes these two.
 */
async function main(): Promise<void> {
	const chosen = chosenPictures(process.argv.slice(2));
	const studio = await openStudio(say);
	try {
		await mkdir(IMAGES, { recursive: true });
		for (const picture of chosen) await takePicture(studio, picture);
	} finally {
		await studio.close();
	}
	await removeUnknown();
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

async function takePicture(studio: Studio, { name, size = LAPTOP, show }: Picture): Promise<void> {
	await studio.editor.page.setViewportSize(size);
	const place = await show(studio);
	const png = await place.screenshot({ animations: 'disabled' });
	await writeFile(join(IMAGES, `${name}.png`), palettePng(png));
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
