import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

const PROJECT = resolve(__dirname, '../..');

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

/** A node or a credential as package.json lists it: by its class. */
interface Listed<T> {
	className: string;
	/** Under which workflows know it: as its class, but with a small first letter. */
	name: string;
	instance: T;
}

const loadSource = createRequire(__filename);
const manifest = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as Manifest;

export const PACKAGE_NAME = manifest.name;

/** All nodes of this package, from their sources. */
export const ownNodes: ReadonlyArray<Listed<INodeType>> = manifest.n8n.nodes.map(load<INodeType>);

/** All credentials of this package, from their sources. */
export const ownCredentials: ReadonlyArray<Listed<ICredentialType>> = manifest.n8n.credentials.map(
	load<ICredentialType>,
);

function load<T>(compiled: string): Listed<T> {
	// With its ending: else the codex file beside a node might be loaded.
	const source = compiled.replace(/^dist\//, '').replace(/\.js$/, '.ts');
	const className = basename(source).split('.', 1)[0] ?? '';
	const { [className]: Class } = loadSource(join(PROJECT, source)) as Record<string, new () => T>;
	if (!Class) throw new Error(`${source} has no class ${className}`);
	const name = className.charAt(0).toLowerCase() + className.slice(1);
	return { className, name, instance: new Class() };
}
