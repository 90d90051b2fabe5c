import { deletedUser, demoTeam } from '../../../sandbox/highlevel';
import { useAgency } from '../../harness/agency';
import { ASSIGN, REASSIGN, RESOLVE, START } from '../../harness/nodeTypes';
import { jsonOf, node, runWorkflow, to } from '../../harness/runWorkflow';
import { items, locator } from '../../harness/touches';

const { sofia } = demoTeam.users;
const agency = useAgency();

it('moves the contacts of several sub-accounts, each in its own', async () => {
	const { highLevel, north, south, credentials } = agency();
	const { contacts } = highLevel.sandbox;
	for (const locationId of [north, south]) {
		contacts.seedContact({ locationId, phone: '+14155550117', assignedTo: deletedUser.id });
	}
	const oAuth2 = { authentication: 'oAuth2' };
	const leaves = { ...oAuth2, person: locator('id', deletedUser.id), preview: false };
	const plan = { ...oAuth2, fallback: locator('email', sofia.email) };
	const more = { credentials: { highLevelOAuth2Api: { id: '1', name: 'HighLevel' } } };
	const run = await runWorkflow({
		nodes: [
			node(START, {}, { name: 'Start' }),
			node(REASSIGN, leaves, { name: 'Reassign', ...more }),
			node(RESOLVE, plan, { name: 'Resolve', ...more }),
			node(ASSIGN, oAuth2, { name: 'Assign', ...more }),
		],
		connections: {
			Start: { main: [[to('Reassign')]] },
			Reassign: { main: [[to('Resolve')]] },
			Resolve: { main: [[to('Assign')]] },
		},
		credentials: credentials(),
		input: items({ locationId: north }, { locationId: south }),
	});
	expect(run.errors).toEqual({});
	expect(jsonOf(run, 'Assign').map(({ locationId }) => locationId)).toEqual([north, south]);
	expect(contacts.all().map(({ assignedTo }) => assignedTo)).toEqual([sofia.id, sofia.id]);
});
