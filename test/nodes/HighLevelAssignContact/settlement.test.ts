import type { INodeParameters } from 'n8n-workflow';
import { HighLevelError, type HighLevelErrorKind } from '../../../highlevel/errors';
import type { Decided, AssigneeRole } from '../../../nodes/HighLevelAssignContact/decision';
import {
	NO_PHONE,
	type DescribedResult,
} from '../../../nodes/HighLevelAssignContact/describeResult';
import { settle } from '../../../nodes/HighLevelAssignContact/settlement';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { assignPanel } from '../../harness/assignPanel';
import { useHighLevel } from '../../harness/highLevel';
import { ASSIGN, RESOLVE } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, locator, salesLine, touch } from '../../harness/touches';

const { sofia, marcus } = demoTeam.users;

describe('what the ledger is told', () => {
	const decided = (role: AssigneeRole): Decided => ({
		userId: sofia.id,
		userName: 'Sofia Reyes',
		role,
		given: true,
		knownOwners: [],
		replacesAnybody: false,
		sentence: null,
		tell: null,
		shown: null,
		entry: { id: 'decision', ledger: 'sqlite' },
	});
	const result = (outcome: DescribedResult['outcome'], ownerId: string | null) => ({
		...NO_PHONE,
		outcome,
		summary: 'what happened',
		contactId: outcome === 'notFound' || outcome === 'noPhone' ? null : 'contact',
		owner: ownerId === null ? null : { id: ownerId, name: null },
	});
	const refusal = (kind: HighLevelErrorKind) => new HighLevelError('no', kind, '', 422, null);

	it.each<[AssigneeRole, DescribedResult['outcome'], string | null, 'confirmed' | 'released']>([
		['owner', 'created', sofia.id, 'confirmed'],
		['owner', 'assigned', sofia.id, 'confirmed'],
		['owner', 'unchanged', sofia.id, 'confirmed'],
		['owner', 'kept', marcus.id, 'released'],
		['owner', 'lostRace', marcus.id, 'released'],
		['owner', 'lostRace', null, 'released'],
		['owner', 'notFound', null, 'released'],
		['owner', 'noPhone', null, 'released'],
		['cover', 'kept', marcus.id, 'confirmed'],
		['cover', 'kept', null, 'confirmed'],
		['cover', 'created', null, 'confirmed'],
		['cover', 'notFound', null, 'released'],
		['accountOwner', 'kept', marcus.id, 'confirmed'],
		['accountOwner', 'unchanged', sofia.id, 'confirmed'],
		['accountOwner', 'created', null, 'confirmed'],
		['accountOwner', 'lostRace', marcus.id, 'released'],
		['accountOwner', 'noPhone', null, 'released'],
	])('about a user who is to be %s, after %s with the owner %s: %s', (role, outcome, id, told) => {
		expect(settle(decided(role), result(outcome, id))).toMatchObject({ outcome: told });
	});

	it('when something else failed afterwards is that the contact was assigned', () => {
		for (const kind of ['invalid-request', 'unavailable'] as const) {
			const settlement = settle(decided('owner'), result('assigned', sofia.id), refusal(kind));
			expect(settlement).toMatchObject({ outcome: 'confirmed' });
		}
	});

	it('when a follower is missing is nothing as long as trying again may help', () => {
		const kept = result('kept', marcus.id);
		expect(settle(decided('accountOwner'), kept, refusal('unavailable'))).toBeNull();
		expect(settle(decided('accountOwner'), kept, refusal('invalid-request'))).toMatchObject({
			outcome: 'released',
		});
	});

	it('is nothing when no ledger has the decision', () => {
		const unwritten = { ...decided('owner'), entry: null };
		expect(settle(unwritten, result('assigned', sofia.id))).toBeNull();
	});
});

describe('with Resolve Assignment before it', () => {
	const highLevel = useHighLevel();
	const credentials = { highLevelPrivateIntegrationApi: { id: '1', name: 'HighLevel' } };

	/** Sofia and Marcus in turns; who was chosen, and how the run ended. */
	async function route(phone: string, assignWith: INodeParameters) {
		const member = (id: string) => ({ user: locator('id', id), weight: 1, tier: 1 });
		const rule = {
			if: ifAccounts(locator('id', salesLine.id)),
			assignTo: locator('team', 'Sales'),
		};
		const team = {
			name: 'Sales',
			strategy: 'weightedRoundRobin',
			members: { values: [sofia, marcus].map(({ id }) => member(id)) },
		};
		const resolve = node(
			RESOLVE,
			{ rules: { values: [rule] }, sections: { teams: { values: [team] } } },
			{ name: 'Resolve', credentials },
		);
		const assign = node(ASSIGN, assignPanel(assignWith), { name: 'Assign', credentials });
		const start = behindStart(resolve);
		const run = await runWorkflow({
			nodes: [...start.nodes, assign],
			connections: { ...start.connections, Resolve: { main: [[to('Assign')], []] } },
			credentials: highLevel().credentials,
			input: items(touch({ contact: { phone, name: 'Nora' } })),
		});
		const [chosen] = jsonOf(run, 'Resolve');
		return {
			user: chosen?.userId,
			error: run.errors.Assign,
		};
	}

	it('a turn counts although a note could not be written', async () => {
		highLevel().sandbox.faults.add({
			path: '/contacts/:contactId/notes',
			effect: { kind: 'status', status: 422, body: { message: 'body must be shorter' } },
		});
		const first = await route('+14155554001', { alsoDo: { note: 'why' } });
		expect(first.user).toBe(sofia.id);
		expect(first.error?.message).toContain("'Add Note' was not done");
		expect(highLevel().sandbox.contacts.all()).toMatchObject([{ assignedTo: sofia.id }]);
		expect((await route('+14155554002', {})).user).toBe(marcus.id);
	});

	it('a turn goes back when somebody else wrote at the same moment', async () => {
		const { id } = highLevel().sandbox.contacts.seedContact({ phone: '+14155554001' });
		highLevel().sandbox.faults.add({
			method: 'GET',
			path: `/contacts/${id}`,
			effect: { kind: 'status', status: 200, body: { contact: { id, assignedTo: marcus.id } } },
		});
		const lost = await route('+14155554001', { options: { verify: true } });
		expect(lost).toMatchObject({ user: sofia.id, error: undefined });
		expect((await route('+14155554002', {})).user).toBe(sofia.id);
	});
});
