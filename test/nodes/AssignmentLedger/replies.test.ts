import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator, touch } from '../../harness/touches';
import { resolve, salesRule } from '../ResolveAssignment/resolve';
import { runLedger } from './ledgerRun';

const { sofia, marcus } = demoTeam.users;
const highLevel = useHighLevel();
const nora = () => touch({ contact: { phone: '+14155550117', id: 'nora' } });

async function write(...given: object[]): Promise<void> {
	await resolve(highLevel().credentials, { rules: [salesRule(sofia)] }, given);
}

async function note(parameters: INodeParameters = {}, given: object[] = [nora()]) {
	return await runLedger(highLevel(), 'noteReply', given, { parameters });
}

const waiting = async () => (await runLedger(highLevel(), 'waitingContacts', [{}])).rows;

it('ends the wait, once', async () => {
	await write(nora());
	expect(await waiting()).toHaveLength(1);
	const options = { messageId: 'M1' };
	expect((await note({ options })).rows[0]).toMatchObject({
		ledger: {
			outcome: 'replyNoted',
			summary: 'The reply was noted. The contact no longer waits.',
			waitsEnded: 1,
		},
	});
	expect(await waiting()).toEqual([]);
	expect((await note({ options })).rows[0]).toMatchObject({
		ledger: { outcome: 'repeatedReply', waitsEnded: 0 },
	});
});

it('is credited to whom it names, or to the owner', async () => {
	await write(nora());
	await note({ answeredBy: locator('email', marcus.email), options: { answeredWith: 'call' } });
	await write(nora());
	await note();
	const { rows } = await runLedger(highLevel(), 'history', [nora()]);
	const answers = rows.filter(({ happened }) => happened === 'answered');
	expect(answers.map(({ summary }) => String(summary).trim())).toEqual([
		'Somebody answered after 0 minutes (noted by hand). It is not known who, so it counts for Sofia Reyes.',
		'Marcus Chen answered after 0 minutes (by a call).',
	]);
});

it('answers only what was asked before it', async () => {
	await write(nora());
	const { rows } = await note({ answeredAt: '2026-03-02T10:00:00Z' });
	expect(rows[0]).toMatchObject({
		ledger: { summary: 'The reply was noted. The contact did not wait.', waitsEnded: 0 },
	});
	expect(await waiting()).toHaveLength(1);
});

it('says what is wrong', async () => {
	await write(nora());
	expect((await note({ answeredAt: '2099-01-01T00:00:00Z' })).error?.message).toBe(
		"'Answered At' is in the future [item 0]",
	);
	expect((await note({ answeredAt: '={{ "soon" }}' })).error?.message).toBe(
		"'Answered At' is not a time: soon [item 0]",
	);
	const unknown = { answeredBy: locator('email', 'x@example.com') };
	expect((await note(unknown)).error?.message).toBe(
		"'Answered By' is nobody of this HighLevel location: x@example.com [item 0]",
	);
	expect((await note({}, [{}])).error?.message).toBe(
		'The item does not say who the contact is [item 0]',
	);
});
