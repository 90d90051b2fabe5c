import fc from 'fast-check';
import {
	chatOf,
	isChat,
	isGroup,
	numberOf,
	readAddress,
} from '../../../../whatsapp/providers/whatsAppWeb/address';

const PHONE = '+447700900123';
const LID = '70000000000001@lid';

describe('an address of WhatsApp Web', () => {
	it.each([
		'447700900123@s.whatsapp.net',
		'447700900123@c.us',
		'447700900123@C.US',
		'447700900123@hosted',
		'447700900123:12@s.whatsapp.net',
		'447700900123:99@hosted',
		'447700900123.0:12@s.whatsapp.net',
		'447700900123.1@s.whatsapp.net',
		'447700900123_1:12@s.whatsapp.net',
		'+447700900123@s.whatsapp.net',
		'00447700900123@c.us',
		'whatsapp:447700900123@s.whatsapp.net',
		'447700900123:40@s.whatsapp.net in 447700900123@s.whatsapp.net',
		'447700900123:40@s.whatsapp.net in 120363041234567890@g.us',
		'447700900123',
		'+44 7700 900123',
		'0044 7700 900123',
		'+44 (0)7700 900123',
		'tel:+447700900123',
		'whatsapp:+447700900123',
		'  +447700900123\n',
		'\u202a+44 7700 900123\u202c',
	])('names a number: %p', (address) => {
		expect(readAddress(address)).toEqual({ kind: 'person', phone: PHONE });
		expect(numberOf(address)).toBe(PHONE);
		expect(isChat(address)).toBe(true);
	});

	it.each([
		LID,
		'70000000000001:7@lid',
		'70000000000001.1:7@lid',
		'70000000000001@hosted.lid',
		'70000000000001:99@HOSTED.LID',
		'70000000000001:7@lid in 120363041234567890@g.us',
	])('names a person who hides the number: %p', (address) => {
		expect(readAddress(address)).toEqual({ kind: 'hidden', id: LID });
		expect(numberOf(address)).toBeNull();
		expect(isChat(address)).toBe(true);
	});

	it('may be a user ID of Meta', () => {
		const id = 'GB.10000000000000000001';
		for (const address of [id, `whatsapp:${id}`, ` ${id} `]) {
			expect(readAddress(address)).toEqual({ kind: 'hidden', id });
		}
	});

	it.each(['120363041234567890@g.us', '4915112345678-1451234567@g.us'])(
		'names a group: %p',
		(address) => {
			expect(readAddress(address)).toEqual({ kind: 'group', id: address });
			expect(isGroup(address)).toBe(true);
			expect(numberOf(address)).toBeNull();
		},
	);

	it.each([
		'status@broadcast',
		'447700900123@broadcast',
		'120363041234567890@newsletter',
		'867051314767696@bot',
		'13135550002@c.us',
		'13135550002@s.whatsapp.net',
		'0@s.whatsapp.net',
		'0@c.us',
		'server@c.us',
		'447700900123:0@msgr',
		'1-447700900123@interop',
		'447700900123@s.whatsapp.net@evil',
		'447700900123@example.com',
		'447700900123-5@s.whatsapp.net',
		'447700900123:@s.whatsapp.net',
		'123456789012345@c.us',
		'70000000000001@s.whatsapp.net',
		'70000000000001',
		'245896994390182',
		'72345',
		'07700 900123',
		'Mira Solberg',
		'Mira 447700900123',
		'@lid',
		'@g.us',
		'@',
		'',
		' ',
		'x@lid',
		`${'1'.repeat(1_000_000)}@s.whatsapp.net`,
		null,
		undefined,
	])('names nobody: %p', (address) => {
		expect(readAddress(address)).toBeNull();
		expect(isChat(address)).toBe(false);
		expect(numberOf(address)).toBeNull();
	});

	it('says in which chat somebody wrote', () => {
		const group = '120363041234567890@g.us';
		expect(chatOf(`447700900123:2@s.whatsapp.net in ${group}`)).toBe(group);
		expect(chatOf(LID)).toBe(LID);
		expect(isChat(chatOf('447700900123@s.whatsapp.net in status@broadcast'))).toBe(false);
	});

	it('never shows a number that is not in it', () => {
		const servers = fc.constantFrom('', '@lid', '@c.us', '@s.whatsapp.net', '@hosted', '@bot');
		const users = fc.oneof(fc.stringMatching(/^[+0-9._:]{0,24}$/), fc.string());
		fc.assert(
			fc.property(users, servers, (user, server) => {
				const phone = numberOf(user + server);
				if (phone === null) return;
				expect(phone).toMatch(/^\+[1-9]\d{6,14}$/);
				expect(user.normalize('NFKC').replace(/\D/g, '')).toContain(phone.slice(-7));
				expect(server).not.toMatch(/lid|bot/);
			}),
			{ numRuns: 2_000 },
		);
	});
});
