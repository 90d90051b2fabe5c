import { DAY, HOUR, MINUTE } from '../../../routing/model/durations';
import type { Suite } from './suite';

/** Who has worked in a location, and who has left. */
export function knownUsers(suite: Suite): void {
	const NOW = Date.parse('2026-03-04T16:00:00Z');
	/** What a list teaches that names these; ' -' marks the deleted ones. */
	const learn = async (names: string[], readAt = NOW, scope = 'location', complete = true) => {
		const listed = names.filter((name) => !name.startsWith('-'));
		const deleted = names.filter((name) => name.startsWith('-')).map((name) => name.slice(1));
		const list = { listed, deleted, complete, readAt };
		return (await suite.store().users.learn(scope, list)).sort();
	};
	const ask = async (id: string, now = NOW, scope = 'location') =>
		await suite.store().users.askAbout(scope, id, now);

	describe('the users of a location', () => {
		it('have left when they are listed as deleted, or not any more', async () => {
			expect(await learn(['ann', 'ben', '-dan'])).toEqual(['dan']);
			expect(await learn(['ann', '-dan'], NOW + MINUTE)).toEqual(['ben', 'dan']);
			expect(await ask('ben', NOW + MINUTE)).toBe('left');
			expect(await ask('dan', NOW + MINUTE)).toBe('left');
		});

		it('have left for good, also when they are not even listed as deleted any more', async () => {
			await learn(['ann', '-dan']);
			expect(await learn(['ann'], NOW + 3000 * DAY)).toEqual(['dan']);
		});

		it('are there again when they are listed again', async () => {
			await learn(['ann', 'ben', '-dan']);
			await learn(['ann'], NOW + MINUTE);
			expect(await learn(['ann', 'ben', 'dan'], NOW + 2 * MINUTE)).toEqual([]);
			expect(await ask('ben', NOW + 2 * MINUTE)).toBe('here');
		});

		it('have not left because a list is empty, however long that lasts', async () => {
			await learn(['ann', 'ben', 'cleo', 'eve']);
			for (let hour = 1; hour < 30; hour++) {
				expect(await learn([], NOW + hour * HOUR)).toEqual([]);
			}
			expect(await ask('ann', NOW + 30 * HOUR)).toBe('here');
			expect(await learn(['ann', 'ben', 'cleo', 'eve'], NOW + 31 * HOUR)).toEqual([]);
		});

		it.each([
			['of which most are missing', ['ann', 'ben'], true],
			['that cannot be read as a whole', ['ann', 'ben', 'cleo', 'dan'], false],
		])(
			'have left by a list %s only once it stays so for an hour',
			async (_what, names, complete) => {
				const gone = ['cleo', 'dan', 'eve', 'finn']
					.filter((name) => !names.includes(name))
					.concat('gus');
				await learn(['ann', 'ben', 'cleo', 'dan', 'eve', 'finn', 'gus']);
				const again = async (at: number) => await learn(names, at, 'location', complete);
				expect(await again(NOW + MINUTE)).toEqual([]);
				expect(await ask('gus', NOW + MINUTE)).toBe('here');
				expect(await again(NOW + HOUR)).toEqual([]);
				expect(await again(NOW + HOUR + MINUTE)).toEqual(gone.sort());
			},
		);

		it('have not left when the next list is whole again', async () => {
			const all = ['ann', 'ben', 'cleo', 'dan', 'eve', 'finn'];
			await learn(all);
			await learn(['ann'], NOW + MINUTE);
			expect(await learn(all, NOW + 2 * MINUTE)).toEqual([]);
			expect(await learn(['ann'], NOW + 2 * HOUR)).toEqual([]);
		});

		it('may leave two at a time, however few there are', async () => {
			await learn(['ann', 'ben', 'cleo']);
			expect(await learn(['ann'], NOW + MINUTE)).toEqual(['ben', 'cleo']);
		});

		it('are known by the latest list, in whichever order workers tell of theirs', async () => {
			await learn(['ann', 'ben']);
			expect(await learn(['ann'], NOW + 2 * MINUTE)).toEqual(['ben']);
			expect(await learn(['ann', 'ben'], NOW + MINUTE)).toEqual(['ben']);
			expect(await learn(['ann', 'ben'], NOW + 3 * MINUTE)).toEqual([]);
			expect(await learn(['ann'], NOW + 2 * MINUTE)).toEqual([]);
		});

		it('are those of one location', async () => {
			await learn(['ann', 'ben'], NOW, 'north');
			await learn(['ann', 'ben'], NOW, 'south');
			expect(await learn(['ann'], NOW + MINUTE, 'north')).toEqual(['ben']);
			expect(await learn(['ann', 'ben'], NOW + MINUTE, 'south')).toEqual([]);
			expect(await ask('ben', NOW + MINUTE, 'south')).toBe('here');
		});

		it('are written only when something is new', async () => {
			const database = await suite.connect();
			await learn(['ann', 'ben', '-dan']);
			const rows = async () =>
				await database.transaction('test', async (sql) =>
					sql.all('SELECT * FROM contact_assignment_users ORDER BY user_id'),
				);
			const before = await rows();
			expect(before).toHaveLength(3);
			await learn(['ann', 'ben', '-dan'], NOW + 10 * MINUTE);
			expect(await rows()).toEqual(before);
			await database.close();
		});
	});

	describe('somebody who was never listed', () => {
		it('is asked about by one worker once a day', async () => {
			const other = await suite.worker();
			const answers = await Promise.all([
				ask('agent'),
				other.users.askAbout('location', 'agent', NOW),
				ask('agent'),
			]);
			expect(answers.sort()).toEqual(['here', 'here', 'unknown']);
			expect(await other.users.askAbout('location', 'agent', NOW + DAY - 1)).toBe('here');
			expect(await other.users.askAbout('location', 'agent', NOW + DAY)).toBe('unknown');
			expect(await ask('agent', NOW + DAY)).toBe('here');
			await other.close();
		});

		it('is asked about in each location', async () => {
			expect(await ask('agent', NOW, 'north')).toBe('unknown');
			expect(await ask('agent', NOW, 'south')).toBe('unknown');
		});

		it('has left once HighLevel has said so, which every list goes by then', async () => {
			await ask('gone');
			await suite.store().users.tellLeft('location', 'gone', NOW);
			expect(await ask('gone', NOW + 2 * DAY)).toBe('left');
			expect(await learn(['ann'], NOW + MINUTE)).toEqual(['gone']);
			expect(await learn(['ann', 'gone'], NOW + 2 * MINUTE)).toEqual([]);
		});

		it('has not left because a list does not name them', async () => {
			await ask('agent');
			expect(await learn(['ann'], NOW + MINUTE)).toEqual([]);
			expect(await ask('agent', NOW + 2 * MINUTE)).toBe('here');
		});
	});
}
