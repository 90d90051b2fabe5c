import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { NO_RATE_LIMIT } from '../../../sandbox/highlevel/rateLimit';
import { MINUTE } from '../../../routing/model/durations';
import type { Touch } from '../../../routing/model/touch';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { ASSIGN, NO_OP, RESOLVE } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import {
	EVENTS,
	POLICIES,
	ROLES,
	cellsOf,
	expectedOf,
	situationOf,
	type Cell,
	type Expected,
	type Role,
	type Situation,
} from '../../harness/ownerMatrix';
import { items } from '../../harness/touches';

/** Resolve Assignment and HighLevel Assign Contact, on n8n's engine, make of every cell what is right. */
const { sofia, marcus, priya } = demoTeam.users;
let highLevel: TestHighLevel;
let ids: Record<Role, string>;
let people = 0;

/** Between what happened before and what is tested lies more than anything is trusted for. */
const LATER = 15 * MINUTE;
let skipped = 0;
beforeAll(() => {
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + skipped);
});
afterAll(() => void jest.restoreAllMocks());

beforeAll(async () => {
	highLevel = await startHighLevel({ rateLimit: NO_RATE_LIMIT });
	const left = highLevel.sandbox.users.add({ firstName: 'D', lastName: 'Ortiz', deleted: true });
	ids = {
		chosen: sofia.id,
		owner: marcus.id,
		former: priya.id,
		agency: 'anAgencyUser',
		left: left.id,
	};
});
afterAll(async () => await highLevel.sandbox.close());

interface Case {
	cell: Cell;
	situation: Situation;
	phone: string;
	id: string;
}

/** A contact in HighLevel for a cell, as it is before anything happens. */
function caseOf(cell: Cell): Case {
	const phone = `+14155${String(560000 + ++people)}`;
	const { id } = highLevel.sandbox.contacts.seedContact({
		phone,
		locationId: highLevel.locationId,
	});
	const situation = situationOf(cell, ids, { id, phone });
	const { before, highLevelOwner, source } = situation;
	const assignedTo = (!before && highLevelOwner) || undefined;
	setInHighLevel(id, { source: source ?? undefined, assignedTo });
	return { cell, situation, phone, id };
}

function setInHighLevel(id: string, change: { source?: string; assignedTo?: string }): void {
	const { contacts } = highLevel.sandbox;
	contacts.seedContact({ ...contacts.get(id), locationId: highLevel.locationId, ...change });
}

/** A message says nothing of what HighLevel knows; what happens in HighLevel does. */
function itemOf({ key, contact, ...touch }: Touch, { phone, id }: Case): Touch {
	const known = touch.account ? { phone, name: 'Nora Lindqvist' } : contact;
	return { ...touch, key: `${key}:${id}`, contact: known };
}

async function run(plan: Record<string, unknown>, touches: Touch[]) {
	const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };
	const parameters: INodeParameters = { planSource: 'json', planJson: JSON.stringify(plan) };
	const resolve = node(RESOLVE, parameters, { name: 'Resolve', credentials });
	const assign = node(ASSIGN, {}, { name: 'Assign', credentials });
	const { nodes, connections } = behindStart(resolve);
	const result = await runWorkflow({
		nodes: [...nodes, assign, node(NO_OP, {}, { name: 'Nobody' })],
		connections: { ...connections, Resolve: { main: [[to('Assign')], [to('Nobody')]] } },
		credentials: highLevel.credentials,
		input: items(...touches),
	});
	expect(result.errors).toEqual({});
	return jsonOf(result, 'Resolve') as unknown as Array<{
		assignment: Assignment;
		contact: { id: string };
	}>;
}

interface Assignment {
	outcome: Expected['outcome'];
	user: { id: string };
	owner: { primary: boolean; cover: boolean };
}

/** One run for all that shares a plan. */
async function runAll(given: ReadonlyArray<[Record<string, unknown>, Touch]>) {
	const byPlan = new Map<string, Touch[]>();
	for (const [plan, touch] of given) {
		const key = JSON.stringify(plan);
		byPlan.set(key, [...(byPlan.get(key) ?? []), touch]);
	}
	const results = [];
	for (const [plan, touches] of byPlan) {
		results.push(...(await run(JSON.parse(plan) as Record<string, unknown>, touches)));
	}
	return results;
}

const roleOf = (id: string | undefined) => ROLES.find((role) => ids[role] === id) ?? null;

/** What happened to the contact of a case. */
function outcomeOf({ id, situation }: Case, { outcome, user, owner }: Assignment): Expected {
	const now = highLevel.sandbox.contacts.get(id)?.assignedTo ?? null;
	return {
		outcome,
		user: roleOf(user.id) ?? 'chosen',
		as: owner.cover ? 'cover' : owner.primary ? 'owner' : 'follower',
		written: now === situation.highLevelOwner ? null : roleOf(now ?? undefined),
	};
}

describe.each(POLICIES)('owners $mode, manual changes respected: $respectManual', (policy) => {
	it.each(Object.entries(EVENTS))('%s (%s)', async (event) => {
		const cases = cellsOf(policy.mode, policy.respectManual)
			.filter((cell) => cell.event === event)
			.map(caseOf);
		await runAll(
			cases.flatMap((one) => {
				const { before } = one.situation;
				return before ? [[before.plan, itemOf(before.touch, one)] as const] : [];
			}),
		);
		skipped += LATER;
		for (const { id, situation } of cases) {
			setInHighLevel(id, { assignedTo: situation.highLevelOwner ?? undefined });
		}
		const results = await runAll(
			cases.map((one) => [one.situation.plan, itemOf(one.situation.touch, one)]),
		);
		const came = cases.map((one) => {
			const result = results.find(({ contact }) => contact.id === one.id);
			return [one.cell.owner, result && outcomeOf(one, result.assignment)];
		});
		const expected = cases.map(({ cell }) => {
			const { outcome, user, as, written } = expectedOf(cell);
			return [cell.owner, { outcome, user, as, written }];
		});
		expect(came).toEqual(expected);
	});
});
