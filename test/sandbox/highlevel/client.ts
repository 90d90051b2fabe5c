import axios, { type AxiosInstance, type RawAxiosRequestHeaders } from 'axios';
import { demoTeam } from '../../../sandbox/highlevel';

export const VERSION = '2021-07-28';

/** Talks to a sandbox as an integration with the demo token would; no status is an exception. */
export function clientFor(
	url: string,
	headers: RawAxiosRequestHeaders = {},
	token: string = demoTeam.token,
): AxiosInstance {
	return axios.create({
		baseURL: url,
		headers: { Authorization: `Bearer ${token}`, Version: VERSION, ...headers },
		validateStatus: () => true,
	});
}

/** A clock that stands still until it is told to go on. */
export function manualClock(start = Date.parse('2026-03-02T14:00:00Z')) {
	let now = start;
	return {
		now: () => now,
		forward: (ms: number) => {
			now += ms;
		},
	};
}
