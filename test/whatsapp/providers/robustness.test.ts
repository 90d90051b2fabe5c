import fc from 'fast-check';
import { dialog360, gupshup } from '../../../whatsapp/providers/cloudApiResellers';
import { evolution } from '../../../whatsapp/providers/evolution';
import { otherJson } from '../../../whatsapp/providers/otherJson';
import type { Provider } from '../../../whatsapp/providers/provider';
import { twilio } from '../../../whatsapp/providers/twilio';
import { waha } from '../../../whatsapp/providers/waha';
import { touchSchema } from '../../../routing/model/touch';
import { MAPPING } from './mapping';
import { fixture, OPTIONS, request, SECRET } from './request';

const sources: Array<[string, Provider, string]> = [
	['Evolution API', evolution, 'evolution/messages-upsert-group.json'],
	['WAHA', waha, 'waha/message-media.json'],
	['Twilio', twilio, 'twilio/inbound-ctwa.form'],
	['360dialog', dialog360, '360dialog/passthrough-text.json'],
	['Gupshup', gupshup, 'gupshup/v2-native-text.json'],
	['another system', otherJson(MAPPING), 'gupshup/v2-native-text.json'],
];

/** Every value that could stand where another one is expected. */
const odd = fc.oneof(
	fc.constantFrom(null, true, false, 0, -1, 1e308, '', '__proto__', '@lid', '1@g.us', [], {}),
	fc.jsonValue({ maxDepth: 2 }),
);

/** The value with one part of it replaced or taken away. */
function mutated(value: unknown): fc.Arbitrary<unknown> {
	if (typeof value !== 'object' || value === null) return odd;
	const names = Object.keys(value);
	if (names.length === 0) return odd;
	return fc.constantFrom(...names).chain((name) => {
		const rest = { ...(value as Record<string, unknown>) };
		const changed = fc.oneof(
			{ weight: 1, arbitrary: fc.constant(undefined) },
			{ weight: 2, arbitrary: odd },
			{ weight: 4, arbitrary: mutated(rest[name]) },
		);
		return changed.map((part) => {
			const all = { ...rest, [name]: part };
			return Array.isArray(value) ? Object.values(all) : all;
		});
	});
}

describe.each(sources)('%s', (_name, source, file) => {
	const original = fixture(file);
	const isForm = file.endsWith('.form');
	const bytes = (body: unknown) =>
		isForm
			? new URLSearchParams(
					Object.entries(body as Record<string, unknown>).map(([k, v]): [string, string] => [
						k,
						JSON.stringify(v) ?? '',
					]),
				).toString()
			: (JSON.stringify(body) ?? '');
	const parsed: unknown = isForm
		? Object.fromEntries(new URLSearchParams(original.rawBody.toString()))
		: JSON.parse(original.rawBody.toString());

	it('gives touches or nothing, whatever is sent', () => {
		fc.assert(
			fc.property(mutated(parsed), (body) => {
				if (isForm && (typeof body !== 'object' || body === null)) return;
				for (const touch of source.read(request(bytes(body)), OPTIONS) ?? []) {
					expect(touchSchema.safeParse(touch).success).toBe(true);
					expect(touch.key).not.toBe('');
				}
			}),
			{ numRuns: 1_000 },
		);
	});

	it('takes nothing for authentic that was not signed with the secret', () => {
		const headers = [
			'x-webhook-secret',
			'x-webhook-hmac',
			'x-twilio-signature',
			'x-360dialog-signature',
		];
		fc.assert(
			fc.property(
				fc.dictionary(fc.constantFrom(...headers), fc.oneof(fc.string(), fc.base64String())),
				fc.uint8Array(),
				(given, body) => {
					expect(source.authenticate(request(Buffer.from(body), given), SECRET)).toEqual(
						expect.any(String),
					);
				},
			),
		);
	});
});
