import { SnapshotCache } from '../../../nodes/HighLevelAssignContact/snapshotCache';

const contact = { contactId: 'c1', ownerId: 'u1', tags: [], followers: [] };

it('knows under each name what was noted last', () => {
	const cache = new SnapshotCache();
	cache.note(['phone', 'id'], { contact, at: 1 });
	cache.note(['id'], { contact: undefined, at: 2 });
	expect(cache.find(['phone'])).toEqual([{ contact, at: 1 }]);
	expect(cache.find(['id', 'phone'])).toEqual([
		{ contact: undefined, at: 2 },
		{ contact, at: 1 },
	]);
	expect(cache.find(['other'])).toEqual([]);
});

it('forgets those first that were noted longest ago', () => {
	const cache = new SnapshotCache();
	cache.note(['first', 'second'], { contact, at: 0 });
	for (let i = 0; i < 9_999; i++) cache.note([`later ${i}`, 'first'], { contact: null, at: i });
	expect(cache.find(['second'])).toEqual([]);
	expect(cache.find(['first'])).toEqual([{ contact: null, at: 9_998 }]);
	expect(cache.find(['later 0'])).toHaveLength(1);
	cache.note(['one more'], { contact, at: 1 });
	expect(cache.find(['later 0'])).toEqual([]);
});
