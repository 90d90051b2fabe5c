import { LedgerError } from '../../../ledger/ledger';
import { textOf } from './n8nEnvironment';

/** The environment variable of whoever runs n8n. */
const VARIABLE = 'CONTACT_ASSIGNMENT_LEDGER';

/** What nodes with the ledger 'Automatic' use, as whoever runs n8n says. */
const CHOICES = ['automatic', 'sqlite', 'credential'] as const;

type OperatorChoice = (typeof CHOICES)[number];

/**
 * What 'Automatic' means here.
 * @throws {LedgerError} when the variable says something else than it can
 */
export function operatorChoice(): OperatorChoice {
	const said = saidByOperator();
	const choice = CHOICES.find((one) => one === (said || 'automatic'));
	if (choice) return choice;
	throw new LedgerError(
		`The ledger cannot be opened: the environment variable ${VARIABLE} is '${said}'`,
		`Whoever runs n8n can set it to one of: ${CHOICES.join(', ')}. Without it, it is 'automatic'.`,
	);
}

/** Whether nodes with the ledger 'Automatic' use a Postgres credential. */
export function wantsCredential(): boolean {
	try {
		return saidByOperator() === 'credential';
	} catch {
		// Said by `operatorChoice`, to whoever opens the ledger.
		return false;
	}
}

function saidByOperator(): string {
	return textOf(VARIABLE, '').toLowerCase();
}
