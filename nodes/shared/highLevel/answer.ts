import { Readable } from 'node:stream';
import { UnexpectedError, type IHttpRequestOptions } from 'n8n-workflow';
import type { HighLevelResponse } from '../../../highlevel/client';

/** From the first byte of a request to the last one of its answer; HighLevel's SDK waits as long. */
const DEADLINE_MS = 30_000;
/** HighLevel's largest pages have some megabytes. */
const MOST_MEGABYTES = 16;

/**
 * HighLevel's whole answer, or none: it may let a request hang, drip its answer or never end it. Who
 * gives up here hangs up as well, and what comes later is nobody's.
 * @param send one of n8n's HTTP helpers
 * @throws {Error} when the answer is not here in time, too long, or cut off
 */
export async function wholeAnswer(
	options: IHttpRequestOptions,
	send: (options: IHttpRequestOptions) => Promise<unknown>,
): Promise<HighLevelResponse> {
	return await inTime(async (deadline) => {
		const answer = (await send(streamed(options, deadline))) as {
			statusCode: number;
			headers: Record<string, unknown>;
			body: unknown;
		};
		const { statusCode: status, headers, body } = answer;
		return { status, headers, body: body instanceof Readable ? await read(body) : body };
	});
}

/**
 * Work with a deadline, also if it pays no heed to the signal.
 * @throws {Error} when it takes longer
 */
export async function inTime<T>(work: (deadline: AbortSignal) => Promise<T>): Promise<T> {
	const deadline = AbortSignal.timeout(DEADLINE_MS);
	let giveUp = () => {};
	const late = new Promise<never>((_resolve, reject) => {
		const seconds = DEADLINE_MS / 1000;
		giveUp = () =>
			reject(new UnexpectedError(`the whole answer was not here within ${seconds} seconds`));
	});
	deadline.addEventListener('abort', giveUp);
	try {
		return await Promise.race([late, work(deadline)]);
	} finally {
		deadline.removeEventListener('abort', giveUp);
	}
}

/**
 * n8n reads whatever comes, however much it is, and follows redirects with the token. So it hands the
 * answer over as a stream, and a redirect as an answer like others.
 */
function streamed(options: IHttpRequestOptions, deadline: AbortSignal): IHttpRequestOptions {
	let signal: IHttpRequestOptions['abortSignal'] = deadline;
	return {
		...options,
		encoding: 'stream',
		returnFullResponse: true,
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		timeout: DEADLINE_MS,
		get abortSignal() {
			return signal;
		},
		// n8n puts in the signal that stops the execution: both count.
		set abortSignal(other) {
			signal = other ? AbortSignal.any([deadline, other as AbortSignal]) : deadline;
		},
	};
}

/** The body as n8n would read it: what is no JSON stays text. */
async function read(body: Readable): Promise<unknown> {
	const text = await textOf(body);
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

async function textOf(body: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	// Leaving the loop closes the connection.
	for await (const chunk of body as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes > MOST_MEGABYTES * 1024 * 1024) {
			throw new UnexpectedError(`the answer is longer than ${MOST_MEGABYTES} MB`);
		}
		chunks.push(chunk);
	}
	// Takes away the mark with which some begin UTF-8.
	return new TextDecoder().decode(Buffer.concat(chunks));
}
