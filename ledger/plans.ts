import type { KeptPlan } from '../routing/keptPlan';
import type { Database } from './database';
import type { Secrets } from './secrets';

/** The plans that have decided in one location, kept by hash from their first use. */
export class Plans {
	constructor(
		protected readonly database: Database,
		protected readonly scope: string,
		protected readonly secrets: Secrets,
	) {}

	/** @returns null when it is not kept any more */
	async find(_hash: string, _staffHash: string): Promise<KeptPlan | null> {
		throw new Error('not built yet');
	}

	/** The one that decided last; null when none has yet. */
	async latest(): Promise<KeptPlan | null> {
		throw new Error('not built yet');
	}
}
