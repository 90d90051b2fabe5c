import type { Touch } from '../../routing/touch';
import { signatureProblem } from '../../whatsapp/signature';
import { FIXTURE_SECRET, fixtureBody, fixtureBytes, fixtures } from '../fixtures/whatsapp';
import { read, SALES } from './webhooks';

const both = new Set(['message', 'status'] as const);
const isStatus = ({ touches }: (typeof fixtures)[number]) =>
	touches.some(({ key }) => key.startsWith('status:'));
const messages = fixtures.filter((fixture) => fixture.touches.length > 0 && !isStatus(fixture));
const statuses = fixtures.filter(isStatus);
const others = fixtures.filter(({ touches }) => touches.length === 0);

const summary = ({ key, contact, message, status }: Touch) => ({
	key,
	type: (message as { type: string } | undefined)?.type ?? (status as { status: string }).status,
	phone: contact.phone,
	whatsappUserId: contact.whatsappUserId,
});

describe('webhooks of the Cloud API', () => {
	it('are all of the kinds that these tests are about', () => {
		expect(messages.length).toBeGreaterThan(30);
		expect(statuses.length).toBeGreaterThan(6);
		expect(others.length).toBeGreaterThan(25);
	});

	it.each(fixtures)('$file carries the signature of its exact bytes', ({ file, signature }) => {
		expect(signatureProblem(fixtureBytes(file), signature, FIXTURE_SECRET)).toBeNull();
	});

	it.each(messages)('$file gives its messages: $about', ({ file, touches }) => {
		const found = read(fixtureBody(file), { events: both });
		expect(found.map(summary)).toEqual(touches);
		for (const touch of found) {
			expect(touch).toMatchObject({
				event: 'message',
				account: { id: SALES, number: '+12025550143', wabaId: '417263950182734' },
			});
			expect((touch.message as { time: string }).time).toMatch(/^2026-10-\d\dT.+Z$/);
		}
	});

	it.each(statuses)('$file gives its status when statuses are wanted', ({ file, touches }) => {
		const found = read(fixtureBody(file), { events: both });
		expect(found.map(summary)).toEqual(touches);
		expect(found[0]?.event).toBe('status');
	});

	it.each(statuses)('$file gives nothing when only messages are wanted', ({ file }) => {
		expect(read(fixtureBody(file))).toEqual([]);
	});

	it.each(messages)('$file gives nothing when only statuses are wanted', ({ file }) => {
		expect(read(fixtureBody(file), { events: new Set(['status'] as const) })).toEqual([]);
	});

	it.each(others)('$file gives nothing: $about', ({ file }) => {
		expect(read(fixtureBody(file), { events: both })).toEqual([]);
	});

	it.each(fixtures)('$file gives nothing to a trigger for another number', ({ file }) => {
		expect(read(fixtureBody(file), { events: both, phoneNumberId: '1' })).toEqual([]);
	});
});
