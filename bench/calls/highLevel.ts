import {
	demoLocation,
	demoTeam,
	NO_RATE_LIMIT,
	startHighLevelSandbox,
	type HighLevelSandbox,
} from '../../sandbox/highlevel';
import { oAuthCredentials, type CredentialData } from '../harness';
import type { Person } from './trace';

const { tom } = demoTeam.users;
const OLD_TAG = 'newsletter';

/** What went wrong by the end, and what it took. */
export interface Score {
	calls: number;
	writes: number;
	/** By method and path. */
	byRoute: Record<string, number>;
	/** Somebody who had the contact lost it. */
	ownersOverwritten: number;
	/** Contacts that lost a tag that they had before. */
	tagsLost: number;
	/** Contacts that have no owner in the end, lack the tag of an account they wrote to, or are there twice. */
	ownerless: number;
	untagged: number;
	doubled: number;
}

/** HighLevel with the people whom it knows before the first message. */
export class BenchHighLevel {
	private readonly byRoute = new Map<string, number>();
	private overwritten = 0;

	private constructor(
		readonly sandbox: HighLevelSandbox,
		readonly locationId: string,
		private readonly people: readonly Person[],
	) {}

	static async make(
		locationId: string,
		people: readonly Person[],
		now: number,
	): Promise<BenchHighLevel> {
		const sandbox = await startHighLevelSandbox({
			locations: [{ ...demoLocation, id: locationId }],
			tokens: [],
			users: Object.values(demoTeam.users).map(({ id, firstName, lastName, email }) => ({
				id,
				firstName,
				lastName,
				email,
			})),
			// The limits have a test of their own; here only the number of requests counts.
			rateLimit: NO_RATE_LIMIT,
			clock: () => now,
		});
		for (const { phone, name, before } of people) {
			if (before === 'nothing') continue;
			const assignedTo = before === 'somebodyOwnsIt' ? tom.id : undefined;
			sandbox.contacts.seedContact({ phone, firstName: name, assignedTo, tags: [OLD_TAG] });
		}
		return new BenchHighLevel(sandbox, locationId, people);
	}

	credentials(): CredentialData {
		return oAuthCredentials(this);
	}

	/** Runs and notes what it did to the contacts of these people. */
	async watch(persons: readonly number[], run: () => Promise<void>): Promise<void> {
		const owners = () => persons.map((person) => this.found(person)[0]?.assignedTo ?? null);
		const before = owners();
		await run();
		for (const [i, owner] of owners().entries()) {
			if (before[i] !== null && before[i] !== owner) this.overwritten += 1;
		}
		for (const { method, route, path } of this.sandbox.requests) {
			const key = `${method} ${route ?? path}`;
			this.byRoute.set(key, (this.byRoute.get(key) ?? 0) + 1);
		}
		this.sandbox.clearRequests();
	}

	/** @param tags by person: those of the accounts that they wrote to */
	score(tags: ReadonlyMap<number, ReadonlySet<string>>): Score {
		const byRoute = Object.fromEntries([...this.byRoute].sort());
		const sum = (test: (route: string) => boolean) =>
			[...this.byRoute].reduce((total, [route, count]) => total + (test(route) ? count : 0), 0);
		const wrote = [...tags.keys()].map((person) => {
			const found = this.found(person);
			const has = new Set(found.flatMap((contact) => contact.tags));
			const known = this.people[person]?.before !== 'nothing';
			return {
				lost: known && !has.has(OLD_TAG),
				ownerless: !found.some(({ assignedTo }) => assignedTo),
				untagged: [...(tags.get(person) ?? [])].some((tag) => !has.has(tag)),
				doubled: found.length > 1,
			};
		});
		const count = (what: 'lost' | 'ownerless' | 'untagged' | 'doubled') =>
			wrote.filter((one) => one[what]).length;
		return {
			calls: sum(() => true),
			writes: sum((route) => !route.startsWith('GET ')),
			byRoute,
			ownersOverwritten: this.overwritten,
			tagsLost: count('lost'),
			ownerless: count('ownerless'),
			untagged: count('untagged'),
			doubled: count('doubled'),
		};
	}

	private found(person: number) {
		const { phone = '' } = this.people[person] ?? {};
		return this.sandbox.contacts.byPhone(phone, this.locationId);
	}
}
