import { HighLevelError, toHighLevelError } from './errors';

/** One request; `path` starts with `/`, `version` is HighLevel's Version header. */
export interface HighLevelRequest {
	method: 'GET' | 'POST' | 'PUT';
	path: string;
	query?: Record<string, string>;
	body?: Record<string, unknown>;
	version: '2021-07-28';
	/** Whether a second, identical request would change nothing more. */
	repeatable: boolean;
}

export interface HighLevelResponse {
	status: number;
	/** Names in lower case. */
	headers: Record<string, unknown>;
	body: unknown;
}

/** Sends one request with authentication; throws when no answer came. */
export type SendToHighLevel = (request: HighLevelRequest) => Promise<HighLevelResponse>;

const TRIES = 4;
const FIRST_PAUSE_MS = 500;
/** HighLevel's documented window, when the header that names it is missing. */
const DEFAULT_INTERVAL_MS = 10_000;

/**
 * HighLevel for one location. Waits out rate limits and repeats what is harmless to repeat:
 * a refusal by the rate limit was not carried out, so it may always be repeated; after a 5xx or a
 * lost answer only a {@link HighLevelRequest.repeatable} request may.
 */
export class HighLevelClient {
	/** Requests sent, repeats included. */
	calls = 0;

	constructor(
		readonly locationId: string,
		private readonly send: SendToHighLevel,
		private readonly wait: (milliseconds: number) => Promise<void>,
	) {}

	/**
	 * @returns the body of HighLevel's answer
	 * @throws {HighLevelError} when HighLevel refuses, or does not answer after all tries
	 */
	async request(request: HighLevelRequest): Promise<unknown> {
		const answer = await this.attempt(request);
		if (answer instanceof HighLevelError) throw answer;
		return answer.body;
	}

	/** Like {@link request}, for callers that have a use for the refusal. */
	async attempt(request: HighLevelRequest): Promise<HighLevelResponse | HighLevelError> {
		for (let attempt = 1; ; attempt++) {
			const answer = await this.sendOnce(request);
			if (!(answer instanceof HighLevelError)) return answer;
			const pause = attempt < TRIES ? pauseBefore(answer, request, attempt) : null;
			if (pause === null) return answer;
			await this.wait(pause);
		}
	}

	private async sendOnce(request: HighLevelRequest): Promise<HighLevelResponse | RefusedRequest> {
		this.calls++;
		let response: HighLevelResponse;
		try {
			response = await this.send(request);
		} catch (error) {
			if (error instanceof HighLevelError) return error;
			const reason = error instanceof Error ? error.message : String(error);
			return new HighLevelError(
				`HighLevel did not answer: ${reason}`,
				'unavailable',
				'Check the Base URL in the credential and the network of this n8n, then try again.',
				0,
				null,
			);
		}
		if (response.status >= 200 && response.status < 300) return response;
		const error: RefusedRequest = toHighLevelError(response.status, response.body);
		if (response.status !== 429) return error;
		if (String(response.headers['x-ratelimit-daily-remaining']) === '0') {
			return new HighLevelError(
				"HighLevel's daily limit for this sub-account is used up",
				'daily-limit',
				'Run this again tomorrow, or spread the load over more than one app or token.',
				429,
				response.body,
			);
		}
		const interval = Number(response.headers['x-ratelimit-interval-milliseconds']);
		error.retryAfterMs = interval > 0 ? interval : DEFAULT_INTERVAL_MS;
		return error;
	}
}

type RefusedRequest = HighLevelError & { retryAfterMs?: number };

function pauseBefore(
	error: RefusedRequest,
	request: HighLevelRequest,
	attempt: number,
): number | null {
	if (error.kind === 'rate-limited') return error.retryAfterMs ?? DEFAULT_INTERVAL_MS;
	if (error.kind === 'unavailable' && request.repeatable) {
		return FIRST_PAUSE_MS * 2 ** (attempt - 1);
	}
	return null;
}
