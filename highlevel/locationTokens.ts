import { z } from 'zod/v4';
import { VERSION, type HighLevelClient } from './client';
import { unreadable } from './errors';
import { MINUTE } from '../routing/model/durations';
import { path } from './path';

/** Ends before HighLevel ends it, so that no request is under way by then. */
const MARGIN_MS = MINUTE;

const answerSchema = z.object({ access_token: z.string(), expires_in: z.number() });

interface LocationToken {
	token: Promise<string>;
	/** Milliseconds of the same clock; Infinity until HighLevel has answered. */
	endsAt: number;
}

/**
 * Access tokens of sub-accounts, each got once for an agency's token and kept as long as it is valid
 * (HighLevel: Get Location Access Token from Agency Token).
 */
export class LocationTokens {
	private readonly kept = new Map<string, LocationToken>();

	/** @param now milliseconds of a clock that nobody sets */
	constructor(private readonly now: () => number) {}

	/**
	 * @param key tells tokens of different agencies, apps and sub-accounts apart
	 * @param company asks with the agency's token
	 * @throws {HighLevelError} when the agency's token does not open the sub-account
	 */
	async get(
		key: string,
		company: HighLevelClient,
		place: { companyId: string; locationId: string },
	): Promise<string> {
		const known = this.kept.get(key);
		if (known && known.endsAt > this.now()) return await known.token;
		for (const [old, { endsAt }] of this.kept) if (endsAt <= this.now()) this.kept.delete(old);
		const added: LocationToken = { token: Promise.resolve(''), endsAt: Infinity };
		this.kept.set(key, added);
		added.token = exchange(company, place).then(({ access_token, expires_in }) => {
			added.endsAt = this.now() + expires_in * 1000 - MARGIN_MS;
			return access_token;
		});
		return await added.token.catch((error: unknown) => {
			if (this.kept.get(key) === added) this.kept.delete(key);
			throw error;
		});
	}

	/** HighLevel does not accept this token any more. */
	async drop(key: string, token: string): Promise<void> {
		const known = this.kept.get(key);
		if (known && (await known.token) === token && this.kept.get(key) === known) {
			this.kept.delete(key);
		}
	}
}

async function exchange(
	company: HighLevelClient,
	form: { companyId: string; locationId: string },
): Promise<z.infer<typeof answerSchema>> {
	const body = await company.request({
		method: 'POST',
		path: path`/oauth/locationToken`,
		form,
		version: VERSION,
		// Another token does no harm.
		repeatable: true,
	});
	const answer = answerSchema.safeParse(body);
	if (!answer.success) throw unreadable(null);
	return answer.data;
}
