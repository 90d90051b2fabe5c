import { weekWords } from '../../../routing/model/hoursWords';
import { readWeek } from '../../../routing/model/writtenWeek';

/** `Mon-Fri 9:00-17:00`, or what is wrong. */
function read(written: string): string {
	const result = readWeek(written);
	return 'hours' in result ? weekWords(result.hours) : `! ${result.problem}`;
}

describe('hours as people write them', () => {
	it.each([
		['Mon-Fri 9-17', 'Mon-Fri 9:00-17:00'],
		['Mon–Fri 09:00–17:00, Sat 10-14', 'Mon-Fri 9:00-17:00, Sat 10:00-14:00'],
		['Monday to Friday from 9 to 17', 'Mon-Fri 9:00-17:00'],
		['MONDAY THROUGH FRIDAY, 9:00:00-17:00:00', 'Mon-Fri 9:00-17:00'],
		['weekdays 9am to 5pm; weekend closed', 'Mon-Fri 9:00-17:00'],
		['M-F 9-5pm', 'Mon-Fri 9:00-17:00'],
		['Mo-Fr 9h30-17h', 'Mon-Fri 9:30-17:00'],
		['Mon.-Fri. 0900 - 1730', 'Mon-Fri 9:00-17:30'],
		[
			'Mon - Fri: 9:00 a.m. - 12:00 p.m. / 1 p.m. - 5.30 p.m.',
			'Mon-Fri 9:00-12:00 and 13:00-17:30',
		],
		['Mon, Wed & Fri 9-12, 13-17', 'Mon, Wed, Fri 9:00-12:00 and 13:00-17:00'],
		['Tues, Thurs 9-17', 'Tue, Thu 9:00-17:00'],
		['Saturdays and Sundays 10-14', 'Sat, Sun 10:00-14:00'],
		['Sat-Mon 10-14', 'Mon, Sat, Sun 10:00-14:00'],
		['Mon-Fri\n9-17\nSat 10-14', 'Mon-Fri 9:00-17:00, Sat 10:00-14:00'],
		['9am-5pm Mon-Fri, 10-2pm Sat', 'Mon-Fri 9:00-17:00, Sat 10:00-14:00'],
		['Fri 22-6', 'Fri 22:00-6:00'],
		['Mon-Fri 10pm-6am', 'Mon-Fri 22:00-6:00'],
		['Fri 10:00-02:00', 'Fri 10:00-2:00'],
		['Mon-Fri 1-5pm', 'Mon-Fri 13:00-17:00'],
		['Mon-Fri noon-8pm', 'Mon-Fri 12:00-20:00'],
		['Mon-Fri 9am-midnight', 'Mon-Fri 9:00-24:00'],
		['Mon-Fri 9 am-12', 'Mon-Fri 9:00-12:00'],
		['24/7', 'every day all day'],
		['every day, all day', 'every day all day'],
		['daily 0-24', 'every day all day'],
		['Sat 24 hours', 'Sat all day'],
		['daily 9-17, Sun closed', 'Mon-Sat 9:00-17:00'],
		['Ｍｏｎ ９－１７', 'Mon 9:00-17:00'],
		['Fri closed, Mon-Fri 9-17', 'Mon-Thu 9:00-17:00'],
		['9-17 daily, closed Sun', 'Mon-Sat 9:00-17:00'],
		['weekdays (Mon-Fri) 9-17', 'Mon-Fri 9:00-17:00'],
		['Mon-Fri: 9 am - 5 pm. Sat: closed.', 'Mon-Fri 9:00-17:00'],
		['Mon 12 noon - 5 pm', 'Mon 12:00-17:00'],
		['Mon 01-05', 'Mon 1:00-5:00'],
		['Mon 12-1 am', 'Mon 0:00-1:00'],
		['Mon 6-10 am', 'Mon 6:00-10:00'],
	])('%j is %s', (written, understood) => {
		expect(read(written)).toBe(understood);
	});

	it.each(['Mon-Fri 9:00-17:00', 'Mon-Fri 9:00-12:00 and 13:00-17:00', 'every day all day'])(
		'what is shown of %j can be written, too',
		(written) => {
			expect(read(written)).toBe(written);
		},
	);
});

describe('what could mean two things, or nothing, is refused', () => {
	it.each([
		['Mon-Fri 9-5', "'9-5', which may be in the morning or in the evening"],
		['Mon-Fri 8:30-5:30', "'8:30-5:30', which may be in the morning or in the evening"],
		['Mon-Fri 9am-5', "'9am-5', which may be in the morning or in the evening"],
		['Mon 12-8', 'in the morning or in the evening'],
		['Mon-Fri 9-12 and 1-5', "'1-5', which may be in the morning or in the evening"],
		['Mon 6-9', 'in the morning or in the evening'],
		['Mon 09-5', 'in the morning or in the evening'],
		['Mon 09:00-5:00', 'in the morning or in the evening'],
		['Mon 5 pm-12', 'in the morning or in the evening'],
		['Mon 10-2 am', 'in the morning or in the evening'],
		['Mon 8-12 am', 'in the morning or in the evening'],
		['Mon 6-midnight', 'in the morning or in the evening'],
		['Mon 12-12 pm', 'in the morning or in the evening'],
		['Mon-Fri 9-17 closed 12-13', "'closed' beside times"],
		['Mon-Fri 9-17, closed', "'closed' beside times"],
		['Mon-Fri off 9-17', "'closed' beside times"],
		['Mon-Fri 9-17, closed Sat, Sun 10-14', "'closed' beside times"],
		['24/7 closed Sun', "'closed' beside times"],
		['daily closed, Fri 9-17', 'times for Friday, and says that it is closed'],
		['Mon-Fri 24/7', 'names Monday twice'],
		['daily Mon-Fri 9-17', 'names Monday twice'],
		['weekdays - Fri 9-17', "a dash beside 'weekdays', which is not one day"],
		['daily-Fri 9-17', 'which is not one day'],
		['T 9-17', "'t', which may be Tuesday or Thursday"],
		['daily 9-17, Sat 10-14', 'times for Saturday that overlap'],
		['Mon 14-14', "'14-14', which has no length"],
		['Mon 00:00-00:00', 'has no length'],
		['Mon 24:00-6:00', 'begins at the end of a day'],
		['Mon-Fri', "'mon-fri' without times"],
		['Mon 9-17, Tue', "'tue' without times"],
		['9-17', 'does not say on which days'],
		['Mon-Fri 9', "'9' without its end"],
		['Mon-Fri 9-17-20', 'a dash between what is no pair'],
		['Mon-9 17', "'mon-9', which is no pair"],
		['Mon- 9-17', 'which is no pair'],
		['- Mon 9-17', 'a dash between what is no pair'],
		['Mon-Fri 9-25', "'25', which is no time of day"],
		['Mon-Fri 9:75-17', "'9:75', which is no time of day"],
		['Mon-Fri 13pm-17', "'13pm', which is no time of day"],
		['Mon-Frei 9-17', "'frei', which is neither a day nor a time"],
		['Mon 9-17 (CET)', "'cet', which is neither a day nor a time"],
		['🙂 9-17', 'neither a day nor a time'],
		['', 'names no hours'],
		['closed', 'does not say on which days'],
		['Sat-Sun closed', 'names no hours'],
		['Mon '.repeat(300), 'is too long'],
	])('%j', (written, words) => {
		expect(read(written)).toContain(words);
		expect(read(written)).toMatch(/^! /);
	});

	it('whatever is written, there is an answer', () => {
		const signs = [
			'mon',
			'fri',
			'-',
			'9',
			'17',
			'5 pm',
			',',
			'closed',
			'all day',
			'24/7',
			'x',
			'.',
		];
		const texts = Array.from({ length: signs.length ** 4 }, (_, i) =>
			[1, 12, 144, 1728].map((n) => signs[Math.floor(i / n) % 12]).join(' '),
		);
		const isAnswer = (result: ReturnType<typeof readWeek>) =>
			'problem' in result
				? result.problem !== ''
				: result.hours.every(({ days, from, to }) => days.length > 0 && from !== to);
		expect(texts.filter((text) => !isAnswer(readWeek(text)))).toEqual([]);
	});
});
