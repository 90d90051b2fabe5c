import { fixtureBody } from '../fixtures/whatsapp';
import { change, envelope, read, SALES, SUPPORT, textMessage } from './cloudApiFixture';

const DANA = { phone: '14155550117', userId: 'US.84720193655102938471', name: 'Dana Whitlock' };
const RAFAEL = { phone: '5511987650022', userId: 'BR.30918273645509182736', name: 'Rafael Lima' };
type Person = typeof DANA;

const profile = ({ phone, userId, name }: Person) => ({
	profile: { name },
	wa_id: phone,
	user_id: userId,
});
const from = ({ phone, userId }: Person) => ({ from: phone, from_user_id: userId });

function namesOf(contacts: unknown[], messages: unknown[]) {
	const touches = read(envelope(change(SALES, { contacts, messages })));
	return touches.map(({ contact }) => contact.name);
}

describe('people of a batch', () => {
	const two = [textMessage('wamid.1', from(DANA)), textMessage('wamid.2', from(RAFAEL))];

	it('have their own names', () => {
		const touches = read(fixtureBody('batch-two-senders-one-change.json'));
		expect(touches.map(({ contact }) => contact)).toEqual([
			{
				phone: '+14155550117',
				whatsappUserId: DANA.userId,
				replyTo: '14155550117',
				username: null,
				name: 'Dana Whitlock',
				country: 'US',
				region: 'US-CA',
				timeZones: ['America/Los_Angeles'],
			},
			{
				phone: '+5511987650022',
				whatsappUserId: RAFAEL.userId,
				replyTo: '5511987650022',
				username: null,
				name: 'Rafael Lima',
				country: 'BR',
				region: null,
				timeZones: null,
			},
		]);
	});

	it('have their own names when contacts are in another order', () => {
		expect(namesOf([profile(RAFAEL), profile(DANA)], two)).toEqual([DANA.name, RAFAEL.name]);
	});

	it('never have the name of the one contact that is there for somebody else', () => {
		expect(namesOf([profile(RAFAEL)], two)).toEqual([null, RAFAEL.name]);
	});

	it('have no name when their contact has no profile', () => {
		const bare = { wa_id: DANA.phone, user_id: DANA.userId };
		expect(namesOf([bare, profile(RAFAEL)], two)).toEqual([null, RAFAEL.name]);
	});

	it('are found by phone when contacts have no user ID, and by user ID without a phone', () => {
		const onlyPhone = { ...profile(DANA), user_id: undefined };
		const onlyUserId = { ...profile(RAFAEL), wa_id: undefined };
		expect(namesOf([onlyUserId, onlyPhone], two)).toEqual([DANA.name, RAFAEL.name]);
	});

	it('keep their names when another contact cannot be read', () => {
		expect(namesOf([null, 7, 'x', { wa_id: 5 }, ...[RAFAEL, DANA].map(profile)], two)).toEqual([
			DANA.name,
			RAFAEL.name,
		]);
	});

	it('get what the contact knows and the message leaves out', () => {
		const [touch] = read(
			envelope(
				change(SALES, {
					contacts: [profile(RAFAEL), profile(DANA)],
					messages: [textMessage('wamid.1', { from_user_id: DANA.userId })],
				}),
			),
		);
		expect(touch?.contact).toMatchObject({ phone: '+14155550117', name: DANA.name });
	});

	it('may have a username and no phone', () => {
		const [touch] = read(
			envelope(
				change(SALES, {
					contacts: [{ profile: { username: '@rafa.lima' }, user_id: RAFAEL.userId }],
					messages: [textMessage('wamid.1', { from_user_id: RAFAEL.userId })],
				}),
			),
		);
		expect(touch?.contact).toEqual({
			phone: null,
			whatsappUserId: RAFAEL.userId,
			replyTo: RAFAEL.userId,
			username: 'rafa.lima',
			name: null,
			country: 'BR',
			region: null,
			timeZones: null,
		});
	});
});

describe('accounts of a batch', () => {
	const batch = {
		object: 'whatsapp_business_account',
		entry: [
			{
				id: '2001',
				changes: [
					change(SALES, {
						contacts: [profile(RAFAEL), profile(DANA)],
						messages: [textMessage('wamid.1', from(DANA)), textMessage('wamid.2', from(RAFAEL))],
					}),
				],
			},
			{
				id: '2002',
				changes: [
					change(SUPPORT, {
						contacts: [profile(DANA)],
						messages: [textMessage('wamid.3', from(DANA))],
					}),
				],
			},
		],
	};
	const names = new Map([[SALES, 'Sales Line']]);

	it('belong to the right messages, in the order of the body', () => {
		const touches = read(batch, { names });
		expect(touches.map(({ key }) => key)).toEqual([
			`msg:${SALES}:wamid.1`,
			`msg:${SALES}:wamid.2`,
			`msg:${SUPPORT}:wamid.3`,
		]);
		const sales = {
			id: SALES,
			number: '+12025550143',
			name: 'Sales Line',
			tag: 'whatsnap-account-sales-line',
			wabaId: '2001',
		};
		expect(touches.map(({ account }) => account)).toEqual([
			sales,
			sales,
			{
				id: SUPPORT,
				number: '+12025550178',
				name: '+12025550178',
				tag: 'whatsnap-account-12025550178',
				wabaId: '2002',
			},
		]);
		expect(touches.map(({ contact }) => contact.name)).toEqual([DANA.name, RAFAEL.name, DANA.name]);
	});

	it('are told apart for a trigger of one number', () => {
		const touches = read(batch, { phoneNumberId: SUPPORT });
		expect(touches.map(({ key }) => key)).toEqual([`msg:${SUPPORT}:wamid.3`]);
	});

	it('do not lose a thousand messages', () => {
		const messages = Array.from({ length: 1000 }, (_, index) =>
			textMessage(`wamid.${index}`, from(DANA)),
		);
		const touches = read(envelope(change(SALES, { contacts: [profile(DANA)], messages })));
		expect(new Set(touches.map(({ key }) => key)).size).toBe(1000);
	});
});
