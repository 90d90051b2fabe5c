import { DAY } from '../../../routing/model/durations';
import { demoTeam } from '../../../sandbox/highlevel';
import { ifAccounts } from '../../../sandbox/n8n/planCards';
import { useHighLevel } from '../../harness/highLevel';
import { locator, salesLine, supportLine, touch } from '../../harness/touches';
import { runLedger } from '../AssignmentLedger/ledgerRun';
import { resolve, salesRule } from '../ResolveAssignment/resolve';
import { contentOf, nora, runReport, useOwnLedger, write } from './reportRun';

const { sofia, tom } = demoTeam.users;
const highLevel = useHighLevel();
useOwnLedger();
afterEach(() => jest.restoreAllMocks());

const report = async (parameters = {}) =>
	await runReport(highLevel(), { operation: 'report', compareWith: 'nothing', ...parameters });

/** So many days later. */
function goOn(days: number): void {
	const { now } = Date;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + days * DAY);
}

const groupsBy = (rows: Array<Record<string, unknown>>, by: string) =>
	rows.filter((row) => row.kind === 'group' && row.by === by);

it('two users of the same name are not taken for one another, in any form', async () => {
	const other = highLevel().sandbox.users.add({ firstName: 'Sofia', lastName: 'Reyes' });
	await write(highLevel(), [nora()]);
	const jonas = touch({ contact: { phone: '+4915123456789', id: 'jonas' } });
	await resolve(highLevel().credentials, { rules: [salesRule(other)] }, [jonas]);
	const names = async (shown: string) => {
		const { rows } = await report({ options: { names: shown, listSlowest: 5 } });
		const of = (kind: string) =>
			rows.filter((row) => row.kind === kind && row.by !== 'WhatsApp Account');
		return {
			people: of('group').map(({ name }) => name),
			slow: of('slowest').map(({ name }) => name),
		};
	};
	const shown = await names('names');
	expect(shown.people).toEqual(['Sofia Reyes', 'Sofia Reyes 2']);
	expect([...shown.slow].sort()).toEqual(shown.people);
	for (const way of ['initials', 'hidden']) {
		const { people, slow } = await names(way);
		expect(new Set(people).size).toBe(2);
		expect([...slow].sort()).toEqual([...people].sort());
	}
});

it('two numbers of the same name are two groups with two names', async () => {
	const second = { ...salesRule(tom), if: ifAccounts(locator('list', supportLine.id)) };
	const other = touch({ account: { ...supportLine, name: salesLine.name } });
	const rules = [salesRule(sofia), second];
	await resolve(highLevel().credentials, { rules }, [nora(), other]);
	const { rows } = await report({ groupBy: ['account'] });
	expect(groupsBy(rows, 'WhatsApp Account')).toMatchObject([
		{ name: 'Sales Line', key: salesLine.id },
		{ name: 'Sales Line 2', key: supportLine.id },
	]);
});

it('a forgotten contact counts on, and nothing leads to it', async () => {
	await write(highLevel(), [nora()]);
	await runLedger(highLevel(), 'forget', [nora()]);
	const { rows, hints } = await report({ options: { listSlowest: 5 } });
	expect(rows[0]).toMatchObject({ waits: 1, assigned: 1, unansweredNow: 0, hadTarget: 0 });
	expect(JSON.stringify([rows, hints])).not.toContain('nora');
	expect(groupsBy(rows, 'Person')).toMatchObject([{ name: 'Sofia Reyes', unansweredNow: 0 }]);
});

it('an owner whom somebody set by hand has the wait, and nobody was assigned it', async () => {
	const contact = { phone: '+14155550117', id: 'nora', existed: true, ownerId: tom.id };
	const rules = [salesRule(sofia)];
	await resolve(highLevel().credentials, { rules, ownerPolicy: 'first' }, [touch({ contact })]);
	const { rows } = await report();
	expect(rows[0]).toMatchObject({ assigned: null, kept: 1, waits: 1, unansweredNow: 1 });
	expect(groupsBy(rows, 'Person')).toMatchObject([
		{ key: tom.id, assigned: null, kept: 1, waits: 1, unansweredNow: 1 },
	]);
});

it('a source of odd characters is a group of its own, and harms no form', async () => {
	const source = '=HYPERLINK("x")<script>alert(1)</script>';
	await write(highLevel(), [touch({ contact: { phone: '+14155550117', source } })]);
	const { files, rows } = await report({ groupBy: ['source'], output: 'csv' });
	expect(rows[0]).toMatchObject({ waits: 1 });
	expect(contentOf(files[0]?.csv)).toContain(`"'=HYPERLINK(""x"")`);
	const page = await report({ groupBy: ['source'], output: 'page' });
	expect(contentOf(page.files[0]?.page)).not.toContain('<script>alert(1)');
	const email = await report({ groupBy: ['source'], output: 'email' });
	expect(String(email.rows[0]?.html)).not.toContain('<script>alert(1)');
});

it('who had something only before is there, beside what became of it', async () => {
	await write(highLevel(), [nora()]);
	goOn(7);
	const { rows } = await report({ compareWith: 'before' });
	expect(rows[0]).toMatchObject({ kind: 'summary', waits: 0, assigned: 0, unansweredNow: 1 });
	const people = rows.filter(({ by }) => by === 'Person');
	expect(people).toMatchObject([
		{ kind: 'group', name: 'Sofia Reyes', waits: 0, assigned: 0, unansweredNow: 1 },
		{ kind: 'groupBefore', name: 'Sofia Reyes', waits: 1, assigned: 1, unansweredNow: null },
	]);
});
