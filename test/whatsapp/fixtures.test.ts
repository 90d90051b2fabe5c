import { EVENT_NAMES } from '../../routing/model/events';
import type { Touch } from '../../routing/model/touch';
import { touchSchema } from '../../routing/model/touch';
import { fieldsOf } from '../../whatsapp/meta/fields';
import { signatureProblem } from '../../whatsapp/meta/verification';
import { FIXTURE_SECRET, fixtureBody, fixtureBytes, fixtures } from '../fixtures/whatsapp';
import { everything, read, SALES } from './cloudApiFixture';

const eventsOf = ({ touches }: (typeof fixtures)[number]) => touches.map(({ event }) => event);
const full = fixtures.filter(({ touches }) => touches.length > 0);
const adversarial = fixtures.filter(({ touches }) => touches.length === 0);
const withMessages = new Set(['message', 'identity']);
const others = full.filter((fixture) => eventsOf(fixture).every((one) => !withMessages.has(one)));

const typeOf = ({ message, status, call, field }: Touch) =>
	(message as { type: string } | undefined)?.type ??
	(status as { status: string } | undefined)?.status ??
	(call as { status: string } | undefined)?.status ??
	field;

const summary = (touch: Touch) => ({
	key: touch.key,
	event: touch.event,
	phone: touch.contact.phone,
	whatsappUserId: touch.contact.whatsappUserId,
});

describe('webhooks of the Cloud API', () => {
	it('are all of the kinds that these tests are about', () => {
		expect(new Set(full.flatMap(eventsOf)).size).toBeGreaterThan(15);
		expect(adversarial).toHaveLength(2);
	});

	it.each(fixtures)('$file carries the signature of its exact bytes', ({ file, signature }) => {
		expect(signatureProblem(fixtureBytes(file), signature, FIXTURE_SECRET)).toBeNull();
	});

	it.each(fixtures)('$file gives its events: $about', ({ file, touches }) => {
		const found = read(fixtureBody(file), { events: everything });
		expect(found.map(summary)).toEqual(
			touches.map(({ key, event, phone, whatsappUserId }) => ({
				key,
				event,
				phone,
				whatsappUserId,
			})),
		);
		for (const touch of found) {
			// What the nodes that follow read, and what n8n can store.
			expect(touchSchema.parse(JSON.parse(JSON.stringify(touch)))).toMatchObject({
				key: touch.key,
			});
			expect(touch).not.toHaveProperty('test');
		}
	});

	it.each(full.filter(({ touches }) => touches.some(({ event }) => event !== 'preference')))(
		'$file says of what type its events are',
		({ file, touches }) => {
			const types = new Set(touches.map(({ type }) => type));
			for (const touch of read(fixtureBody(file), { events: everything })) {
				expect(types).toContain(typeOf(touch) ?? fieldIn(file));
			}
		},
	);

	it.each(full)('$file gives its events only to triggers that want them', (fixture) => {
		const own = new Set(eventsOf(fixture));
		const rest = EVENT_NAMES.filter((event) => !own.has(event));
		const withoutMessages = own.has('identity') ? rest.filter((one) => one !== 'message') : rest;
		expect(read(fixtureBody(fixture.file), { events: new Set(withoutMessages) })).toEqual([]);
	});

	it.each(others)('$file starts no workflow by default', ({ file }) => {
		expect(read(fixtureBody(file))).toEqual([]);
	});

	it.each(full)('$file comes through a field that its events ask for', (fixture) => {
		// Withdrawn by Meta, so it cannot be asked for.
		if (fixture.file === 'user-id-update-legacy.json') return;
		expect(fieldsOf(eventsOf(fixture))).toContain(fieldIn(fixture.file));
	});

	it.each(full)('$file names its account, and is not for another one', ({ file }) => {
		const body = fixtureBody(file);
		const [first] = read(body, { events: everything });
		if (first?.account) {
			expect(first.account).toMatchObject({ id: SALES, number: '+12025550143' });
			expect(read(body, { events: everything, phoneNumberId: '1' })).toEqual([]);
		} else {
			// About no single number, so every trigger of the app hears it.
			expect(first).toMatchObject({ wabaId: '417263950182734', account: null });
			expect(read(body, { events: everything, phoneNumberId: '1' })).toHaveLength(1);
		}
	});
});

function fieldIn(file: string): string {
	const body = fixtureBody(file) as { entry: Array<{ changes: Array<{ field: string }> }> };
	return body.entry[0]?.changes[0]?.field ?? '';
}
