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
	execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;
}
