import { distinctNames } from '../../report/names';

describe('names of which several are the same', () => {
	it('get a number, in the order of IDs, and the others stay', () => {
		expect(distinctNames({ b: 'Ann Lee', a: 'Ann Lee', d: 'ann lee', c: 'Ben' })).toEqual({
			a: 'Ann Lee',
			b: 'Ann Lee 2',
			c: 'Ben',
			d: 'ann lee 3',
		});
	});

	it('do not take the name of somebody who is called so', () => {
		const names = distinctNames({ a: 'Line', b: 'Line', c: 'Line 2', d: 'Line 3' });
		expect(new Set(Object.values(names)).size).toBe(4);
		expect(names).toMatchObject({ a: 'Line', c: 'Line 2', d: 'Line 3' });
	});
});
