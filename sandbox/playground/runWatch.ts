import type { ExecutionSummary, N8nApi, WorkflowSummary } from '../n8n/api';
import type { N8nLink } from './n8nLink';
import { routedTouchesIn, type RoutedTouch } from './routedTouches';

/** Not so often that n8n has no time for messages. */
const PAUSE_MS = 600;
/** An n8n that is silent for so long counts as one that does not answer. */
const PATIENCE_MS = 8_000;
/** Runs that are read at once. */
const AT_ONCE = 8;
const PAGES = 10;

const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

/** A run of any workflow. */
export interface Run {
	id: string;
	workflowId: string;
	status: string;
	hasEnded: boolean;
	isTest: boolean;
	/** Milliseconds since 1970. */
	startedAt: number;
	stoppedAt: number | null;
	failure: { node: string | null; message: string } | null;
	touches: readonly RoutedTouch[];
}

/** What n8n says of its runs and workflows, looked up again and again as long as somebody asks. */
export class RunWatch {
	private readonly known = new Map<string, Run>();
	private looking: Promise<void> | null = null;
	private workflowList: readonly WorkflowSummary[] = [];
	private lookedAt = 0;
	private answers: boolean | null = null;

	constructor(private readonly link: N8nLink) {}

	/** Oldest first. */
	get runs(): Run[] {
		return [...this.known.values()].sort((a, b) => Number(a.id) - Number(b.id));
	}

	get workflows(): readonly WorkflowSummary[] {
		return this.workflowList;
	}

	/** Null before the first answer or silence. */
	get isReachable(): boolean | null {
		return this.answers;
	}

	/** When the last look that n8n answered began, in milliseconds since 1970. */
	get knownSince(): number {
		return this.lookedAt;
	}

	/** Looks in the background, unless it was done just now. */
	refresh(): void {
		this.looking ??= this.look().finally(() => {
			setTimeout(() => (this.looking = null), PAUSE_MS).unref();
		});
	}

	private async look(): Promise<void> {
		const began = Date.now();
		const silence = new AbortController();
		const timer = setTimeout(() => silence.abort(), PATIENCE_MS);
		try {
			await Promise.race([this.link.ask(async (api) => await this.read(api)), aborted(silence)]);
			this.lookedAt = began;
			this.answers = true;
		} catch {
			this.answers = false;
		} finally {
			clearTimeout(timer);
		}
	}

	private async read(api: N8nApi): Promise<void> {
		const [workflows, news] = await Promise.all([api.workflows(), this.news(api)]);
		for (let start = 0; start < news.length; start += AT_ONCE) {
			const batch = news.slice(start, start + AT_ONCE);
			const runs = await Promise.all(batch.map(async (one) => await readRun(api, one)));
			for (const run of runs) if (run) this.known.set(run.id, run);
		}
		this.workflowList = workflows;
	}

	/** The runs that are new or had not ended, back to the first page that holds none. */
	private async news(api: N8nApi): Promise<ExecutionSummary[]> {
		const news: ExecutionSummary[] = [];
		let cursor: string | undefined;
		for (let page = 0; page < PAGES; page++) {
			const { results, nextCursor } = await api.latestExecutions(cursor);
			const fresh = results.filter(({ id }) => !this.known.get(id)?.hasEnded);
			news.push(...fresh);
			if (!nextCursor || fresh.length < results.length) break;
			cursor = nextCursor;
		}
		return news;
	}
}

/** Null when n8n has deleted it meanwhile. */
async function readRun(api: N8nApi, summary: ExecutionSummary): Promise<Run | null> {
	const execution = await api.execution(summary.id).catch(() => null);
	if (!execution) return null;
	const { id, workflowId, mode, startedAt, stoppedAt } = summary;
	return {
		id,
		workflowId,
		status: execution.status,
		hasEnded: ENDED.has(execution.status),
		isTest: mode === 'manual',
		startedAt: Date.parse(startedAt ?? '') || 0,
		stoppedAt: Date.parse(stoppedAt ?? '') || null,
		failure: execution.failure,
		touches: routedTouchesIn(execution),
	};
}

async function aborted({ signal }: AbortController): Promise<never> {
	return await new Promise((_, fail) => {
		signal.addEventListener('abort', () => fail(new Error('n8n is silent')));
	});
}
