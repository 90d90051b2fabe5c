import type { IPollFunctions } from 'n8n-workflow';
import { pollTogether } from '../../../nodes/shared/trigger/pollTogether';

const inWorkflow = (id: string, budgetMs = 60_000, mode = 'trigger') =>
	({
		getWorkflow: () => ({ id }),
		getPollBudgetMs: () => budgetMs,
		getMode: () => mode,
	}) as IPollFunctions;

/** Work that ends when it is told to. */
function work() {
	let resolve: (result: string) => void = () => undefined;
	let reject: (error: Error) => void = () => undefined;
	const ended = new Promise<string>((...ways) => ([resolve, reject] = ways));
	return { run: async () => await ended, resolve, reject };
}

/** Lets everything go on that can. */
const settled = async () => await new Promise((resolve) => setTimeout(resolve, 20));

describe('pollTogether', () => {
	let ends: string[];
	beforeEach(() => (ends = []));

	const poll = (name: string, run: () => Promise<string>, context = inWorkflow('one')) =>
		pollTogether(context, run)
			.catch(({ message }: Error) => message)
			.then((result) => ends.push(`${name}: ${result}`));

	it('ends a poll with the last of its workflow, whichever began first, with its own result', async () => {
		const [slow, quick, later] = [work(), work(), work()];
		const polls = [poll('slow', slow.run), poll('quick', quick.run)];
		quick.resolve('found');
		await settled();
		polls.push(poll('later', later.run));
		slow.reject(new Error('refused'));
		await settled();
		expect(ends).toEqual([]);
		later.resolve('nothing');
		await Promise.all(polls);
		expect(ends.sort()).toEqual(['later: nothing', 'quick: found', 'slow: refused']);
	});

	it('waits for no other workflow', async () => {
		const slow = work();
		const other = poll('slow', slow.run, inWorkflow('two'));
		await poll('quick', async () => 'found');
		expect(ends).toEqual(['quick: found']);
		slow.resolve('late');
		await other;
	});

	it('waits for nobody on the canvas, where each run has its own', async () => {
		const slow = work();
		const other = poll('slow', slow.run);
		await poll('shown', async () => 'found', inWorkflow('one', 60_000, 'manual'));
		expect(ends).toEqual(['shown: found']);
		slow.resolve('late');
		await other;
	});

	it('waits no longer than n8n lets a poll take', async () => {
		const stuck = work();
		const other = poll('stuck', stuck.run);
		await poll('quick', async () => 'found', inWorkflow('one', 50));
		expect(ends).toEqual(['quick: found']);
		stuck.resolve('late');
		await other;
	});
});
