import { rateLimitsIn } from '../rateLimitHeaders';
import { MINUTE } from '../../routing/model/durations';
import { look, right, wrong, type SetupLine } from '../../routing/model/setupLine';
import { count } from '../../routing/model/text';

type Headers = Readonly<Record<string, unknown>>;

/** More than an answer's way takes, and less than matters to working hours. */
const WRONG_CLOCK_MS = MINUTE;

/** Less than this part of a day's requests may not last for the rest of it. */
const FEW_LEFT = 1 / 10;

/** Whether this machine's clock agrees with HighLevel's. */
export function clockLine(headers: Headers, now: number): SetupLine {
	const check = 'Clock of This n8n';
	const theirs = typeof headers.date === 'string' ? Date.parse(headers.date) : NaN;
	if (!Number.isFinite(theirs)) {
		return look(
			check,
			'HighLevel did not say what time it is',
			'Make sure that the machine sets its clock by a time service (NTP).',
		);
	}
	const ahead = now - theirs;
	if (Math.abs(ahead) < WRONG_CLOCK_MS)
		return right(check, 'It agrees with the clock of HighLevel');
	const minutes = count(Math.round(Math.abs(ahead) / MINUTE), 'minute');
	return wrong(
		check,
		`It is ${minutes} ${ahead > 0 ? 'ahead of' : 'behind'} the clock of HighLevel: working hours begin and end at the wrong time`,
		'Have the machine of n8n set its clock by a time service (NTP).',
	);
}

/** How many requests HighLevel still takes. */
export function rateLimitLine(headers: Headers): SetupLine {
	const check = 'Rate Limit';
	const { max, intervalMs, dailyRemaining, dailyMax } = rateLimitsIn({ ...headers });
	if (dailyRemaining === null || dailyMax === null) {
		return look(
			check,
			'HighLevel did not say how many requests it takes',
			'Nothing is to be done: the nodes keep within the limit as soon as HighLevel names it.',
		);
	}
	const burst =
		max && intervalMs ? `${number(max)} requests in ${intervalMs / 1000} seconds; ` : '';
	const found = `${burst}${number(dailyRemaining)} of ${number(dailyMax)} are left today`;
	if (dailyRemaining >= dailyMax * FEW_LEFT) return right(check, found);
	return wrong(
		check,
		found,
		'Run fewer workflows against this sub-account today, or spread them over more than one token or app: each has a limit of its own.',
	);
}

function number(value: number): string {
	return value.toLocaleString('en-US');
}
