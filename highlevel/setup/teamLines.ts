import type { HighLevelClient } from '../client';
import { readSchedules } from '../schedules';
import type { UserList } from '../users';
import type { User } from '../../routing/model/decision';
import type { CalendarSchedule } from '../../routing/model/staffSnapshot';
import { look, right, wrong, type SetupLine } from '../../routing/model/setupLine';
import { count, listed } from '../../routing/model/text';

/** So many people are named in a line. */
const NAMED = 15;
/** Of so many people the hours are read: whose are missing in the first answer costs a request. */
const HOURS_READ = 25;

const names = (users: readonly User[]) =>
	listed(
		users.map(({ name }) => name),
		NAMED,
		(left) => ` and ${left} more`,
	);

/** Who works in the sub-account, and whether everybody can be named by e-mail. */
export function userLines({ users, deleted, complete }: UserList): SetupLine[] {
	const check = 'Users';
	if (users.length === 0) {
		return [
			wrong(
				check,
				'HighLevel lists nobody, so nobody can be chosen',
				'In HighLevel, open the sub-account, then Settings > My Staff, and add the people who shall get contacts. HighLevel does not list users of the agency.',
			),
		];
	}
	const left = deleted.length > 0 ? `; ${count(deleted.length, 'other')} left` : '';
	const people = users.map(({ name, email }) => (email ? `${name} (${email})` : name));
	const more = (number: number) => ` and ${number} more`;
	const lines = [right(check, `${users.length}: ${listed(people, NAMED, more)}${left}`)];
	const nameless = users.filter(({ email }) => email === '');
	if (nameless.length > 0) {
		lines.push(
			look(
				'Users Without E-Mail',
				names(nameless),
				'Rules that name people by e-mail cannot name them, and templates do. Choose them from the list, or give them an e-mail address in HighLevel under Settings > My Staff.',
			),
		);
	}
	if (!complete) {
		lines.push(
			look(
				'Users That Cannot Be Read',
				'Some entries of the list have a form that is not known',
				'They cannot be chosen. If somebody is missing above, look at them in HighLevel under Settings > My Staff.',
			),
		);
	}
	return lines;
}

/**
 * Whose working hours HighLevel's calendars tell.
 * @param isUsed whether the hours count, and not only may be used
 * @throws {HighLevelError} when HighLevel refuses
 */
export async function workingHoursLine(
	client: HighLevelClient,
	users: readonly User[],
	isUsed: boolean,
): Promise<SetupLine> {
	const asked = users.slice(0, HOURS_READ);
	const schedules = await readSchedules(
		client,
		asked.map(({ id }) => id),
	);
	const check = 'Working Hours in Calendars';
	const of = ({ id }: User): CalendarSchedule[] => schedules.get(id) ?? [];
	const odd = asked.filter((user) => of(user).some(({ isUnknown }) => isUnknown));
	const without = asked.filter((user) => of(user).length === 0);
	const set = asked.filter((user) => of(user).length > 0 && !odd.includes(user));
	const whose = set.length > 0 ? `Of ${names(set)}` : 'Of nobody';
	const scope = users.length > asked.length ? ` (the first ${asked.length} users were asked)` : '';
	if (odd.length > 0) {
		const found = `${whose}${scope}; those of ${names(odd)} have a form that is not known`;
		const fix =
			"With 'Working Hours From HighLevel Calendars', they are never there. Look at their availability in HighLevel under Settings > My Staff, or enter their hours in Resolve Assignment.";
		return isUsed ? wrong(check, found, fix) : look(check, found, fix);
	}
	if (without.length === 0 || !isUsed) return right(check, `${whose}${scope}`);
	return look(
		check,
		`${whose}${scope}; ${names(without)} ${without.length === 1 ? 'has' : 'have'} none`,
		'Who has none always works. Set their availability in HighLevel under Settings > My Staff, or enter their hours in Resolve Assignment.',
	);
}
