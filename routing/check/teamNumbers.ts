import type { User } from '../model/decision';
import type { Plan } from '../plan/plan';
import { phoneDigits } from '../model/phoneForms';
import { accountNumbersOf } from '../plan/accountNumbers';
import { finding, type Finding } from './finding';

/** Team members whose number in HighLevel is not theirs alone: by it they are told from contacts. */
export function checkTeamNumbers(plan: Plan, users: readonly User[]): Finding[] {
	const lines = accountNumbersOf(plan);
	const owners = new Map<string, string[]>();
	for (const { name, phone } of users) {
		if (!phone) continue;
		const key = phoneDigits(phone);
		owners.set(key, [...(owners.get(key) ?? []), name]);
	}
	return [...owners].flatMap(([key, names]) => {
		const where = `User '${names.join("', '")}'`;
		if (lines.has(key)) {
			const text =
				'Shares a number with a line: HighLevel has the number of one of your WhatsApp accounts as theirs. Whoever writes from it is taken for a contact; enter their own number in HighLevel.';
			return [finding('shared_number', where, text)];
		}
		if (names.length === 1) return [];
		const text =
			'They have the same number in HighLevel. Whoever writes from it is taken for one of them, and is no contact.';
		return [finding('shared_number', where, text)];
	});
}
