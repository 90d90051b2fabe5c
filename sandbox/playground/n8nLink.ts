import axios from 'axios';
import { N8nApi } from '../n8n/api';

/** An n8n that may be restarted meanwhile: whoever asks is signed in when n8n wants it. */
export class N8nLink {
	private signedIn?: Promise<N8nApi>;

	constructor(readonly url: string) {}

	/** @throws {Error} when n8n does not answer, or refuses */
	async ask<T>(question: (api: N8nApi) => Promise<T>): Promise<T> {
		try {
			return await question(await this.api());
		} catch (error) {
			if (!isSignedOut(error)) throw error;
			this.signedIn = undefined;
			return await question(await this.api());
		}
	}

	private async api(): Promise<N8nApi> {
		const signingIn = (this.signedIn ??= N8nApi.signIn(this.url));
		try {
			return await signingIn;
		} catch (error) {
			this.signedIn = undefined;
			throw error;
		}
	}
}

function isSignedOut(error: unknown): boolean {
	return axios.isAxiosError(error) && error.response?.status === 401;
}

/** What went wrong, in n8n's own words where there are any. */
export function reasonFrom(error: unknown): string {
	if (!axios.isAxiosError(error)) return error instanceof Error ? error.message : String(error);
	const said = (error.response?.data as { message?: unknown } | undefined)?.message;
	if (typeof said === 'string' && said !== '') return said;
	return error.response ? error.message : 'n8n does not answer';
}
