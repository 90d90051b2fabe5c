import { cardsOf, text, texts, type Fields } from './values';

/** Hours of the week; `timeZone` is for those that name none. */
export function workingTimeFrom(card: Fields, timeZone: string) {
	return {
		timeZone: text(card.timeZone) || timeZone,
		hours: cardsOf(card.hours).map(({ days, from, to }) => ({
			days: texts(days).map((day) => day.toLowerCase()),
			from: timeOfDay(from),
			to: timeOfDay(to),
		})),
		holidays: daysFrom(card.holidays),
	};
}

/** Stretches of days. The editor's calendar adds a time to a day, which says nothing. */
export function daysFrom(value: unknown) {
	return cardsOf(value).map((card) => {
		const to = day(card.to);
		return { from: day(card.from), ...(to && { to }) };
	});
}

function day(value: unknown): string {
	return text(value).replace(/^(\d{4}-\d\d-\d\d)[T ].*$/, '$1');
}

const TIME = /^(\d{1,2})(?::(\d{2}))?(?::00)?\s*([ap]m)?$/i;

/** `9:00`, `9 am` and `09:00` are one; what is no time stays for the plan to refuse. */
function timeOfDay(value: unknown): string {
	const written = text(value);
	const [, hour, minute = '00', half] = TIME.exec(written) ?? [];
	if (hour === undefined) return written;
	if (!half) return `${hour.padStart(2, '0')}:${minute}`;
	if (Number(hour) < 1 || Number(hour) > 12) return written;
	const hours = (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
	return `${String(hours).padStart(2, '0')}:${minute}`;
}
