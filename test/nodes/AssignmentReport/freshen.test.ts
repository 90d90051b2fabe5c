import { ALL_SCOPES, demoTeam } from '../../../sandbox/highlevel';
import { startHighLevel, type TestHighLevel } from '../../harness/highLevel';
import { touch } from '../../harness/touches';
import { runReport, useOwnLedger, write } from './reportRun';

const { sofia } = demoTeam.users;
const PHONE = '+14155550117';
const EXPORT = 'GET /conversations/messages/export';
const SEARCH = 'GET /opportunities/search';

useOwnLedger();
let highLevel: TestHighLevel;
let contactId: string;

/** Nora has asked, and Sofia has answered in HighLevel, of which nobody has told. */
async function asked(scopes: readonly string[]): Promise<void> {
	highLevel = await startHighLevel({ token: { scopes: [...scopes] } });
	contactId = highLevel.sandbox.contacts.seedContact({ phone: PHONE, firstName: 'Nora' }).id;
	await write(highLevel, [touch({ contact: { phone: PHONE, id: contactId } })]);
	highLevel.sandbox.messages.send(contactId, 'app', { userId: sofia.id });
	highLevel.takeRequests();
}

afterEach(async () => await highLevel.sandbox.close());

const summary = async (options = {}, more = {}) => {
	const parameters = { operation: 'report', compareWith: 'nothing', groupBy: [], options };
	const { rows, hints, error } = await runReport(highLevel, parameters, more);
	return { row: rows[0], hints, error };
};

describe('replies', () => {
	it('are read from HighLevel first, with one request', async () => {
		await asked(ALL_SCOPES);
		expect((await summary()).row).toMatchObject({ waits: 1, inTarget: 1, unansweredNow: 0 });
		expect(highLevel.takeRequests().filter((request) => request === EXPORT)).toHaveLength(1);
	});

	it('are not read when that is switched off', async () => {
		await asked(ALL_SCOPES);
		expect((await summary({ syncReplies: false })).row).toMatchObject({ unansweredNow: 1 });
		expect(highLevel.takeRequests()).not.toContain(EXPORT);
	});

	it('that may not be read are told under the report, which is made all the same', async () => {
		await asked(ALL_SCOPES.filter((scope) => scope !== 'conversations/message.readonly'));
		const { row, hints } = await summary();
		expect(row).toMatchObject({ unansweredNow: 1 });
		expect(hints.at(-1)).toContain('Answers could not be read from HighLevel');
		expect(hints.at(-1)).toContain('View Conversation Messages');
	});

	it('that may not be read fail the report when it was asked for', async () => {
		await asked(ALL_SCOPES.filter((scope) => scope !== 'conversations/message.readonly'));
		const { error } = await summary({ syncReplies: true });
		expect(error?.description).toContain('View Conversation Messages');
	});

	it('cannot be asked for without a credential', async () => {
		await asked(ALL_SCOPES);
		const { error } = await summary({ syncReplies: true }, { unconnected: true });
		expect(error?.message).toBe(
			"'Sync Replies First' needs a HighLevel credential, and none is chosen [item 0]",
		);
	});
});

describe('opportunities', () => {
	const win = async () => {
		await asked(ALL_SCOPES);
		const { opportunities } = highLevel.sandbox;
		opportunities.seedOpportunity({ contactId, assignedTo: sofia.id, status: 'won' });
	};

	it('are read only when that is asked for', async () => {
		await win();
		expect((await summary()).row).toMatchObject({ won: null });
		expect(highLevel.takeRequests()).not.toContain(SEARCH);
	});

	it('that were won since then count once, however often they are read', async () => {
		await win();
		for (let times = 0; times < 2; times++) {
			expect((await summary({ readOpportunities: true })).row).toMatchObject({ won: 1 });
		}
	});
});
