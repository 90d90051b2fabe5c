import { namedStaff } from '../../routing/keptPlan';
import type { StaffSnapshot } from '../../routing/model/staffSnapshot';

const users = [
	{
		id: 'ann',
		name: 'Ann',
		email: 'ann@example.com',
		role: 'admin' as const,
		phone: '+14155550100',
	},
	{ id: 'ben', name: 'Ben', email: 'ben@example.com' },
];

const awayAt = (readAt: number, until = 2_000): StaffSnapshot => ({
	away: {
		ben: { value: [], readAt },
		ann: { value: [{ from: 1_000, until }], readAt },
	},
});

describe('what was known of people', () => {
	it('has one name for equal lists, and another one when somebody joins or leaves', () => {
		const { staffHash } = namedStaff(users, undefined);
		expect(namedStaff([...users], undefined).staffHash).toBe(staffHash);
		expect(namedStaff(users.slice(1), undefined).staffHash).not.toBe(staffHash);
	});

	it('has the same name whenever it was read, and another one when it is something else', () => {
		const { staffHash, staff } = namedStaff(users, awayAt(1));
		expect(staff.snapshot).toEqual(awayAt(1));
		expect(namedStaff(users, awayAt(2)).staffHash).toBe(staffHash);
		const { ann, ben } = awayAt(3).away ?? {};
		if (!ann || !ben) throw new Error('Both were read');
		expect(namedStaff(users, { away: { ann, ben } }).staffHash).toBe(staffHash);
		expect(namedStaff(users, awayAt(1, 3_000)).staffHash).not.toBe(staffHash);
		expect(namedStaff(users, { hours: {}, ...awayAt(1) }).staffHash).toBe(staffHash);
		expect(namedStaff(users, undefined).staffHash).not.toBe(staffHash);
	});

	it('goes by hours and time away alone: loads change with every contact', () => {
		const busy = { ...awayAt(1), load: { ann: { value: 7, readAt: 1 } } };
		expect(namedStaff(users, busy).staffHash).toBe(namedStaff(users, awayAt(1)).staffHash);
		expect(namedStaff(users, busy).staff.snapshot).not.toHaveProperty('load');
		const load = { load: { ann: { value: 7, readAt: 1 } } };
		expect(namedStaff(users, load)).toEqual(namedStaff(users, undefined));
	});

	it('is found out once for the same objects', () => {
		const snapshot = awayAt(1);
		expect(namedStaff(users, snapshot)).toBe(namedStaff(users, snapshot));
		expect(namedStaff(users, undefined)).toBe(namedStaff(users, undefined));
		expect(namedStaff([...users], snapshot)).not.toBe(namedStaff(users, snapshot));
	});

	it("holds nobody's number", () => {
		expect(JSON.stringify(namedStaff(users, undefined).staff)).not.toContain('+1415');
	});
});
