import {
	businessHours,
	colleagues,
	replyTimes,
	rules,
	teams,
	type ReplyTime,
	type Rule,
	type Team,
} from './office';
import type { Customer, OurMessage, Story } from './story';
import { Turns } from './turns';
import { MINUTE, WorkingMinutes } from './workingMinutes';

/** What becomes of an answer that is overdue, or of a message: who has the contact afterwards. */
export interface Happening {
	at: number;
	customer: string;
	what: 'assigned' | 'kept' | 'escalated' | 'told overdue' | 'told nobody else';
	/** Who had to answer until then; null when nobody had. */
	from: string | null;
	to: string;
}

/** The part of a question that one person had. */
export interface Part {
	customer: string;
	person: string;
	askedAt: number;
	givenAt: number;
	ended: { how: 'answered' | 'escalated' | 'moved'; at: number } | null;
}

interface Wait extends Part {
	about: Customer;
	team: string | null;
	level: number;
	had: readonly string[];
	/** When the customer wrote again. */
	again: number[];
	entry: ReplyTime | null;
	/** In which minutes its time runs; null: never due. */
	clock: WorkingMinutes | null;
	needed: number;
	counted: number;
	countedUntil: number;
	/** The first minute in which it was seen to be due. */
	due: number | null;
}

/** What a reply time is chosen by. */
type Fitting = Pick<Wait, 'about' | 'team' | 'person'>;

const DAY = 24 * 60 * MINUTE;

/** No decision looks further ahead. */
const AHEAD = 3 * DAY;

/** What is due is taken when everything until then can have been read: HighLevel's lists are late. */
const READ_BEHIND = 45_000;

const ALWAYS = 'always';
const NO_TEAM = 'no team';

/**
 * What has to come of a story, by going through it minute by minute. It is written from what the
 * product promises to people and knows nothing of how it is done.
 */
export class Model {
	readonly happenings: Happening[] = [];
	readonly parts: Part[] = [];
	private readonly open = new Map<string, Wait>();
	/** By customer; in the end, whom HighLevel has to show. */
	readonly owners = new Map<string, string>();
	private readonly turns = new Turns();
	private readonly minutes = new Map<string, WorkingMinutes>();

	constructor(private readonly story: Story) {
		const until = story.until + AHEAD;
		for (const { id, works, away } of colleagues) {
			this.minutes.set(id, new WorkingMinutes(works, story.from, until, away));
		}
		for (const { name, works } of teams) {
			this.minutes.set(name, new WorkingMinutes(works ?? businessHours, story.from, until));
		}
		this.minutes.set(ALWAYS, new WorkingMinutes(null, story.from, until));
		this.minutes.set(NO_TEAM, new WorkingMinutes(businessHours, story.from, until));
		for (const { key, ownedBy } of story.customers) if (ownedBy) this.owners.set(key, ownedBy);
	}

	run(): this {
		const { story } = this;
		const asks = new Map(story.asks.map((ask) => [ask.at, ask.customer]));
		let known = 0;
		let byHand = 0;
		for (let now = story.from; now < story.until; now += MINUTE) {
			for (let next = story.byHand[byHand]; next && next.at <= now; next = story.byHand[++byHand]) {
				this.owners.set(next.customer.key, next.owner);
			}
			const asking = asks.get(now);
			if (asking) this.ask(asking, now);
			if (story.outages.some(({ from, until }) => from <= now && now < until)) continue;
			const told = now - story.lagMs;
			for (let next = story.ourMessages[known]; next && next.at <= told;) {
				this.hear(next, now);
				next = story.ourMessages[++known];
			}
			this.escalate(now);
		}
		return this;
	}

	private ask(customer: Customer, now: number): void {
		const wait = this.open.get(customer.key);
		const owner = this.owners.get(customer.key) ?? null;
		const rule = ruleOf(customer);
		const to = owner ?? this.next(rule, [], now);
		if (to === null) throw new Error('The model knows no waiting contacts');
		if (owner === null) this.give(customer, to, now);
		const what = owner === null ? 'assigned' : 'kept';
		this.happenings.push({ at: now, customer: customer.key, what, from: owner, to });
		if (wait?.person === to) return void wait.again.push(now);
		// A change by hand becomes known.
		if (wait) this.end(wait, 'moved', now);
		this.begin({
			about: customer,
			person: to,
			// Who owned the contact before got it by no rule, but may be of its team.
			team: !wait && isMember(rule.team, to) ? rule.team : null,
			askedAt: wait?.askedAt ?? now,
			givenAt: now,
			level: wait?.level ?? 0,
			had: [...(wait?.had ?? []), to],
			again: wait ? [...wait.again, now] : [],
		});
	}

	private hear({ customer, at, sender }: OurMessage, now: number): void {
		const wait = this.open.get(customer.key);
		if ((sender !== 'person' && sender !== 'somebody') || !wait || wait.askedAt >= at) return;
		this.end(wait, 'answered', Math.max(at, wait.givenAt));
		const [next, ...again] = wait.again.filter((other) => other > at);
		const owner = this.owners.get(customer.key);
		if (next === undefined || owner === undefined) return;
		const { about, team } = wait;
		this.begin({
			...{ about, team, person: owner, askedAt: next, givenAt: next, level: 0 },
			...{ had: [owner], again },
		});
		this.count(this.open.get(customer.key), now);
	}

	private escalate(now: number): void {
		for (const wait of this.open.values()) this.count(wait, now);
		const isDue = ({ due }: Wait) => due !== null && due <= now - READ_BEHIND;
		const due = [...this.open.values()].filter(isDue);
		due.sort((a, b) => (a.due ?? 0) - (b.due ?? 0) || a.askedAt - b.askedAt);
		for (const wait of due) {
			if (this.owners.get(wait.customer) !== wait.person) this.end(wait, 'moved', now);
			else this.goOn(wait, now);
		}
	}

	private goOn(wait: Wait, now: number): void {
		const { entry, level } = wait;
		if (!entry) return;
		const isLast = level >= entry.atMost;
		if ('tell' in entry.then) return this.tell(wait, 'told overdue', entry.then.tell, now);
		const next = isLast ? null : this.next(ruleOf(wait.about), wait.had, now);
		const last = entry.atLast !== null && !wait.had.includes(entry.atLast) ? entry.atLast : null;
		const to = next ?? last;
		if (to === null) {
			return this.tell(wait, 'told nobody else', entry.atLast ?? wait.person, now);
		}
		this.end(wait, 'escalated', now);
		this.give(wait.about, to, now);
		const { customer, person, about, team, askedAt, had, again } = wait;
		this.happenings.push({ at: now, customer, what: 'escalated', from: person, to });
		const part = { about, team, person: to, askedAt, givenAt: now, again };
		this.begin({ ...part, level: level + 1, had: [...had, to] }, next === null);
	}

	private tell(wait: Wait, what: Happening['what'], to: string, now: number): void {
		this.happenings.push({ at: now, customer: wait.customer, what, from: wait.person, to });
		wait.level += 1;
		wait.due = null;
		this.start(wait, now);
	}

	private begin(
		part: Pick<
			Wait,
			'about' | 'person' | 'team' | 'askedAt' | 'givenAt' | 'level' | 'had' | 'again'
		>,
		isLast = false,
	): void {
		const about = part.about;
		const entry = replyTimes.find((one) => fits(one, part)) ?? null;
		const wait: Wait = {
			...part,
			customer: about.key,
			ended: null,
			entry,
			clock: null,
			...{ needed: 0, counted: 0, countedUntil: 0, due: null },
		};
		this.parts.push(wait);
		this.open.set(about.key, wait);
		if (!isLast) this.start(wait, part.givenAt);
	}

	/** When time runs for whoever has to answer from then on. */
	private start(wait: Wait, from: number): void {
		const { entry, level } = wait;
		wait.clock = null;
		if (!entry) return;
		const { atMost, atLast, within, againAfter } = entry;
		if (level > atMost || (level === atMost && !atLast)) return;
		wait.clock = this.clockOf(wait, entry, from);
		wait.needed = level === 0 ? within : againAfter;
		wait.counted = 0;
		wait.countedUntil = from;
	}

	private clockOf({ person, team }: Wait, { time }: ReplyTime, from: number): WorkingMinutes {
		if (time === 'always') return this.minutesOf(ALWAYS);
		const own = this.minutesOf(person);
		const next = this.isAway(person) ? null : own.next(from);
		if (next !== null && Math.abs(next - from - DAY) < MINUTE) throw new Error('Too close to tell');
		if (next !== null && next <= from + DAY) return own;
		// Of somebody who got the contact from no team it is a team with hours that they are in.
		const theirs = teams.find(({ works, members }) => works && members.includes(person));
		return this.minutesOf(team ?? theirs?.name ?? NO_TEAM);
	}

	/** Whether somebody is on leave, which lasts all the time here. */
	private isAway(person: string): boolean {
		return colleagues.some(({ id, away }) => id === person && away.length > 0);
	}

	private count(wait: Wait | undefined, now: number): void {
		if (!wait?.clock || wait.due !== null) return;
		for (; wait.countedUntil <= now; wait.countedUntil += MINUTE) {
			if (wait.counted >= wait.needed) {
				wait.due = wait.countedUntil;
				return;
			}
			if (wait.clock.at(wait.countedUntil)) wait.counted += 1;
		}
	}

	/** Who gets a contact by a rule, of those who have not had it. */
	private next({ team }: Rule, had: readonly string[], now: number): string | null {
		const found = teams.find(({ name }) => name === team) as Team;
		const left = found.members.filter((id) => !had.includes(id));
		const present = left.filter((id) => this.minutesOf(id).at(now));
		const isOpen = !found.works || this.minutesOf(team).at(now);
		if (isOpen && present.length > 0) return this.turns.next(found, present);
		let first: { id: string; from: number } | null = null;
		for (const id of left) {
			const from = this.minutesOf(id).next(now);
			if (from !== null && (!first || from < first.from)) first = { id, from };
		}
		return first?.id ?? null;
	}

	private give({ key }: Customer, to: string, now: number): void {
		this.owners.set(key, to);
		this.turns.got(to, now);
	}

	private end(wait: Wait, how: 'answered' | 'escalated' | 'moved', at: number): void {
		wait.ended = { how, at };
		this.open.delete(wait.customer);
	}

	private minutesOf(name: string): WorkingMinutes {
		const found = this.minutes.get(name);
		if (!found) throw new Error(`The office has no '${name}'`);
		return found;
	}
}

function ruleOf({ account }: Customer): Rule {
	const rule = rules.find((one) => one.account === account);
	if (!rule) throw new Error(`No rule is about ${account.name}`);
	return rule;
}

function fits({ for: asks }: ReplyTime, { about, team, person }: Fitting): boolean {
	switch (asks.type) {
		case 'any':
			return true;
		case 'account':
			return asks.account === about.account;
		case 'tag':
			return about.tags.includes(asks.tag);
		case 'rule':
			return asks.rule === ruleOf(about).name;
		case 'team':
			return team === null ? isMember(asks.team, person) : asks.team === team;
	}
}

function isMember(team: string, person: string): boolean {
	return teams.some(({ name, members }) => name === team && members.includes(person));
}
