import { reportEmail } from '../../../report/pages/reportEmail';
import { COLUMNS } from '../../../report/metrics';
import { groupOf, madeReport, rowOf, valuesOf } from '../madeReport';

const { request } = madeReport();

const full = madeReport({
	request: { ...request, groupBy: ['person', 'account'], trend: 'day', before: request.period },
	before: rowOf('All', valuesOf(250, 400)),
	groups: [
		groupOf('person', 'Ann <script>alert(1)</script>', valuesOf(70, 80), {
			before: valuesOf(60, 80),
			notes: ['A curve ends after 30 minutes.'],
		}),
		groupOf('person', 'Tom', valuesOf(14, 40, { unansweredNow: 6, oldestUnansweredMinutes: 180 }), {
			notes: ['A curve ends after 30 minutes.'],
		}),
		groupOf('person', 'Few', valuesOf(3, 7)),
		groupOf('account', 'Sales line', valuesOf(52, 130)),
	],
	trend: [{ begins: '2026-11-30', isPartial: true, values: valuesOf(20, 30) }],
	notSeen: ['12 messages were unclear.'],
});

/** What n8n 2.41.1 keeps of the HTML that its HTML tab shows; see docs/architecture. */
const TAGS_OF_N8N = new Set(
	'html body style title table thead tbody tr th td div p h1 h2 b br span'.split(' '),
);

describe('the e-mail form', () => {
	const text = reportEmail(full);

	it('says who needs help first, then the figures, with what they are not', () => {
		const places = [
			'Tom needs help: 14 of 40 answered within 15 min, 6 wait now, the oldest for 3 h.',
			'Sales line',
			'All figures',
			'12 messages were unclear.',
			COLUMNS.answeredInTarget.definition.replaceAll("'", '&#39;'),
		].map((part) => text.indexOf(part));
		expect(places).toEqual([...places].sort((a, b) => a - b));
		expect(places[0]).toBeGreaterThan(0);
	});

	it('has no line and no definition of what nobody has recorded', () => {
		expect(full.total.values.won).toBeNull();
		expect(text).not.toContain(COLUMNS.won.label);
		expect(text).not.toContain(COLUMNS.won.definition.replaceAll("'", '&#39;'));
		expect(text).toContain(COLUMNS.hoursToClose.label);
	});

	it('has no script, no picture, nothing from elsewhere, and names are text', () => {
		expect(text).not.toMatch(/<(?:script|img|svg|link|iframe|form)\b/i);
		expect(text).not.toMatch(/https?:|url\(/);
		expect(text).toContain('Ann &lt;script&gt;alert(1)&lt;/script&gt;');
	});

	it('needs nothing that the HTML tab of n8n takes out', () => {
		const body = text.slice(text.indexOf('<body'));
		const tags = new Set([...body.matchAll(/<([a-z0-9]+)/g)].map(([, tag]) => tag ?? ''));
		expect([...tags].filter((tag) => !TAGS_OF_N8N.has(tag))).toEqual([]);
		// Of attributes, `style` and `class` stay: a bar must have its width and colour there.
		for (const [, style] of body.matchAll(/bgcolor="[^"]*" style="([^"]*)"/g)) {
			expect(style).toMatch(/width:\d+%;background:#/);
		}
		expect(body).not.toContain('colspan');
		// What is printed is dark on white.
		expect(text).toContain('@media screen and (prefers-color-scheme:dark)');
		// Without the document type, tables do not inherit colours: cells have them, in the light and the dark.
		expect(text.match(/\.page td,\.page th\{[^}]*(?<![-\w])color:#/g)).toHaveLength(2);
		expect(text.slice(text.indexOf('<style>') + 7, text.indexOf('</style>'))).not.toMatch(/[<>]/);
	});

	it('has bars as wide as their shares, and counts alone for a few', () => {
		expect(text).toContain('width:35%;background:#b35806');
		expect(text).toContain('width:88%;background:#2166ac');
		expect(text).toContain('3 of 7');
	});

	it('links the longest waits to their contacts, when they are asked for', () => {
		const wait = { user: 'Tom', account: 'Sales line', askedAt: request.now, minutes: 95 };
		const slowest = [
			{ ...wait, contactId: 'c/1', isOpen: true },
			{ ...wait, contactId: null, isOpen: false },
		];
		const listed = reportEmail({ ...full, slowest });
		expect(listed).toContain('/location/loc1/contacts/detail/c%2F1');
		expect(listed).toContain('1 h 35 min, still waits');
		expect(listed.match(/<a href/g)).toHaveLength(1);
	});

	it('says once what is said of many', () => {
		expect(text.split('A curve ends after 30 minutes.')).toHaveLength(2);
	});

	it('is below what Gmail shows whole, however many people and days there are', () => {
		const people = Array.from({ length: 300 }, (_, i) =>
			groupOf('person', `Somebody with a long name ${i}`, valuesOf(70, 80), {
				before: valuesOf(60, 80),
			}),
		);
		const accounts = people.map((one) => ({ ...one, by: 'account' as const }));
		const trend = Array.from({ length: 366 }, () => ({
			...{ begins: '2026-11-30', isPartial: false, values: valuesOf(70, 80) },
		}));
		const large = reportEmail({ ...full, groups: [...people, ...accounts], trend });
		expect(Buffer.byteLength(large)).toBeLessThan(102_000);
		expect(large).toContain('255 more with fewer questions');
	});
});
