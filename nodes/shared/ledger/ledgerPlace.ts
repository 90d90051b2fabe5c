import type { LedgerChoice } from './ledgerParameter';

/** Where a ledger can be, as decisions say that are written to it: for ever. */
const PLACES = {
	n8nPostgres: { choice: 'automatic', name: "n8n's own Postgres" },
	postgres: { choice: 'postgres', name: 'the database of a Postgres credential' },
	sqlite: { choice: 'sqlite', name: "a file in n8n's own folder" },
} as const satisfies Record<string, { choice: LedgerChoice; name: string }>;

export type LedgerPlace = keyof typeof PLACES;

export const LEDGER_PLACES = Object.keys(PLACES) as [LedgerPlace, ...LedgerPlace[]];

/** A place as people call it. */
export function placeName(place: LedgerPlace): string {
	return PLACES[place].name;
}

/** What the option 'Ledger' is set to for a ledger that is there. */
export function choiceFor(place: LedgerPlace): LedgerChoice {
	return PLACES[place].choice;
}
