import { z } from 'zod/v4';

/** One call of the Graph API; `path` starts after the version, for example `/{waba-id}/phone_numbers`. */
interface GraphCall {
	method: 'GET' | 'POST' | 'DELETE';
	path: string;
	query?: Record<string, string>;
	body?: Record<string, unknown>;
}

/**
 * Sends a call with the token that it needs and returns the parsed body.
 * Throws the caller's own error type when Meta does not answer with success.
 */
export type Graph = (call: GraphCall) => Promise<unknown>;

/** The workflow of a trigger, as people find it in n8n. */
export interface ReceivingWorkflow {
	id: string;
	name: string;
}

/** Something about the webhook set-up that only the user can put right. */
export class SubscriptionError extends Error {
	/** @param workflow the one that is in the way, when the message names one in single quotes */
	constructor(
		message: string,
		readonly description: string,
		readonly workflow: ReceivingWorkflow | null = null,
	) {
		super(message);
		this.name = 'SubscriptionError';
	}
}

const pageSchema = z.object({
	data: z.array(z.unknown()),
	paging: z
		.object({
			cursors: z.object({ after: z.string().optional() }).optional(),
			next: z.string().optional(),
		})
		.optional(),
});

/** Reads every page of a list. Meta pages by cursor; `next` is missing on the last page. */
export async function readAll<T>(
	graph: Graph,
	path: string,
	query: Record<string, string>,
	schema: z.ZodType<T>,
): Promise<T[]> {
	const rows: T[] = [];
	let after: string | undefined;
	do {
		const page = pageSchema.parse(
			await graph({ method: 'GET', path, query: { ...query, ...(after && { after }) } }),
		);
		rows.push(...page.data.map((row) => schema.parse(row)));
		after = page.paging?.next ? page.paging.cursors?.after : undefined;
	} while (after);
	return rows;
}
