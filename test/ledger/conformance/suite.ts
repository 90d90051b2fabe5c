import type { Database } from '../../../ledger/database';
import type { Ledger } from '../../../ledger/ledger';
import type { LedgerStore } from '../../../ledger/store';
import { SALES, SUPPORT, byId, team, user } from '../../routing/builders';
import type { LedgerFixture } from '../ledgerFixture';

/** What the tests of a subject work with: one empty database for each test. */
export interface Suite {
	/** Another connection to the database. */
	connect(): Promise<Database>;
	/** Another worker on the same database. */
	worker(): Promise<LedgerStore>;
	store(): LedgerStore;
	ledger(scope: string): Ledger;
	/** All that is stored, as far as it can be looked at. */
	everything(): Promise<string>;
	/** A new fixture on the ledger `location`. */
	fixture(): LedgerFixture;
}

/** Sales is Ann's and Support is Ben's, also of one contact. */
export const SEPARATE_PLAN = {
	rules: [
		{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: user('u1') },
		{ name: 'Support', when: { accounts: [byId(SUPPORT.id)] }, target: user('u2') },
	],
	owners: { mode: 'separate' },
};

/** Ann alone takes one contact at a time in sales; Ben alone is for support, and comes first. */
export const SMALL_PLAN = {
	rules: [
		{ name: 'Support', when: { accounts: [byId(SUPPORT.id)] }, target: team('Support') },
		{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Sales') },
	],
	teams: [
		{ name: 'Sales', members: [{ user: byId('u1') }] },
		{ name: 'Support', members: [{ user: byId('u2') }] },
	],
	people: ['u1', 'u2'].map((id) => ({ user: byId(id), capacity: 1 })),
	owners: { mode: 'first' },
};

/** A person as a trigger sees them. */
export const tagged = (name: string, locationId: string | null = 'location') => ({
	locationId,
	identities: [`highLevel:${name}`, `phone:${name}`],
});
