import type { INode, INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { useAgency } from '../../harness/agency';
import { LEDGER } from '../../harness/nodeTypes';
import { behindStart, jsonOf, node, runWorkflow } from '../../harness/runWorkflow';
import { items, touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';

const { sofia } = demoTeam.users;
const NAME = 'Assignment Ledger';
const agency = useAgency();
const oAuth2 = { authentication: 'oAuth2' };

const nora = (locationId?: string) => ({
	...touch({ contact: { phone: '+14155550117' } }),
	...(locationId && { locationId }),
});

async function ledger(parameters: INodeParameters, given: object[], onError?: INode['onError']) {
	const credentials = { highLevelOAuth2Api: { id: '1', name: 'HighLevel' } };
	const tested = node(LEDGER, { ...oAuth2, ...parameters }, { name: NAME, onError, credentials });
	const run = await runWorkflow({
		...behindStart(tested),
		credentials: agency().credentials(),
		input: items(...given),
	});
	return {
		results: jsonOf(run, NAME).map(({ ledger: result, error }) => result ?? { error }),
		paired: run.outputs[NAME]?.[0]?.map(({ pairedItem }) => pairedItem),
		error: run.errors[NAME],
	};
}

it('closes contacts in the sub-account of each item, and asks HighLevel nothing', async () => {
	const { north, south, highLevel, credentials } = agency();
	const rules = [salesRule(sofia)];
	await resolve(credentials(), { ...oAuth2, rules }, [nora(north)]);
	highLevel.takeRequests();
	const { results, paired } = await ledger({ operation: 'close' }, [
		nora(south),
		nora(north),
		nora(south),
	]);
	expect(results).toMatchObject([
		{ outcome: 'unknownContact' },
		{ outcome: 'closed' },
		{ outcome: 'unknownContact' },
	]);
	expect(paired).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	expect(highLevel.takeRequests()).toEqual([]);
});

it('says which item names no sub-account, and does the others when it is to continue', async () => {
	const { north } = agency();
	const given = [nora(north), nora()];
	const { error } = await ledger({ operation: 'close' }, given);
	expect(error).toMatchObject({
		message: "'Location ID' is empty [item 1]",
		description: expect.stringContaining('connected to an agency'),
		context: { itemIndex: 1 },
	});
	const { results } = await ledger({ operation: 'close' }, given, 'continueRegularOutput');
	expect(results).toMatchObject([
		{ outcome: 'unknownContact' },
		{ error: "'Location ID' is empty [item 1]" },
	]);
});

it('lists who waits in each sub-account that the items name, once', async () => {
	const { north, south, credentials } = agency();
	const rules = [salesRule(sofia)];
	await resolve(credentials(), { ...oAuth2, rules }, [nora(north), nora(south)]);
	const run = await runWorkflow({
		...behindStart(
			node(
				LEDGER,
				{ ...oAuth2, operation: 'waitingContacts' },
				{ name: NAME, credentials: { highLevelOAuth2Api: { id: '1', name: 'HighLevel' } } },
			),
		),
		credentials: credentials(),
		input: items({ locationId: south }, { locationId: north }, { locationId: south }),
	});
	expect(jsonOf(run, NAME)).toHaveLength(2);
	expect(run.outputs[NAME]?.[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 1 },
	]);
});
