import { HOUR, MINUTE } from '../../../routing/model/durations';
import { OFFICE, SALES, SUPPORT, WEDNESDAY, byId, plan, team, user } from '../builders';
import { WaitBook } from './waitBook';

const NIGHT = {
	...OFFICE,
	name: 'Night',
	hours: [{ ...OFFICE.hours[0]!, from: '20:00', to: '08:00' }],
};
const works = (id: string, schedule: string) => ({ user: byId(id), works: schedule });

/** Ann works by day and Ben by night, both in New York; the owner keeps a contact at any time. */
const BY_HOURS = plan({
	timeZone: 'America/New_York',
	schedules: [OFFICE, NIGHT],
	rules: [{ name: 'Sales', when: { accounts: [byId(SALES.id)] }, target: team('Sales') }],
	teams: [{ name: 'Sales', members: [{ user: byId('u1') }, { user: byId('u2') }] }],
	people: [works('u1', 'Office'), works('u2', 'Night')],
	replyTimes: [{ within: 10, time: 'always', againAfter: 10, atMost: 5 }],
	owners: { mode: 'first' },
});

/** Eleven in the morning, and eleven in the evening. */
const DAY = WEDNESDAY;
const EVENING = WEDNESDAY + 12 * HOUR;

const outside = (book: WaitBook) =>
	book.parts.map(({ user: id, outsideHours }) => [id, outsideHours]);

it('whoever gets a question that they can answer at once is asked within their hours', () => {
	const book = new WaitBook(BY_HOURS);
	book.decide(EVENING);
	expect(outside(book)).toEqual([['u2', false]]);
});

it('an owner who does not work is asked outside of them, and within when they do again', () => {
	const book = new WaitBook(BY_HOURS);
	book.decide(DAY);
	book.answer(DAY + MINUTE);
	book.decide(EVENING);
	book.answer(EVENING + MINUTE);
	book.decide(DAY + 24 * HOUR);
	expect(outside(book)).toEqual([
		['u1', false],
		['u1', true],
		['u1', false],
	]);
});

it('each of a chain is told by when it was asked', () => {
	const book = new WaitBook(BY_HOURS);
	book.decide(DAY);
	book.noReply(EVENING);
	expect(outside(book)).toEqual([
		['u1', false],
		['u2', true],
	]);
});

it('a message that was sent before and comes later tells it anew, one that comes after does not', () => {
	const book = new WaitBook(BY_HOURS);
	book.decide(DAY);
	book.decide(EVENING);
	expect(outside(book)).toEqual([['u1', false]]);
	const early = { type: 'text', text: 'Hello?', time: new Date(DAY - 4 * HOUR).toISOString() };
	book.decide(EVENING + MINUTE, { message: early });
	expect(outside(book)).toEqual([['u1', true]]);
});

it('nobody who has to answer has the hours of the team, or else all hours', () => {
	const nobody = { rules: [], whenNobody: 'wait', fallback: null };
	const book = new WaitBook(plan(nobody));
	book.decide(EVENING);
	expect(outside(book)).toEqual([[null, false]]);
});

it('people without hours are asked within them at any time', () => {
	const rules = [{ name: 'All', target: user('u1') }];
	const book = new WaitBook(plan({ rules }));
	book.decide(EVENING, { account: SUPPORT, contact: { source: '  Google  Ads ' } });
	expect(book.parts).toMatchObject([{ outsideHours: false, source: 'Google  Ads' }]);
});
