import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PollContext } from 'n8n-core';
import { Workflow, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import type { Decision } from '../../routing/model/decision';
import type { Touch } from '../../routing/model/touch';
import { ALL_SCOPES, NO_RATE_LIMIT, type MessageWay } from '../../sandbox/highlevel';
import { additionalData } from '../harness/additionalData';
import { startHighLevel, type TestHighLevel } from '../harness/highLevel';
import { ASSIGN, NO_OP, nodeTypes, RESOLVE, WAITING_TRIGGER } from '../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../harness/runWorkflow';
import { items } from '../harness/touches';
import type { Happening, Part } from './model';
import { colleagues, planOfTheOffice } from './office';
import type { Customer, OurMessage, Sender, Story } from './story';
import { MINUTE } from './workingMinutes';

const EXPORT = '/conversations/messages/export';

const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };

const trigger = node(WAITING_TRIGGER, {}, { name: 'Waiting', credentials });

const resolve = node(
	RESOLVE,
	{
		planSource: 'json',
		planJson: JSON.stringify(planOfTheOffice()),
		// Changes by hand are seen at once.
		options: { simplify: false, trustMinutes: 0 },
	},
	{ name: 'Resolve', credentials },
);

const assign = node(ASSIGN, {}, { name: 'Assign', credentials });

const nobody = node(NO_OP, {}, { name: 'Nobody' });

/** How HighLevel has the messages of the story. */
const WAYS: Readonly<Record<Sender, MessageWay>> = {
	person: 'app',
	somebody: 'app',
	botUser: 'app',
	failed: 'app',
	workflow: 'workflow',
	api: 'api',
	phoneApp: 'phoneApp',
	comment: 'comment',
	shortCall: 'call',
};

interface PartRow {
	person: string;
	askedAt: number;
	givenAt: number;
	how: NonNullable<Part['ended']>['how'] | null;
	at: number;
}

const PARTS = `SELECT user_id AS person, asked_at AS askedAt, given_at AS givenAt, ended AS how,
	ended_at AS at FROM contact_assignment_waits`;

/** What n8n gives out for a touch that was decided. */
type Decided = Touch & { assignment: Decision };

type Emitted = Parameters<IPollFunctions['__emit']>;

/** A story as it goes with the nodes themselves, HighLevel's sandbox, and a clock that is set. */
export class OfficeRun {
	readonly happenings: Happening[] = [];
	/** What the trigger wrote into the log. */
	readonly log: string[] = [];
	private readonly type = nodeTypes.getByNameAndVersion(WAITING_TRIGGER);
	private readonly byPhone: ReadonlyMap<string, Customer>;

	private constructor(
		private readonly story: Story,
		private readonly highLevel: TestHighLevel,
		private readonly ledgerPath: string,
	) {
		this.byPhone = new Map(story.customers.map((customer) => [customer.phone, customer]));
	}

	/** From then on time passes only in the story. */
	static async begin(story: Story): Promise<OfficeRun> {
		setClock(story.from - MINUTE);
		const highLevel = await startHighLevel({
			rateLimit: NO_RATE_LIMIT,
			exportLagMs: story.lagMs,
			searchLagMs: 0,
			token: { scopes: [...ALL_SCOPES] },
			users: colleagues.map(({ id, firstName }) => ({ id, firstName, lastName: 'Office' })),
		});
		const { locationId } = highLevel;
		for (const { id, phone, tags, ownedBy } of story.customers) {
			const owner = ownedBy === null ? {} : { assignedTo: ownedBy };
			highLevel.sandbox.contacts.seedContact({ id, phone, tags: [...tags], locationId, ...owner });
		}
		const folder = process.env.N8N_USER_FOLDER ?? tmpdir();
		const ledgerPath = join(folder, `${randomUUID()}.sqlite`);
		process.env.CONTACT_ASSIGNMENT_SQLITE_FILE = ledgerPath;
		return new OfficeRun(story, highLevel, ledgerPath);
	}

	async end(): Promise<void> {
		jest.useRealTimers();
		await this.highLevel.sandbox.close();
	}

	/** Minute by minute: what happens in HighLevel, who writes, and a poll. */
	async run(): Promise<this> {
		const { from, until, asks, outages } = this.story;
		const inHighLevel = this.eventsInHighLevel();
		const asking = new Map(asks.map(({ at, customer }) => [at, customer]));
		for (let now = from; now < until; now += MINUTE) {
			for (; inHighLevel[0] && inHighLevel[0].at <= now; inHighLevel.shift()?.happens()) {
				advanceClock(inHighLevel[0].at);
			}
			advanceClock(now);
			const customer = asking.get(now);
			if (customer) await this.ask(customer, now);
			const isOut = outages.some((one) => one.from <= now && now < one.until);
			await this.poll(isOut);
		}
		return this;
	}

	/** Whom HighLevel shows as the owner of each customer. */
	owners(): Map<string, string | undefined> {
		const { contacts } = this.highLevel.sandbox;
		return new Map(this.story.customers.map(({ key, id }) => [key, contacts.get(id)?.assignedTo]));
	}

	/** What the ledger knows of each question and whoever had it. No two are asked at the same time. */
	parts(): Part[] {
		const askedBy = new Map(this.story.asks.map(({ at, customer }) => [at, customer.key]));
		const database = new DatabaseSync(this.ledgerPath, { readOnly: true });
		const rows = database.prepare(PARTS).all() as unknown as PartRow[];
		database.close();
		return rows.map(({ person, askedAt, givenAt, how, at }) => ({
			...{ customer: askedBy.get(askedAt) ?? 'nobody known', person, askedAt, givenAt },
			ended: how === null ? null : { how, at },
		}));
	}

	private eventsInHighLevel(): Array<{ at: number; happens: () => void }> {
		const { ourMessages, byHand } = this.story;
		const events = [
			...ourMessages.map((one) => ({ at: one.at, happens: () => this.send(one) })),
			...byHand.map(({ at, customer, owner }) => ({
				at,
				happens: () => this.setOwner(customer, owner),
			})),
		];
		return events.sort((a, b) => a.at - b.at);
	}

	private send({ customer, sender, user }: OurMessage): void {
		this.highLevel.sandbox.messages.send(customer.id, WAYS[sender], {
			...(user !== null && { userId: user }),
			...(sender === 'failed' && { status: 'failed' }),
			...(sender === 'shortCall' && { call: { status: 'completed', seconds: 8 } }),
		});
	}

	private setOwner({ id }: Customer, owner: string): void {
		const { contacts } = this.highLevel.sandbox;
		contacts.seedContact({ ...contacts.get(id), assignedTo: owner });
	}

	private async ask({ phone, account, key }: Customer, at: number): Promise<void> {
		const name = `${key}:${at}`;
		const touch = {
			key: `msg:${account.id}:${name}`,
			event: 'message',
			account,
			contact: { phone, name: key },
			message: { id: `wamid.${name}`, type: 'text', text: 'Hello?', time: isoOf(at) },
		};
		await this.decide([touch]);
	}

	private async poll(isOut: boolean): Promise<void> {
		const { faults } = this.highLevel.sandbox;
		const fault = isOut
			? faults.add({ path: EXPORT, effect: { kind: 'status', status: 503 } })
			: null;
		const emissions: Emitted[] = [];
		try {
			await this.type.poll?.call(this.pollContext((...emitted) => void emissions.push(emitted)));
		} catch (error) {
			if (!isOut) throw error;
		}
		fault?.remove();
		for (const [data, , ended] of emissions) {
			await this.decide((data[0] ?? []).map(({ json }) => json));
			ended?.resolve(undefined);
			await settled();
		}
	}

	private pollContext(emit: (...emitted: Emitted) => void): IPollFunctions {
		const workflow = new Workflow({
			id: 'waiting',
			nodes: [trigger],
			connections: {},
			active: true,
			nodeTypes,
		});
		const found = workflow.getNode(trigger.name) ?? trigger;
		const data = additionalData(this.highLevel.credentials);
		return new PollContext(workflow, found, data, 'trigger', 'activate', emit);
	}

	/** Resolve Assignment and HighLevel Assign Contact, as they stand behind every trigger. */
	private async decide(touches: object[]): Promise<void> {
		const { nodes, connections } = behindStart(resolve);
		const run = await runWorkflow({
			nodes: [...nodes, assign, nobody],
			connections: { ...connections, Resolve: { main: [[to('Assign')], [to('Nobody')]] } },
			credentials: this.highLevel.credentials,
			input: items(...touches),
		});
		const [error] = Object.values(run.errors);
		if (error) throw error;
		for (const output of [0, 1]) {
			for (const json of jsonOf(run, 'Resolve', output)) this.note(json);
		}
	}

	private note(json: IDataObject): void {
		const { assignment, wait, contact } = json as unknown as Decided;
		const { outcome, user, owner, tell } = assignment;
		this.happenings.push({
			at: Date.now(),
			customer: this.byPhone.get(contact.phone ?? '')?.key ?? 'nobody known',
			what: whatOf(outcome, tell, Boolean(wait)),
			from: wait ? (wait.person?.id ?? null) : (owner?.previous ?? null),
			to: (tell ? (tell.to?.id ?? user?.id) : user?.id) ?? 'nobody',
		});
	}
}

function whatOf(outcome: string, tell: Decision['tell'], isOverdue: boolean): Happening['what'] {
	if (tell?.about === 'nobodyElse') return 'told nobody else';
	if (tell) return 'told overdue';
	return isOverdue ? 'escalated' : (outcome as Happening['what']);
}

/** What the trigger remembers after a run is written in a few turns of the event loop. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next));
}

/** Of `Date` and `performance` alone: networks and databases go on in their own time. */
function setClock(now: number): void {
	jest.useFakeTimers({
		now,
		doNotFake: [
			'hrtime',
			'nextTick',
			'queueMicrotask',
			'setImmediate',
			'clearImmediate',
			'setInterval',
			'clearInterval',
			'setTimeout',
			'clearTimeout',
		],
	});
}

function advanceClock(to: number): void {
	jest.advanceTimersByTime(Math.max(0, to - Date.now()));
}

function isoOf(at: number): string {
	return new Date(at).toISOString();
}
