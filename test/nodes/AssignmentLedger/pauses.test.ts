import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, touch } from '../../harness/touches';
import { resolve } from '../ResolveAssignment/resolve';
import { runLedger } from './ledgerRun';

const { sofia, marcus } = demoTeam.users;
const highLevel = useHighLevel();

/** Sofia, then Marcus. */
const rules = [
	{
		if: ifAccounts(locator('id', salesLine.id)),
		assignTo: locator('id', sofia.id),
		options: { backups: { values: [{ assignTo: locator('id', marcus.id) }] } },
	},
];

let people = 0;

async function whoGets(mode?: 'manual'): Promise<string | undefined> {
	const contact = { phone: `+1415555${String(1000 + ++people)}` };
	const { assigned } = await resolve(
		highLevel().credentials,
		{ rules },
		[touch({ contact })],
		undefined,
		mode,
	);
	return assigned[0]?.assignment?.user?.id;
}

async function person(operation: string, more: INodeParameters = {}, given: object[] = [{}]) {
	const parameters = { person: locator('email', sofia.email), ...more };
	return await runLedger(highLevel(), operation, given, { parameters });
}

it('pauses somebody by e-mail until they are resumed', async () => {
	const { rows, error } = await person('pausePerson', {}, [{ from: 'a button' }]);
	expect(error).toBeUndefined();
	expect(rows).toEqual([
		{
			summary: 'Sofia Reyes gets no new contacts until somebody resumes them.',
			result: 'paused',
			person: 'Sofia Reyes',
			personId: sofia.id,
			personEmail: sofia.email,
			pausedUntil: '',
			from: 'a button',
		},
	]);
	expect(await whoGets()).toBe(marcus.id);
	const resumed = await person('resumePerson');
	expect(resumed.rows).toMatchObject([
		{ result: 'resumed', summary: 'Sofia Reyes gets new contacts again.' },
	]);
	expect(await whoGets()).toBe(sofia.id);
	expect((await person('resumePerson')).rows).toMatchObject([{ result: 'notPaused' }]);
});

it('shows on the canvas what a pause does', async () => {
	await person('pausePerson');
	expect(await whoGets('manual')).toBe(marcus.id);
	await person('resumePerson');
	expect(await whoGets('manual')).toBe(sofia.id);
});

it.each(['list', 'id'])('finds the person from the field %s', async (mode) => {
	const { rows } = await person('pausePerson', { person: locator(mode, marcus.id) });
	expect(rows).toMatchObject([{ person: 'Marcus Chen', result: 'paused' }]);
});

it('pauses for hours, and until a time', async () => {
	const before = Date.now();
	const forHours = await person('pausePerson', { pausedFor: 'hours', hours: 1.5 });
	const until = Date.parse(String(forHours.rows[0]?.pausedUntil));
	expect(until).toBeGreaterThanOrEqual(before + 1.5 * 3_600_000);
	expect(until).toBeLessThanOrEqual(Date.now() + 1.5 * 3_600_000);
	const untilTime = await person('pausePerson', {
		pausedFor: 'time',
		until: '2099-03-02T17:30:00Z',
	});
	expect(untilTime.rows).toMatchObject([{ pausedUntil: '2099-03-02T17:30:00.000Z' }]);
	expect(untilTime.rows[0]?.summary).toMatch(
		/^Sofia Reyes gets no new contacts until \w+, \d+ March 2099/,
	);
});

it('says what is wrong, in the words of the panel', async () => {
	expect(
		(await person('pausePerson', { person: locator('email', '={{ "" }}') })).error?.message,
	).toBe("'Person' is empty [item 0]");
	const unknown = await person('pausePerson', { person: locator('email', 'nobody@example.com') });
	expect(unknown.error).toMatchObject({
		message: "'Person' is nobody of this HighLevel location: nobody@example.com [item 0]",
		description: expect.stringContaining('from the list'),
	});
	const past = { pausedFor: 'time', until: '2020-01-01T00:00:00Z' };
	expect((await person('pausePerson', past)).error?.message).toBe(
		"'Until' is in the past [item 0]",
	);
	const none = { pausedFor: 'time', until: '={{ "" }}' };
	expect((await person('pausePerson', none)).error?.message).toBe("'Until' is empty [item 0]");
	const odd = { pausedFor: 'time', until: '={{ "tomorrow" }}' };
	expect((await person('pausePerson', odd)).error?.message).toBe(
		"'Until' is not a time: tomorrow [item 0]",
	);
	const zero = { pausedFor: 'hours', hours: 0 };
	expect((await person('pausePerson', zero)).error?.message).toBe(
		"'Hours' is not a number of hours: 0 [item 0]",
	);
});

it('goes on with the other items when it is to continue', async () => {
	const parameters = { person: locator('email', '={{ $json.email }}') };
	const { rows } = await runLedger(
		highLevel(),
		'pausePerson',
		[{ email: 'x@example.com' }, { email: marcus.email }],
		{ parameters, onError: 'continueRegularOutput' },
	);
	expect(rows).toMatchObject([
		{ error: expect.stringContaining('nobody of this HighLevel location') },
		{ result: 'paused', personId: marcus.id },
	]);
});
