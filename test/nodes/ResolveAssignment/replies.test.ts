import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Ledger } from '../../../ledger/ledger';
import { noAnswerNeeded } from '../../../nodes/ResolveAssignment/parameters/answers';
import { ledgerScope } from '../../../nodes/shared/ledger/open';
import { openSqliteStore } from '../../../nodes/shared/ledger/stores';
import { MINUTE } from '../../../routing/model/durations';
import { identitiesOf } from '../../../routing/model/touch';
import { demoTeam } from '../../../sandbox/highlevel';
import { cards, ifAccounts } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, touch } from '../../harness/touches';
import { resolve } from './resolve';

const { sofia, marcus, tom } = demoTeam.users;
const highLevel = useHighLevel();

let ledger: Ledger;
beforeEach(async () => {
	const { locationId, sandbox } = highLevel();
	const store = await openSqliteStore();
	ledger = store.ledger(ledgerScope({ locationId, account: sandbox.url }, 'live'));
});

const toLead = (lead: string) => ({
	name: 'Sales',
	if: ifAccounts(locator('list', salesLine.id)),
	assignTo: locator('id', lead),
});

const replyTimes = cards({ within: 10 });
const withReplyTimes = { rules: [toLead(sofia.id)], sections: { replyTimes } };

/** When the messages were sent. */
const ASKED = new Date(Date.now() - MINUTE).toISOString();

let people = 0;

/** A message of somebody new. */
function message(text = 'Hello', more: object = {}) {
	const phone = `+1415555${7000 + ++people}`;
	const own = {
		contact: { phone },
		message: { id: `wamid.${phone}`, type: 'text', text, time: ASKED },
	};
	return touch({ key: `msg:${phone}`, ...own, ...more });
}

/** What a run in production or on the canvas gives. */
async function run(
	parameters: INodeParameters & { rules?: INodeParameters[] },
	touches: object[],
	mode: 'webhook' | 'manual' = 'webhook',
): Promise<IDataObject[]> {
	const found = await resolve(highLevel().credentials, parameters, touches, undefined, mode);
	expect(found.error).toBeUndefined();
	return found.assigned as IDataObject[];
}

const receiptsIn = (found: IDataObject[]) =>
	found.map(({ assignment }) => (assignment as { receipt: { plan: string } }).receipt.plan);

describe('the plan', () => {
	const byExpression = { rules: [toLead('={{ $json.lead }}')] };

	it('is kept once for all contacts, and receipts lead to it', async () => {
		const touches = [message('Hello', { lead: sofia.id }), message('Hello', { lead: marcus.id })];
		const found = await run(byExpression, touches);
		expect(found).toMatchObject(
			[sofia, marcus].map(({ id }) => ({ assignment: { user: { id } } })),
		);
		const kept = await ledger.plans.latest();
		expect(receiptsIn(found)).toEqual([kept?.hash, kept?.hash]);
		expect(kept).toMatchObject({
			plan: {
				rules: [{ name: 'Sales', target: { user: { value: expect.any(String) as string } } }],
			},
			staff: { users: expect.arrayContaining([expect.objectContaining({ id: tom.id })]) as object },
		});
	});

	it('is called the same on the canvas, where nothing is kept', async () => {
		const [shown] = receiptsIn(await run(withReplyTimes, [message()], 'manual'));
		expect(await ledger.plans.latest()).toBeNull();
		expect(await ledger.waits.areOpen()).toBe(false);
		const [live] = receiptsIn(await run(withReplyTimes, [message()]));
		expect(live).toBe(shown);
		expect((await ledger.plans.latest())?.hash).toBe(live);
	});

	it('is not kept of the sample of the App Dashboard and of previews', async () => {
		await run(withReplyTimes, [
			message('Hello', { test: true }),
			message('Hello', { preview: true }),
		]);
		expect(await ledger.plans.latest()).toBeNull();
		expect(await ledger.waits.areOpen()).toBe(false);
	});
});

describe('an item', () => {
	it('says since when the contact waits, who answered last, and whether a person is on it', async () => {
		const first = message();
		const [before] = await run({ ...withReplyTimes, options: { simplify: true } }, [first]);
		expect(before).toMatchObject({ personIsOnIt: false, waitingSince: ASKED });
		const at = Date.now();
		const reply = { ids: ['message:1'], contact: identitiesOf(first.contact), account: null };
		await ledger.waits.note(
			[{ ...reply, at, user: sofia.id, verdict: 'person', how: 'highLevel' }],
			at,
		);
		const again = { ...first, key: `${first.key} again`, message: { text: 'Thanks', time: null } };
		const [after] = await run({ ...withReplyTimes, options: { simplify: true } }, [again]);
		expect(after).toMatchObject({
			personIsOnIt: true,
			lastReplyAt: new Date(at).toISOString(),
			lastReplyBy: 'Sofia Reyes',
			lastReplyById: sofia.id,
		});
	});
});

describe("'Needs No Answer' as it is added", () => {
	const replies = { noAnswerNeeded: noAnswerNeeded.default } as INodeParameters;

	it.each([
		['Thanks!', false],
		['  thank you. ', false],
		['OK', false],
		['Thanks, but when does it arrive?', true],
		['Is it ok to come at 5?', true],
		['', true],
	])('takes "%s" for one that waits: %s', async (text, waits) => {
		const sections = { replyTimes, replies };
		await run({ rules: [toLead(sofia.id)], sections }, [message(text)]);
		expect(await ledger.waits.areOpen()).toBe(waits);
	});
});
