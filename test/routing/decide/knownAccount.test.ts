import fc from 'fast-check';
import { eventFromSearch } from '../../../highlevel/webhooks/eventFromSearch';
import { decide } from '../../../routing/decide/decide';
import { contactNeeds } from '../../../routing/plan/contactNeeds';
import { ledgerNeeds } from '../../../routing/ledgerNeeds';
import { compilePlan } from '../../../routing/compiledPlan';
import type { AccountRecord } from '../../../routing/model/accounts';
import type { ContactOwners } from '../../../routing/model/state';
import type { Touch } from '../../../routing/model/touch';
import { toAccount } from '../../../whatsapp/accounts';
import { WEDNESDAY, plan, state, touch, user } from '../builders';

const PREFIX = 'whatsnap-account-';
const recordOf = (id: string, number: string, name: string): AccountRecord => ({
	id,
	number,
	name,
	tag: toAccount(id, number, name, PREFIX).tag ?? null,
});
const A = recordOf('1001', '+12025550143', 'Sales & Support');
const B = recordOf('1002', '+12025550199', 'Help Line');
const ACCOUNTS = [A, B];

type By = 'id' | 'number' | 'name' | 'tag';

/** A's rule names Ann, B's Ben; both by the same kind of name. */
function rulesBy(by: By) {
	const rule = (record: AccountRecord, target: string) => ({
		name: target,
		when: { accounts: [{ by, value: record[by] }] },
		target: user(target),
	});
	return [rule(A, 'u1'), rule(B, 'u2')];
}

const ownersAt = (...accounts: Array<string | null>): ContactOwners => ({
	primary: null,
	slots: Object.fromEntries(
		accounts.map((account, i) => [`label:${i}`, { user: 'u8', account, at: i, replaced: null }]),
	),
});

interface Knowledge {
	accounts?: readonly AccountRecord[];
	owners?: ContactOwners | null;
	plan?: Record<string, unknown>;
}

function decided(one: Touch, by: By, { accounts = ACCOUNTS, owners, plan: more }: Knowledge = {}) {
	const input = plan({ rules: rulesBy(by), owners: null, ...more });
	return decide(input, one, state({ accounts, owners: owners ?? null }), WEDNESDAY).decision;
}
const who = (...args: Parameters<typeof decided>) => decided(...args).user?.id ?? null;

const WAYS: By[] = ['id', 'number', 'name', 'tag'];
const tagAdded = (tags: string[], more: Parameters<typeof touch>[0] = {}) =>
	touch({ event: 'tag', tag: 'vip', account: null, ...more, contact: { tags } });
const messaged = (account: Touch['account'] | AccountRecord, tags: string[] = []) =>
	touch({ account: account && { ...account }, contact: { tags } });
const numbered = (number: string) => ({ id: '', number, name: null, tag: null });

describe.each(WAYS)('an account rule by %s matches', (by) => {
	it.each([
		['a tag that was added', 'tag' as const],
		['a contact that was created', 'contact' as const],
		['a message that came through HighLevel', 'message' as const],
	])('%s of a contact with the one account tag', (_what, event) => {
		const one = touch({
			event,
			tag: 'vip',
			account: null,
			contact: { tags: ['vip', B.tag ?? ''] },
		});
		expect(who(one, by)).toBe('u2');
	});

	it('a message that came through HighLevel to the number', () => {
		for (const number of ['+12025550199', '12025550199', '+1 (202) 555-0199']) {
			expect(who(messaged(numbered(number)), by)).toBe('u2');
		}
	});

	it('a contact that the ledger knows by the account', () => {
		expect(who(tagAdded([]), by, { owners: ownersAt('1002') })).toBe('u2');
	});

	it('contacts that move, by the tag that Reassign Contacts knows', () => {
		const account = { id: '', number: null, name: 'sales support', tag: A.tag };
		const reassign = { kind: 'account' as const, run: '1', about: 'x' };
		expect(who(touch({ event: 'reassign', account, reassign }), by)).toBe('u1');
	});
});

describe('an account that no message has told of', () => {
	const unheard = { accounts: [] };

	it.each([
		['tag', 'u2'],
		['name', 'u2'],
		['id', null],
		['number', null],
	] as const)('matches by its tag a rule by %s: %s', (by, id) => {
		expect(who(tagAdded([B.tag ?? '']), by, unheard)).toBe(id);
	});

	it.each(['whatsnap-account-12025550199', 'whatsnap-account-1-202-555-0199'])(
		'that is called by its number matches a rule by number, by the tag %s',
		(tag) => expect(who(tagAdded([tag]), 'number', unheard)).toBe('u2'),
	);

	it('matches by the number that was written to a rule by number, in every form', () => {
		expect(who(messaged(numbered('12025550199')), 'number', unheard)).toBe('u2');
		expect(who(messaged(numbered('+12025550144')), 'number', unheard)).toBeNull();
	});

	it.each([
		['Sales & Support', 'whatsnap-account-sales-support'],
		['Ventas México', 'whatsnap-account-ventas-méxico'],
		['+1 202-555-0143', 'WhatsNap-Account-1-202-555-0143'],
		['Line_2', 'whatsnap-account-line_2'],
		['Línea 1ª', 'whatsnap-account-línea-1ª'],
		['Sucursal Nº 2', 'whatsnap-account-sucursal-nº-2'],
		['Hauptstraße', 'whatsnap-account-hauptstraße'],
	])('is meant by the name %j when the contact has the tag %j', (value, tag) => {
		const rules = [{ name: 'R', when: { accounts: [{ by: 'name', value }] }, target: user('u3') }];
		expect(who(tagAdded([tag]), 'name', { ...unheard, plan: { rules } })).toBe('u3');
	});

	it('is meant by its name whatever the name is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
				const { tag } = toAccount('1', '+12025550143', name, PREFIX);
				fc.pre(name.trim() !== '' && /\p{Letter}|\p{Number}/u.test(name));
				const rules = [
					{ name: 'R', when: { accounts: [{ by: 'name', value: name }] }, target: user('u3') },
				];
				expect(who(tagAdded([tag ?? '']), 'name', { ...unheard, plan: { rules } })).toBe('u3');
			}),
		);
	});

	it('is another one than a known account whose name looks like it in the tag', () => {
		const rules = [
			{
				name: 'R',
				when: { accounts: [{ by: 'name', value: 'Sales Support' }] },
				target: user('u3'),
			},
		];
		expect(who(messaged(A), 'name', { plan: { rules } })).toBeNull();
	});
});

it('a contact that a search has found follows the account rule of its tag', () => {
	const found = {
		contactId: 'c1',
		ownerId: null,
		tags: ['vip', B.tag ?? ''],
		followers: null,
		phone: null,
		name: null,
		email: null,
		country: null,
		source: null,
		attributionSource: null,
		lastAttributionSource: null,
		addedAt: 0,
		updatedAt: 0,
	};
	for (const kind of ['contactCreated', 'tagAdded'] as const) {
		const { touch: one } = eventFromSearch(kind, found, 'location');
		expect(who({ ...one, ...(kind === 'tagAdded' && { tag: 'vip' }) }, 'number')).toBe('u2');
	}
});

describe('of several answers', () => {
	it('the number that was written to counts before the tag, and that before the ledger', () => {
		const owners = ownersAt('1001');
		expect(who(messaged(numbered('+12025550199'), [A.tag ?? '']), 'name', { owners })).toBe('u2');
		expect(who(messaged(null, [B.tag ?? '']), 'name', { owners })).toBe('u2');
		expect(who(messaged(null), 'name', { owners })).toBe('u1');
	});

	it('a number that only a rule knows counts before the tag', () => {
		const one = messaged(numbered('+12025550199'), [A.tag ?? '']);
		expect(who(one, 'number', { accounts: [] })).toBe('u2');
	});

	it('a number that nobody knows, such as that of a gateway, says less than the tag', () => {
		expect(who(messaged(numbered('+12025550777'), [A.tag ?? '']), 'name')).toBe('u1');
		expect(who(messaged(numbered('+12025550777')), 'name')).toBeNull();
		const owners = ownersAt('1001');
		expect(who(messaged(numbered('+12025550777')), 'name', { owners })).toBeNull();
	});

	it('for what happens to the contact in HighLevel, the ledger counts before the tag', () => {
		expect(who(tagAdded([B.tag ?? '']), 'name', { owners: ownersAt('1001') })).toBe('u1');
	});

	it('an account tag that was just added counts before all else', () => {
		const one = tagAdded([A.tag ?? '', B.tag ?? ''], { tag: B.tag });
		expect(who(one, 'name', { owners: ownersAt('1001') })).toBe('u2');
	});

	it('the tags of several accounts tell none, and the receipt says so', () => {
		const { user: nobody, receipt } = decided(tagAdded([A.tag ?? '', B.tag ?? '']), 'name');
		expect(nobody).toBeNull();
		expect(receipt.rules[0]?.reason).toBe(
			"the contact has the tags of several WhatsApp accounts ('whatsnap-account-sales-support' and 'whatsnap-account-help-line'), so that its account is not known",
		);
	});

	it('the tags of several accounts tell none, but the ledger may', () => {
		const one = tagAdded([A.tag ?? '', B.tag ?? '']);
		expect(who(one, 'name', { owners: ownersAt('1002') })).toBe('u2');
	});

	it('of several accounts in the ledger the one of the primary owner counts', () => {
		const owners = { ...ownersAt('1001', '1002'), primary: 'label:1' };
		// Not a tag, which would leave a contact with its owner whatever account it is of.
		const changed = touch({ event: 'contact', account: null, contact: { tags: [] } });
		expect(who(changed, 'name', { owners })).toBe('u2');
		expect(who(tagAdded([]), 'name', { owners: ownersAt('1001', '1002') })).toBeNull();
		expect(who(tagAdded([]), 'name', { owners: ownersAt('1002', null) })).toBe('u2');
	});

	it('two accounts of one name share a tag, which tells the name and no number', () => {
		const accounts = [A, { ...A, id: '1003', number: '+12025550111' }];
		expect(who(tagAdded([A.tag ?? '']), 'name', { accounts })).toBe('u1');
		expect(who(tagAdded([A.tag ?? '']), 'number', { accounts })).toBeNull();
	});
});

describe('account tags', () => {
	it('may begin otherwise, as the plan says', () => {
		const rules = [
			{ name: 'R', when: { accounts: [{ by: 'name', value: 'Sales Line' }] }, target: user('u3') },
		];
		const with_ = (accountTagPrefix: string) => ({
			accounts: [],
			plan: { rules, accountTagPrefix },
		});
		expect(who(tagAdded(['line: sales-line', 'vip']), 'name', with_('Line: '))).toBe('u3');
		expect(who(tagAdded(['line-sales-line', 'vip']), 'name', with_('Line-'))).toBe('u3');
		expect(who(tagAdded(['whatsnap-account-sales-line']), 'name', with_('line-'))).toBeNull();
		expect(who(tagAdded(['whatsnap-account-sales-line']), 'name', with_(''))).toBeNull();
	});

	it('that messages have shown need no prefix', () => {
		const accounts = [{ ...A, tag: 'wa-sales' }, B];
		expect(who(tagAdded(['WA-Sales ']), 'id', { accounts })).toBe('u1');
	});

	it('of an account that the ledger guesses are no tags of the contact', () => {
		const rules = [{ name: 'R', when: { tags: { any: [A.tag] } }, target: user('u3') }];
		const one = touch({ event: 'contact', account: null, contact: { tags: ['vip'] } });
		expect(who(one, 'tag', { owners: ownersAt('1001'), plan: { rules } })).toBeNull();
	});
});

describe('with separate owners', () => {
	const SEPARATE = { plan: { owners: { mode: 'separate' } } };
	const slot = (one: Touch, knowledge: Knowledge = {}) =>
		decided(one, 'name', { ...SEPARATE, ...knowledge }).owner?.slot;

	it('an account has the slot of its ID, however it is known', () => {
		expect(slot(messaged(A))).toBe('account:1001');
		expect(slot(messaged(numbered('+12025550143')))).toBe('account:1001');
		expect(slot(messaged(null, [A.tag ?? '']))).toBe('account:1001');
	});

	it('an account whose ID is not known has a slot of its own', () => {
		const accounts: AccountRecord[] = [];
		const more = {
			accounts,
			plan: { owners: { mode: 'separate' }, rules: [], fallback: user('u1') },
		};
		expect(slot(messaged(numbered('+1 202 555 0143')), more)).toBe('account:number:12025550143');
		expect(slot(messaged(null, [A.tag ?? '']), more)).toBe(`account:tag:${A.tag}`);
		expect(slot(messaged(null), more)).toBe('*');
	});

	it('the owner of before stays when the ID becomes known', () => {
		const own = `tag:${A.tag}`;
		const owners: ContactOwners = {
			primary: `account:${own}`,
			slots: { [`account:${own}`]: { user: 'u5', account: own, at: 0, replaced: null } },
		};
		const { outcome, user: kept, owner } = decided(messaged(A), 'name', { ...SEPARATE, owners });
		expect({ outcome, kept: kept?.id, slot: owner?.slot, primary: owner?.primary }).toEqual({
			outcome: 'kept',
			kept: 'u5',
			slot: 'account:1001',
			primary: true,
		});
	});
});

describe('with one owner for all accounts', () => {
	const ONE = { mode: 'one' };
	const owners: ContactOwners = {
		primary: '*',
		slots: { '*': { user: 'u5', account: '1001', at: 0, replaced: null } },
	};
	const got = (one: Touch) => decided(one, 'name', { owners, plan: { owners: ONE } });

	it('a message of which the account is not told is no message to another account', () => {
		expect(got(messaged(null))).toMatchObject({ outcome: 'kept', user: { id: 'u5' } });
		expect(got(messaged(null, [A.tag ?? '']))).toMatchObject({ outcome: 'kept' });
	});

	it('a message to another number or with the tag of another account asks the rules', () => {
		expect(got(messaged(numbered('+12025550199')))).toMatchObject({ user: { id: 'u2' } });
		expect(got(messaged(null, [B.tag ?? '']))).toMatchObject({ user: { id: 'u2' } });
	});

	it('an account in the ledger of which no message came yet may be the one of the tag', () => {
		const knowledge = { accounts: [], owners, plan: { owners: ONE } };
		expect(decided(messaged(null, [B.tag ?? '']), 'name', knowledge)).toMatchObject({
			outcome: 'kept',
		});
	});
});

describe('what has to be known', () => {
	const byAccount = plan({ rules: rulesBy('name'), owners: null });
	const noAccount = plan({ owners: { mode: 'first', respectManual: false } });

	it('is the tags of the contact, only if the account counts and the touch does not say it', () => {
		expect(contactNeeds(byAccount, messaged(null))).toBe('everything');
		expect(contactNeeds(byAccount, messaged(A))).toBe('nothing');
		const byNumber = plan({ rules: rulesBy('number'), owners: null });
		expect(contactNeeds(byNumber, messaged(numbered('12025550199')))).toBe('nothing');
		expect(contactNeeds(byNumber, messaged(numbered('+12025550777')))).toBe('everything');
		expect(contactNeeds(noAccount, messaged(null))).toBe('nothing');
	});

	it('is the accounts of the ledger, only if the touch does not say its own', () => {
		const asks = (one: Touch) => ledgerNeeds(compilePlan(byAccount), one, [], WEDNESDAY).accounts;
		expect(asks(messaged(A))).toBe(false);
		expect(asks(messaged(numbered('+12025550199')))).toBe(true);
		expect(asks(tagAdded([]))).toBe(true);
	});
});

it('a touch that says its account is decided as before, whatever the ledger knows', () => {
	const accounts = fc.constantFrom(A, B, { ...B, tag: A.tag });
	fc.assert(
		fc.property(accounts, fc.subarray([A.tag ?? '', B.tag ?? '']), (account, tags) => {
			const one = messaged(account, tags);
			const knows = decided(one, 'id', { owners: ownersAt('1001') });
			expect(knows).toEqual(decided(one, 'id', { accounts: [], owners: null }));
		}),
	);
});
