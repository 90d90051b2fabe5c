import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { preProcessFile } from 'typescript';

const PROJECT = resolve(__dirname, '../..');

/** Each file with the files that it imports, all as paths from the project's folder with `/`. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/**
 * The TypeScript files of some folders with all that they import of this project, types included.
 * @throws {Error} when there is nothing where an import points to
 */
export function readImportGraph(folders: readonly string[]): ImportGraph {
	const files = folders.flatMap((folder) =>
		readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
			.map((file) => withSlashes(join(folder, file))),
	);
	return new Map(files.sort().map((file) => [file, filesImportedBy(file)]));
}

/**
 * What a source text imports, as it is written there: by `import` and `import type`, by an export
 * from another file, by `import()` for a value and for a type, and by `require`.
 */
export function importsIn(text: string): string[] {
	return preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function filesImportedBy(file: string): string[] {
	return importsIn(readFileSync(join(PROJECT, file), 'utf8'))
		.filter((name) => name.startsWith('.'))
		.map((name) => fileBehind(file, name))
		.filter((imported) => imported.endsWith('.ts'));
}

function fileBehind(importer: string, name: string): string {
	const path = withSlashes(normalize(join(dirname(importer), name)));
	const found = [`${path}.ts`, `${path}/index.ts`, path].find((one) =>
		existsSync(join(PROJECT, one)),
	);
	if (found === undefined) throw new Error(`${importer} imports ${name}, which is not there`);
	return found;
}

function withSlashes(path: string): string {
	return path.replaceAll('\\', '/');
}
