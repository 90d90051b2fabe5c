import { seededRandom } from '../random';
import type { Json } from './errors';

/** What goes wrong. */
export type FaultEffect =
	/** The connection breaks before anything is applied. */
	| { kind: 'drop' }
	/** The request is applied, then the connection breaks: the client cannot know. */
	| { kind: 'dropAfterApply' }
	/** Nothing is applied; `body` defaults to HighLevel's usual error shape. */
	| { kind: 'status'; status: number; body?: Json; headers?: Record<string, string> }
	/** The request is applied and answered after a wait. */
	| { kind: 'delay'; ms: number }
	/** Nothing is applied; the answer comes a byte at a time and has no end. */
	| { kind: 'drip'; part: 'head' | 'body'; everyMs: number }
	/** Nothing is applied; the answer has no end, as fast as it is read. */
	| { kind: 'flood' };

export interface Fault {
	/** Default: any method. */
	method?: string;
	/**
	 * Default: any path. A route pattern (`/contacts/:id/tags`, the name of the parameter does not
	 * matter) or one concrete path (`/contacts/abc/tags`). `/contacts/:id` is only that route, not
	 * `/contacts/upsert`.
	 */
	path?: string;
	/** How often it happens. Default: until it is removed. */
	times?: number;
	/** How likely it happens to a matching request, 0 to 1. Default 1. */
	probability?: number;
	/** Makes `probability` repeatable. Default 1. */
	seed?: number;
	effect: FaultEffect;
}

export interface FaultHandle {
	/** How often it has happened. */
	readonly hits: number;
	remove(): void;
}

interface ActiveFault {
	fault: Fault;
	pattern: string | undefined;
	random: () => number;
	hits: number;
}

/** The faults of one sandbox. Each request gets the first one, in order of adding, that applies. */
export class FaultInjector {
	private active: ActiveFault[] = [];

	/** @param routes the patterns of all routes, to refuse faults that could never happen. */
	constructor(private readonly routes: () => readonly string[]) {}

	/** @throws Error when `path` is no route of the sandbox: such a fault would prove nothing. */
	add(fault: Fault): FaultHandle {
		const { path } = fault;
		if (path !== undefined && !this.routes().some((route) => routeMatches(route, path))) {
			throw new Error(`The HighLevel sandbox has no route ${path}`);
		}
		const entry: ActiveFault = {
			fault,
			pattern: path === undefined ? undefined : anonymous(path),
			random: seededRandom(fault.seed ?? 1),
			hits: 0,
		};
		this.active.push(entry);
		return {
			get hits() {
				return entry.hits;
			},
			remove: () => {
				this.active = this.active.filter((other) => other !== entry);
			},
		};
	}

	clear(): void {
		this.active = [];
	}

	/** The effect for this request, which counts as one of its `times`. */
	take(request: { method: string; path: string; route: string }): FaultEffect | undefined {
		for (const entry of this.active) {
			const { fault, pattern } = entry;
			if (fault.method && fault.method.toUpperCase() !== request.method) continue;
			if (pattern && pattern !== request.path && pattern !== anonymous(request.route)) continue;
			if (entry.hits >= (fault.times ?? Infinity)) continue;
			if (fault.probability !== undefined && entry.random() >= fault.probability) continue;
			entry.hits += 1;
			return fault.effect;
		}
		return undefined;
	}
}

function anonymous(pattern: string): string {
	return pattern.replace(/:[^/]+/g, ':');
}

function routeMatches(route: string, path: string): boolean {
	return new RegExp(`^${route.replace(/:[^/]+/g, '[^/]+')}$`).test(path);
}
