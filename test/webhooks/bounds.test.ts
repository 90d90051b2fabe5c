import fc from 'fast-check';
import { earlyRefusal, FORM_BODY, JSON_BODY, JSON_WITH_MEDIA } from '../../webhooks/bounds';
import { DEEPEST, jsonShapeProblem, MOST_VALUES } from '../../webhooks/jsonShape';
import { formOf, jsonOf, type WebhookRequest } from '../../webhooks/request';

const request = (body: Buffer | string, more: Partial<WebhookRequest> = {}): WebhookRequest => ({
	rawBody: Buffer.from(body),
	headers: {},
	query: {},
	url: 'https://n8n.example.com/webhook/abc',
	...more,
});

const anybody = { formProblem: () => null };
const refusal = (bounds: typeof JSON_BODY, body: Buffer | string, more?: Partial<WebhookRequest>) =>
	earlyRefusal(request(body, more), { ...anybody, bounds });

/** A list in a list, and so on. */
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const list = (values: number) => `[${'0,'.repeat(values - 2)}0]`;
const parameters = (number: number) =>
	Array.from({ length: number }, (_, i) => `p${i}=1`).join('&');

describe('a request within bounds', () => {
	it.each([
		['nothing', ''],
		['no JSON', 'hello'],
		['as deep as may be', nested(DEEPEST)],
		['as many values as may be', list(MOST_VALUES)],
		['brackets and commas in a text', JSON.stringify('[{,'.repeat(300_000))],
		['quotation marks in a text', JSON.stringify(`${'"['.repeat(100)}`)],
		['backslashes before the end of a text', JSON.stringify(['\\\\', '['.repeat(100)])],
		['a text that does not end', `"${'['.repeat(100)}`],
	])('has %s', (_what, body) => {
		expect(refusal(JSON_BODY, body)).toBeNull();
	});

	it('has a form with hundreds of parameters', () => {
		expect(refusal(FORM_BODY, parameters(500))).toBeNull();
	});

	it('has a picture in its body where its sender puts them there', () => {
		const body = JSON.stringify({ base64: 'A'.repeat(12 * 1024 * 1024) });
		expect(refusal(JSON_WITH_MEDIA, body)).toBeNull();
	});
});

it('may be as large with media as somebody lets n8n take', () => {
	process.env.N8N_PAYLOAD_SIZE_MAX = '64';
	jest.isolateModules(() => {
		const raised =
			jest.requireActual<typeof import('../../webhooks/bounds')>('../../webhooks/bounds');
		expect(raised.JSON_WITH_MEDIA.mostBytes).toBe(64 * 1024 * 1024);
		expect(raised.JSON_BODY.mostBytes).toBe(4 * 1024 * 1024);
	});
	delete process.env.N8N_PAYLOAD_SIZE_MAX;
	expect(JSON_WITH_MEDIA.mostBytes).toBe(16 * 1024 * 1024);
});

describe('a request is turned away', () => {
	it.each([
		['deep lists', nested(DEEPEST + 1), 400, /nested too deeply/],
		['lists deep enough to break a parser', nested(200_000), 400, /nested too deeply/],
		['deep objects', `${'{"a":'.repeat(65)}1${'}'.repeat(65)}`, 400, /nested too deeply/],
		['depth behind a byte order mark', `\ufeff${nested(100)}`, 400, /nested too deeply/],
		['depth that nobody closes', '[{"a":'.repeat(64), 400, /nested too deeply/],
		[
			'depth behind brackets that close nothing',
			`1,${']'.repeat(99)}${nested(199)}`,
			400,
			/deeply/,
		],
		['too many numbers', list(MOST_VALUES + 1), 400, /more than 250000 values/],
		['too many empty lists', `[${'[],'.repeat(MOST_VALUES)}[]]`, 400, /values/],
		['too many fields', `{${'"a":1,'.repeat(MOST_VALUES)}"a":1}`, 400, /values/],
		['too many bytes', ' '.repeat(4 * 1024 * 1024 + 1), 413, /more than 4096 KiB/],
	])('for %s', (_what, body, status, reason) => {
		const expected = { status, reason: expect.stringMatching(reason) as string };
		expect(refusal(JSON_BODY, body)).toEqual(expected);
	});

	it('for what one forged form made of 30,000 parameters', () => {
		const body = Array.from({ length: 30_000 }, (_, i) => `a${i}=`).join('&');
		const least = Array.from({ length: 30_000 }, () => 'a').join('&');
		expect(refusal(FORM_BODY, body)?.status).toBe(413);
		expect(refusal(FORM_BODY, least)?.reason).toMatch(/more than 500 parameters/);
	});

	it.each(['multipart/form-data; boundary=x', 'Multipart/Mixed'])(
		'for a body of type %s, of which n8n hands on no bytes',
		(type) => {
			const answer = refusal(JSON_BODY, '', { headers: { 'content-type': type } });
			expect(answer).toMatchObject({ status: 415, reason: expect.stringMatching(/reads JSON/) });
		},
	);

	it('for its size before anybody looks at the signature, and for that before the body', () => {
		const looks: string[] = [];
		const bounds = { ...JSON_BODY, mostBytes: 100 };
		const formProblem = () => {
			looks.push('signature');
			return 'not signed';
		};
		const large = earlyRefusal(request(nested(90)), { bounds, formProblem });
		expect([large?.status, looks]).toEqual([413, []]);
		const deep = earlyRefusal(request(nested(200_000)), { bounds: JSON_BODY, formProblem });
		expect([deep, looks]).toEqual([{ status: 401, reason: 'not signed' }, ['signature']]);
	});
});

describe('the shape of JSON', () => {
	const depthOf = (value: unknown): number =>
		typeof value === 'object' && value !== null
			? 1 + Math.max(0, ...Object.values(value).map(depthOf))
			: 0;

	it('is told from its bytes as a parser tells it', () => {
		const deep = fc
			.tuple(fc.nat({ max: 90 }), fc.boolean(), fc.jsonValue({ maxDepth: 3 }))
			.map(([levels, list, value]) => {
				let all: unknown = value;
				for (let i = 0; i < levels; i++) all = list ? [i, all] : { '["{': '\\"', all };
				return all;
			});
		fc.assert(
			fc.property(deep, fc.nat({ max: 2 }), (value, blanks) => {
				const problem = jsonShapeProblem(Buffer.from(JSON.stringify(value, null, blanks)));
				expect(problem !== null).toBe(depthOf(value) > DEEPEST);
			}),
			{ numRuns: 500 },
		);
	});

	it('that would do harm is never parsed, whoever asks', () => {
		const parse = jest.spyOn(JSON, 'parse');
		for (const body of [nested(100), list(MOST_VALUES + 1)]) {
			expect(jsonOf({ rawBody: Buffer.from(body) })).toBeUndefined();
		}
		expect(parse).not.toHaveBeenCalled();
		parse.mockRestore();
	});
});

describe('a body', () => {
	it.each(['{"a":1}', '\ufeff{"a":1}'])('of JSON may begin with a byte order mark: %j', (text) => {
		expect(jsonOf({ rawBody: Buffer.from(text) })).toEqual({ a: 1 });
	});

	it.each(['a=1&b=2', '\ufeffa=1&b=2'])('of a form too: %j', (text) => {
		const form = formOf({ rawBody: Buffer.from(text) });
		expect(Object.fromEntries(form)).toEqual({ a: '1', b: '2' });
	});
});
