import type { INode, INodeParameters } from 'n8n-workflow';

/** The full name under which n8n knows a node of this package. */
export function ownType(name: string): string {
	return `n8n-nodes-contact-assignment.${name}`;
}

/** A node without parameters; its ID is made of its name. */
export function node(type: string, name: string, position: [number, number]): INode {
	return {
		id: name.toLowerCase().replaceAll(' ', '-'),
		name,
		type,
		typeVersion: 1,
		position,
		parameters: {},
	};
}

/** The way to a node's first input. */
export function connection(nodeName: string) {
	return { node: nodeName, type: 'main' as const, index: 0 };
}

/** What a resource locator holds, for example a user by e-mail. */
export function locator(mode: string, value: string, cachedResultName?: string): INodeParameters {
	return { __rl: true, mode, value, ...(cachedResultName && { cachedResultName }) };
}
