import { DatabaseSync } from 'node:sqlite';
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { demoTeam } from '../../sandbox/highlevel';
import { until } from './until';
import { LINES, NODES, startWaitingStack, type WaitingStack } from './waitingStack';

const INSTALL_AND_START_MS = 20 * 60_000;
/** A minute that somebody has to answer in, what HighLevel may be late, and a poll each minute. */
const CASE_MS = 10 * 60_000;

const { sofia, marcus, priya, tom } = demoTeam.users;

let stack: WaitingStack;
/** Who have asked and wait, both for the same minutes. */
let nora: Somebody;
let omar: Somebody;

beforeAll(async () => {
	stack = await startWaitingStack();
	[nora, omar] = [somebody(), somebody()];
	await Promise.all([write(nora, LINES.sales), write(omar, LINES.support)]);
}, INSTALL_AND_START_MS);

afterAll(async () => await stack?.stop(), CASE_MS);

let people = 0;

/** Somebody whom HighLevel knows and nobody owns. */
function somebody() {
	const phone = `1415555${String(6_000 + ++people)}`;
	const { id } = stack.highLevel.contacts.seedContact({ phone: `+${phone}` });
	return { id, phone, userId: `US.waiting${people}`, name: `Writer ${people}` };
}

type Somebody = ReturnType<typeof somebody>;

/** A message, and the run that it has caused. */
async function write(from: Somebody, line: string): Promise<void> {
	const delivery = await stack.graph.send({ to: line, from, text: 'Hello?' });
	await until(() => delivery.outcome === 'accepted', CASE_MS);
}

const ownerOf = ({ id }: Somebody) => stack.highLevel.contacts.get(id)?.assignedTo;

const tasksOf = ({ id }: Somebody) =>
	stack.highLevel.contacts.tasks().filter(({ contactId }) => contactId === id);

/** What a node gave out about somebody, in all runs so far. */
async function outputOf(name: string, { phone }: Somebody, output = 0): Promise<IDataObject[]> {
	const executions = await stack.api.executions(stack.workflowId);
	return executions
		.flatMap(({ outputs }) => outputs[name]?.[output] ?? [])
		.map(({ json }) => json)
		.filter(({ contactPhone }) => contactPhone === `+${phone}`);
}

/** How many waits have ended so. */
function waits(ended: string): number {
	const database = new DatabaseSync(stack.ledgerPath, { readOnly: true });
	const row = database
		.prepare('SELECT count(*) AS number FROM contact_assignment_waits WHERE ended = ?')
		.get(ended);
	database.close();
	return Number(row?.number);
}

it(
	'gives a contact whom nobody answers to the next of the team',
	async () => {
		await until(async () => (await outputOf(NODES.assign, nora)).length > 1, CASE_MS);
		const assigned = await outputOf(NODES.assign, nora);
		expect(assigned.map(({ userId }) => userId)).toEqual([sofia.id, marcus.id]);
		expect(ownerOf(nora)).toBe(marcus.id);
	},
	CASE_MS,
);

it(
	'tells only, when the plan says so: the contact stays, and who is told has a task',
	async () => {
		await until(() => tasksOf(omar).length > 1, CASE_MS);
		expect(tasksOf(omar).map(({ assignedTo }) => assignedTo)).toEqual([sofia.id, tom.id]);
		expect(ownerOf(omar)).toBe(sofia.id);
		const told = (await outputOf(NODES.assign, omar)).filter(({ outcome }) => outcome === 'kept');
		expect(told).toMatchObject([{ tellAbout: 'overdue' }]);
	},
	CASE_MS,
);

it(
	'gives who waits in the queue to whoever is free again',
	async () => {
		const [zoe, ines] = [somebody(), somebody()];
		await write(zoe, LINES.returns);
		await write(ines, LINES.returns);
		expect(ownerOf(zoe)).toBe(priya.id);
		expect(ownerOf(ines)).toBeUndefined();
		await axios.get(stack.closeUrl, { params: { phone: `+${zoe.phone}` } });
		await until(() => ownerOf(ines) === priya.id, CASE_MS);
	},
	CASE_MS,
);

it(
	'keeps an AI agent silent while a person is on it',
	async () => {
		const leo = somebody();
		await write(leo, LINES.sales);
		expect(await outputOf(NODES.agent, leo)).toMatchObject([{ personIsOnIt: false }]);
		const answered = waits('answered');
		stack.highLevel.messages.send(leo.id, 'app', { userId: ownerOf(leo) });
		await until(() => waits('answered') > answered, CASE_MS);
		await write(leo, LINES.sales);
		expect(await outputOf(NODES.onIt, leo)).toMatchObject([{ personIsOnIt: true }]);
		expect(await outputOf(NODES.agent, leo)).toHaveLength(1);
	},
	CASE_MS,
);
