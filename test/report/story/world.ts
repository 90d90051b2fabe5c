import type { Ledger, Recorded } from '../../../ledger/ledger';
import { MINUTE } from '../../../routing/model/durations';
import type { Reply } from '../../../routing/model/reply';
import { identitiesOf, type Touch } from '../../../routing/model/touch';
import { RESERVED_MS } from '../../ledger/ledgerFixture';
import { WaitsFixture } from '../../ledger/waitsFixture';
import { SALES, SUPPORT } from '../../routing/builders';
import { PLANS, type PlanName } from './plans';
import type { Step } from './steps';

/** The evening before clocks go forward in New York. */
export const BEGAN = Date.parse('2026-03-07T23:00:00Z');

const ACCOUNTS = [SALES, SUPPORT];
const SOURCES = ['Website', ' "Ads, & <b>more</b>"', '=1+1', undefined];

/** Names of contacts; the last ones are others by another name, until a message has both. */
const PEOPLE = [
	{ id: 'c0', phone: '+14155550000', whatsappUserId: null },
	{ id: 'c1', phone: '+14155550001', whatsappUserId: null },
	{ id: 'c2', phone: null, whatsappUserId: 'US.2' },
	{ id: null, phone: '+14155550001', whatsappUserId: null },
	{ id: null, phone: null, whatsappUserId: 'US.4' },
	{ id: 'c0', phone: '+14155550000', whatsappUserId: 'US.4' },
];

/** What HighLevel calls each of them. */
const HIGHLEVEL_IDS = ['c0', 'c1', 'c2', 'c1', 'c0', 'c0'];

/** What somebody who only watches writes down of assignments. */
interface Given {
	id: string;
	at: number;
	user: string;
	status: 'reserved' | 'counts' | 'undone' | 'credited';
	expires: number;
}

/** A location in which things happen, and what somebody wrote down who only heard what was decided. */
export class StoryWorld extends WaitsFixture {
	readonly given: Given[] = [];
	/** When owners kept contacts, and who. */
	readonly keeps: Array<{ at: number; user: string }> = [];
	/** Questions how satisfied somebody is, and their last answer. */
	readonly questions: Array<{
		id: string;
		at: number;
		rated: { at: number; value: number } | null;
	}> = [];
	private readonly last = new Map<number, Recorded>();
	private readonly told: Reply[] = [];

	constructor(ledger: Ledger, plan: PlanName) {
		super(ledger, PLANS[plan]);
		this.now = BEGAN;
	}

	async take(steps: readonly Step[]): Promise<void> {
		for (const one of steps) {
			this.now += 7;
			await this.step(one);
		}
		this.now += 1;
	}

	/** What counts as assigned, as far as somebody who only heard of it can tell. */
	assigned(from: number, to: number): Given[] {
		return this.given.filter(
			({ at, status, expires }) =>
				at >= from &&
				at < to &&
				(status === 'counts' || (status === 'reserved' && expires > this.now)),
		);
	}

	private async step(one: Step): Promise<void> {
		const { ledger, now } = this;
		switch (one.do) {
			case 'goOn':
				this.now += one.minutes * MINUTE;
				await ledger.waits.endSilent(this.now);
				return await this.goOn();
			case 'write':
				return await this.comes(one);
			case 'tag':
				return await this.hear(one.who, { event: 'tag', tag: 'x', account: SALES });
			case 'handOver':
				return await this.hear(one.who, {
					event: 'reassign',
					account: SALES,
					reassign: { kind: 'handOver', from: { id: 'u1' }, run: 'r', about: 'u1' },
					excludedUsers: ['u1'],
				});
			case 'reply': {
				const account = one.account === null ? null : (ACCOUNTS[one.account]?.id ?? null);
				const at = now - one.ago * MINUTE;
				const contact = this.names(one.who);
				this.told.push(this.reply('', 0, { at, contact, account, user: one.user }));
				return void (await ledger.waits.note(this.told.slice(-1), now));
			}
			case 'told':
				return void (await ledger.waits.note(this.told.slice(one.reply, one.reply + 1), now));
			case 'unclear': {
				const said = { at: now, contact: this.names(one.who), user: one.user };
				const unclear = this.reply('', 0, { ...said, verdict: 'unclear' });
				return void (await ledger.waits.note([unclear, unclear], now));
			}
			case 'deal': {
				const at = now - one.ago * MINUTE;
				const told = { id: `opportunity:${one.name}:${one.kind}`, kind: one.kind, at } as const;
				const deal = { ...told, by: 'highLevel', contact: this.names(one.who) } as const;
				return void (await ledger.outcomes.note([deal, deal], now));
			}
			case 'askRating': {
				const asked = await ledger.outcomes.ask(this.names(one.who), false, now);
				if (asked) this.questions.push({ id: asked.id, at: now, rated: null });
				return;
			}
			case 'rate':
				return await this.rate(one);
			case 'rush':
				for (const minutes of one.answers) await this.rush(minutes);
				return;
			default:
				return await this.other(one);
		}
	}

	private async other(one: Extract<Step, { who: number }>): Promise<void> {
		const { ledger, now } = this;
		const named = this.names(one.who);
		switch (one.do) {
			case 'close':
				return void (await ledger.close(named, now));
			case 'forget':
				// What was on its way is nobody's, and comes to nothing.
				this.last.clear();
				return void (await ledger.forget(named, now));
			case 'clearOwners':
				return await ledger.clearOwners(
					[{ contact: named, user: null, contactId: HIGHLEVEL_IDS[one.who] ?? '' }],
					now,
				);
			case 'giveTurnBack':
				return this.mark(await ledger.giveTurnBack(named, 'spam', now), 'credited');
			case 'takeTurnAgain':
				return this.mark(await ledger.takeTurnAgain(named, now), 'counts');
			default:
				return await this.carryOut(one.who, one.do === 'release' ? 'released' : 'confirmed');
		}
	}

	private async comes({ who, account, source, byHand }: Extract<Step, { do: 'write' }>) {
		const owner = byHand ? { ownerId: 'u8', existed: true } : {};
		await this.hear(who, {
			account: ACCOUNTS[account],
			message: { type: 'text', text: 'Hello?', time: new Date(this.now).toISOString() },
			contact: { source: SOURCES[source], ...owner },
		});
	}

	private async hear(
		who: number,
		change: Parameters<WaitsFixture['person']>[1] & object,
	): Promise<void> {
		const contact = { ...change.contact, ...PEOPLE[who] };
		const recorded = await this.decided(this.person('', { ...change, contact }), RESERVED_MS);
		// To carry out that somebody stays is to carry out what made them the owner.
		if (recorded.decision.outcome === 'assigned') this.last.set(who, recorded);
	}

	/** Decides, and writes down what was said. */
	private async decided(one: Touch, reserveFor: number | null): Promise<Recorded> {
		const recorded = await this.decide(one, reserveFor);
		const { decision, id } = recorded;
		const user = decision.user?.id ?? '';
		const [at, expires] = [this.now, this.now + (reserveFor ?? 0)];
		if (decision.outcome === 'assigned') {
			const status = reserveFor === null ? 'counts' : 'reserved';
			this.given.push({ id, at, user, status, expires });
		}
		const cameUp = one.event === 'message' || one.event === 'tag';
		if (decision.outcome === 'kept' && cameUp) this.keeps.push({ at, user });
		return recorded;
	}

	private async goOn(): Promise<void> {
		for (const wait of await this.ledger.waits.takeOverdue(this.now, 50, 2 * MINUTE)) {
			await this.decided(this.overdue(wait), null);
		}
	}

	private async carryOut(who: number, outcome: 'confirmed' | 'released'): Promise<void> {
		const recorded = this.last.get(who);
		if (!recorded) return;
		await this.settle(recorded, outcome);
		const given = this.given.find(({ id }) => id === recorded.id);
		if (!given || given.status === 'credited') return;
		const isOver = given.status === 'reserved' && given.expires <= this.now;
		if (outcome === 'confirmed') given.status = 'counts';
		else if (given.status === 'reserved' && !isOver) given.status = 'undone';
	}

	private mark(moved: { user: string; assignedAt: number } | null, status: Given['status']): void {
		const given = this.given.find(
			({ at, user }) => at === moved?.assignedAt && user === moved.user,
		);
		if (given) given.status = status;
	}

	private async rate({
		question,
		value,
		ago,
	}: Omit<Extract<Step, { do: 'rate' }>, 'do'>): Promise<void> {
		const asked = this.questions[question];
		if (!asked) return;
		const at = Math.max(asked.at, this.now - ago * MINUTE);
		const noted = await this.ledger.outcomes.rate(asked.id, value, at, this.now);
		// Of a contact that was forgotten there is no question any more.
		if (noted && at >= (asked.rated?.at ?? 0)) asked.rated = { at, value };
	}

	/** Somebody new asks, and what there is to it happens until the next one does. */
	private async rush(minutes: number | null): Promise<void> {
		const { ledger } = this;
		const name = `5559${this.given.length}${this.questions.length}${this.now % 1000}`;
		const message = { type: 'text', time: new Date(this.now).toISOString() };
		await this.decided(this.person(name, { account: SALES, message }), null);
		if (minutes === null) return;
		this.now += minutes * MINUTE + 13;
		await this.goOn();
		const contact = this.named(name);
		await ledger.waits.note([this.reply('', 0, { at: this.now, contact })], this.now);
		const asked = await ledger.outcomes.ask(contact, false, this.now);
		if (asked) {
			this.questions.push({ id: asked.id, at: this.now, rated: null });
			await this.rate({ question: this.questions.length - 1, value: 1 + (minutes % 5), ago: 0 });
		}
		this.now += 1;
		await ledger.close(contact, this.now);
	}

	private names(who: number): string[] {
		return identitiesOf(this.person('', { contact: PEOPLE[who] ?? {} }).contact);
	}
}
