import type { Budget, Permit } from './budget';
import {
	dailyLimit,
	HighLevelError,
	lackingScope,
	statusOf,
	toHighLevelError,
	unreadable,
} from './errors';
import { rateLimitsIn } from './rateLimitHeaders';
import { reasonOf } from '../routing/model/text';
import type { Path } from './path';
import type { Scope } from './scopes';

/** HighLevel's Version header for all that has no version of its own (highlevel-api-docs). */
export const VERSION = '2021-07-28';

/** One request; `version` is HighLevel's Version header. */
export interface HighLevelRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	path: Path;
	query?: Record<string, string>;
	body?: Record<string, unknown>;
	/** In place of `body`, where HighLevel takes no JSON (OAuth). */
	form?: Record<string, string>;
	/** Conversations and calendars have a version of their own. */
	version: typeof VERSION | '2021-04-15' | 'v3';
	/** Whether a second, identical request would change nothing more. */
	repeatable: boolean;
	/** A refusal is likely enough that it must not look like an expired token. */
	mayBeRefused?: boolean;
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

/**
 * HighLevel for one location. Keeps within the rate limit and repeats what is harmless to repeat: a
 * refusal by the rate limit was not carried out, so it may always be repeated; after a 5xx or a lost
 * answer only a {@link HighLevelRequest.repeatable} request may.
 */
export class HighLevelClient {
	/** Requests sent, repeats included. */
	calls = 0;

	/**
	 * @param budget shared by all clients whose requests HighLevel counts together
	 * @param scopes what the token is allowed; null when that is not known
	 * @param patient leaves a part of the budget to the others
	 */
	constructor(
		readonly locationId: string,
		private readonly send: SendToHighLevel,
		private readonly wait: (milliseconds: number) => Promise<void>,
		private readonly budget: Budget,
		readonly scopes: ReadonlySet<string> | null = null,
		private readonly patient = false,
	) {}

	/** The same HighLevel with a count of its own. */
	counting(): HighLevelClient {
		return this.with(this.patient);
	}

	/** The same HighLevel for work on many contacts, which messages that come meanwhile overtake. */
	patiently(): HighLevelClient {
		return this.with(true);
	}

	private with(patient: boolean): HighLevelClient {
		const { locationId, send, wait, budget, scopes } = this;
		return new HighLevelClient(locationId, send, wait, budget, scopes, patient);
	}

	/**
	 * @returns the body of HighLevel's answer
	 * @throws {HighLevelError} when HighLevel refuses, or does not answer after all tries
	 */
	async request(request: HighLevelRequest): Promise<unknown> {
		const answer = await this.attempt(request);
		if (answer instanceof HighLevelError) throw answer;
		return answer.body;
	}

	/**
	 * Like {@link request}, for what many tokens are not allowed: where the scopes are known, a missing
	 * one is said without asking, and else a refusal must not look like an expired token.
	 */
	async requestIfAllowed(scope: Scope, request: HighLevelRequest): Promise<unknown> {
		if (this.scopes && !this.scopes.has(scope)) throw lackingScope(request.path);
		const mayBeRefused = request.mayBeRefused === true || this.scopes === null;
		return await this.request({ ...request, mayBeRefused });
	}

	/** Like {@link request}, for callers that have a use for the refusal. */
	async attempt(request: HighLevelRequest): Promise<HighLevelResponse | HighLevelError> {
		for (let attempt = 1; ; attempt++) {
			const permit = await this.budget.take(this.patient);
			if (permit instanceof HighLevelError) return permit;
			const answer = await this.sendOnce(request, permit);
			if (!(answer instanceof HighLevelError) || attempt === TRIES) return answer;
			// After a refusal the budget is used up, and waits by itself.
			if (answer.kind === 'rate-limited') continue;
			if (answer.kind !== 'unavailable' || !request.repeatable) return answer;
			await this.wait(FIRST_PAUSE_MS * 2 ** (attempt - 1));
		}
	}

	private async sendOnce(
		request: HighLevelRequest,
		permit: Permit,
	): Promise<HighLevelResponse | HighLevelError> {
		this.calls++;
		let response: HighLevelResponse;
		try {
			response = await this.send(request);
		} catch (error) {
			this.budget.giveBack(permit, null, false);
			return error instanceof HighLevelError ? error : noAnswer(error);
		}
		const { headers, body } = response;
		const status = statusOf(response);
		this.budget.giveBack(permit, headers, status === 429);
		if (status >= 200 && status < 300) return isPage(body) ? unreadable(body) : response;
		return status === 429 && rateLimitsIn(headers).isDayUsedUp
			? dailyLimit(body)
			: toHighLevelError(status, body, request.path);
	}
}

function noAnswer(error: unknown): HighLevelError {
	return new HighLevelError(
		`HighLevel did not answer: ${reasonOf(error)}`,
		'unavailable',
		'Check the Base URL in the credential and the network of this n8n, then try again.',
		0,
		null,
	);
}

/** All answers of HighLevel are JSON or empty. */
function isPage(body: unknown): boolean {
	return typeof body === 'string' && body !== '';
}
