import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/** One thing that the node can do: how it is chosen, what it asks for besides the plan, and its work. */
export interface Operation {
	option: INodePropertyOptions;
	/** Its own fields, shown with it alone. */
	parameters: INodeProperties[];
	/** What its two outputs are called. The wires stay when people choose another operation. */
	outputs: readonly [string, string];
	/** It answers a question of whoever sits at the canvas, and is of no use to a contact. */
	onCanvasOnly: boolean;
	execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}
