import { identitiesOf } from '../../routing/model/touch';
import { touch } from '../routing/builders';
import { TEAM_PLAN } from './ledgerFixture';
import { DAY } from '../../routing/model/durations';

export const MEMBERS = ['u1', 'u2', 'u3'];
export const STALE_MS = 3 * DAY;

/** Everybody may always get a contact, so that whose turn it is can be told by counting. */
export const PLANS = {
	/** Who owns a contact keeps it. */
	first: { ...TEAM_PLAN, staleAfterDays: 3 },
	/** Every message asks the team. */
	anew: { ...TEAM_PLAN, staleAfterDays: 3, owners: null },
};
export type PlanName = keyof typeof PLANS;

/**
 * The messages that can come, by number, each as often as it likes: from six people by phone number
 * (0 to 35), by WhatsApp user ID (to 41), and with both, so that two contacts become one (to 47).
 */
const MESSAGES = Array.from({ length: 48 }, (_, i) =>
	touch({
		key: `msg:${i}`,
		contact: {
			id: null,
			phone: i >= 36 && i < 42 ? null : `+1415555000${i % 3}`,
			whatsappUserId: i >= 36 ? `US.${i % 3}` : null,
		},
	}),
);
/** One message of each person by user ID, and by number. */
export const PEOPLE = [36, 37, 38, 39, 40, 41, 0, 1, 2, 3, 4, 5];
export const namesOf = (message: number) => identitiesOf(messageOf(message).contact);
export function messageOf(message: number) {
	return MESSAGES[message] ?? touch();
}

/** What can happen to a ledger. */
export type Step =
	| { do: 'decide'; messages: number[]; plan: PlanName; reserve: boolean }
	| { do: 'confirmed' | 'released'; message: number }
	| { do: 'giveTurnBack' | 'takeTurnAgain' | 'close' | 'forget'; message: number }
	| { do: 'clearOwners'; message: number; user: string | null }
	| { do: 'wait'; ms: number }
	| { do: 'look' };
