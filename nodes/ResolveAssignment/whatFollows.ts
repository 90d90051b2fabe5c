import type { IExecuteFunctions, INode, Workflow } from 'n8n-workflow';

/** As far as what follows depends on a node. */
type FollowingNode = Pick<INode, 'name' | 'type' | 'parameters'> & { disabled?: boolean };

/** The names of the nodes, whatever n8n calls the package that they are loaded from. */
const ASSIGN_CONTACT = /\.highLevelAssignContact$/;
const RESOLVE_ASSIGNMENT = /\.resolveAssignment$/;

/** The output 'Assigned'. */
const ASSIGNED = 0;

/** Whether what leaves this node through 'Assigned' may come to an Assign Contact node. */
export function isConfirmedLater(context: IExecuteFunctions): boolean {
	return followersOf(context).some(
		({ type, disabled, parameters }) =>
			!disabled && ASSIGN_CONTACT.test(type) && parameters?.operation !== 'unassign',
	);
}

/**
 * The nodes behind 'Assigned', however far away. n8n's interface tells what follows a node, but not
 * behind which output; its contexts hold the workflow all the same (n8n-core,
 * NodeExecutionContext). Should they not, all that follows counts: then a turn goes back too early,
 * at worst, and nobody is counted who got nothing.
 */
function followersOf(context: IExecuteFunctions): FollowingNode[] {
	const { name } = context.getNode();
	const { workflow } = context as IExecuteFunctions & { workflow?: Workflow };
	if (workflow?.connectionsBySourceNode) return behindAssigned(workflow, name);
	return context
		.getChildNodes(name, { includeNodeParameters: true })
		.map((node) => ({ ...node, parameters: node.parameters ?? {} }));
}

function behindAssigned(workflow: Workflow, own: string): INode[] {
	// What comes back to this node is decided anew.
	const reached = new Set([own]);
	const followers: INode[] = [];
	const visit = (name: string) => {
		if (reached.has(name)) return;
		reached.add(name);
		const node = workflow.nodes[name];
		if (!node) return;
		followers.push(node);
		if (!decidesAnew(node)) targets(workflow, node).forEach(visit);
	};
	targets(workflow, { name: own }, ASSIGNED).forEach(visit);
	return followers;
}

/** Who follows it carries out its decision, and no earlier one. */
function decidesAnew({ type, disabled, parameters: { operation } }: INode): boolean {
	return !disabled && RESOLVE_ASSIGNMENT.test(type) && (operation ?? 'resolve') === 'resolve';
}

/**
 * The nodes that are connected to a node. One that is switched off passes on what comes to its first
 * input, through its first output.
 */
function targets(
	{ nodes, connectionsBySourceNode }: Workflow,
	{ name, disabled }: Pick<INode, 'name' | 'disabled'>,
	output = disabled ? 0 : null,
): string[] {
	const outputs = connectionsBySourceNode[name]?.main ?? [];
	const used = output === null ? outputs : [outputs[output]];
	return used
		.flatMap((connections) => connections ?? [])
		.filter(({ node, index }) => index === 0 || !nodes[node]?.disabled)
		.map(({ node }) => node);
}
