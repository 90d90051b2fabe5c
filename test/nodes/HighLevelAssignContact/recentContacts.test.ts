import { RecentContacts } from '../../../nodes/HighLevelAssignContact/recentContacts';

const contact = { contactId: 'c1', ownerId: 'u1', tags: [], followers: [] };

it('knows under each name what was noted last', () => {
	const recent = new RecentContacts();
	recent.note(['phone', 'id'], { contact, at: 1 });
	recent.note(['id'], { contact: undefined, at: 2 });
	expect(recent.find(['phone'])).toEqual([{ contact, at: 1 }]);
	expect(recent.find(['id', 'phone'])).toEqual([
		{ contact: undefined, at: 2 },
		{ contact, at: 1 },
	]);
	expect(recent.find(['other'])).toEqual([]);
});

it('forgets those first that were noted longest ago', () => {
	const recent = new RecentContacts();
	recent.note(['first', 'second'], { contact, at: 0 });
	for (let i = 0; i < 9_999; i++) recent.note([`later ${i}`, 'first'], { contact: null, at: i });
	expect(recent.find(['second'])).toEqual([]);
	expect(recent.find(['first'])).toEqual([{ contact: null, at: 9_998 }]);
	expect(recent.find(['later 0'])).toHaveLength(1);
	recent.note(['one more'], { contact, at: 1 });
	expect(recent.find(['later 0'])).toEqual([]);
});
