import type { AxiosResponse } from 'axios';
import type { HighLevelSandbox } from '../../../../sandbox/highlevel';
import { contract } from '../../../harness/highLevelContract';
import { clientFor } from '../client';

interface Call {
	path?: Record<string, string>;
	query?: Record<string, unknown>;
	body?: Record<string, unknown>;
	token?: string;
}

/** Calls an operation by its name, `GET /contacts/{contactId}`, with the version it is for. */
export async function send(
	sandbox: HighLevelSandbox,
	name: string,
	{ path = {}, query, body, token }: Call,
): Promise<AxiosResponse> {
	const operation = contract().get(name);
	if (!operation) throw new Error(`The contract has no ${name}`);
	const [method = '', route = ''] = name.split(' ');
	const url = route.replace(/\{(\w+)\}/g, (_all, parameter: string) => path[parameter] ?? '');
	const form = operation.contentTypes[0]?.includes('form') ?? false;
	const client = clientFor(sandbox.url, { Version: operation.versions[0] }, token);
	const data = form ? new URLSearchParams(body as Record<string, string>) : body;
	return await client.request({ method, url, params: query, data });
}

/** What an operation is asked, and the status that it answers. */
export type Case = [what: string, call: (sandbox: HighLevelSandbox) => Call, status: number];
