import { KeyedMutex } from '../../highlevel/keyedMutex';

describe('work that shares a name', () => {
	let queue: KeyedMutex;
	let log: string[];
	const open: Array<() => void> = [];
	beforeEach(() => {
		queue = new KeyedMutex();
		log = [];
		open.length = 0;
	});

	/** Work that ends when `open[place]` is called. */
	const work = (name: string) => async () => {
		log.push(`${name} starts`);
		await new Promise<void>((resolve) => open.push(resolve));
		log.push(`${name} ends`);
		return name;
	};
	const settled = async () => await new Promise(setImmediate);
	const release = async () => {
		open.shift()?.();
		await settled();
	};

	it('runs one after the other, in order', async () => {
		const all = ['a', 'b', 'c'].map((name) => queue.run(['x'], work(name)));
		await settled();
		expect(log).toEqual(['a starts']);
		await release();
		expect(log).toEqual(['a starts', 'a ends', 'b starts']);
		await release();
		await release();
		expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
	});

	it('does not hold up work with other names', async () => {
		const all = [queue.run(['x'], work('a')), queue.run(['y'], work('b'))];
		await settled();
		expect(log).toEqual(['a starts', 'b starts']);
		await release();
		await release();
		await Promise.all(all);
	});

	it('waits for everybody who has one of its names', async () => {
		const all = [
			queue.run(['x'], work('a')),
			queue.run(['y'], work('b')),
			queue.run(['x', 'y'], work('c')),
			queue.run(['y'], work('d')),
		];
		await settled();
		await release();
		expect(log).not.toContain('c starts');
		await release();
		expect(log.slice(-1)).toEqual(['c starts']);
		await release();
		expect(log.slice(-1)).toEqual(['d starts']);
		await release();
		await Promise.all(all);
	});

	it('goes on after work that failed, and passes the error on', async () => {
		const failing = queue.run(['x'], async () => await Promise.reject(new Error('no')));
		const next = queue.run(['x'], async () => await Promise.resolve('yes'));
		await expect(failing).rejects.toThrow('no');
		expect(await next).toBe('yes');
	});

	it('remembers nothing when all is done', async () => {
		const names = Array.from({ length: 1000 }, (_, n) => `contact ${n}`);
		await Promise.all(names.map((name) => queue.run([name, 'all'], async () => undefined)));
		await settled();
		expect(queue).toMatchObject({ last: new Map() });
	});
});
