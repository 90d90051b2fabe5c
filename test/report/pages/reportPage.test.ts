import { chartLibrarySource } from '../../../report/charts/library';
import { COLUMNS } from '../../../report/metrics';
import { reportPage } from '../../../report/pages/reportPage';
import type { Report } from '../../../report/report';
import { escaped } from '../../../report/pages/html';
import { groupOf, madeReport, rowOf, valuesOf } from '../madeReport';
import { sampleReport } from '../sampleReport';

const MOST_BYTES = 1_500_000;

let sample: Report;
let page: string;
beforeAll(async () => {
	sample = await sampleReport();
	page = await reportPage(sample);
});

/** What people read of it, without styles, scripts and drawings. */
function textOf(html: string): string {
	return html
		.replace(/<(script|style|svg)\b.*?<\/\1>/gs, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ');
}

it('says first who needs help and where it is slow', () => {
	const text = textOf(page);
	const places = [
		'Who needs help?',
		'Tom Tanner needs help',
		'Where are we slow?',
		'Slowest: Sales line',
		'Answered in target',
		'by person',
	];
	const found = places.map((part) => text.indexOf(part));
	expect(found).toEqual([...found].sort((a, b) => a - b));
	expect(found[0]).toBeGreaterThan(0);
});

it('has all charts drawn, as a picture with a name and as a table', () => {
	expect(page.match(/role="img" aria-label="[^"]{20,}"/g)).toHaveLength(10);
	expect(page.match(/<svg/g)?.length).toBeGreaterThanOrEqual(10);
	expect(page.match(/<summary>Figures as a table<\/summary>/g)).toHaveLength(10);
});

it('has every figure that is known, each with what it means, and what is not seen', () => {
	const text = textOf(page);
	for (const { label, definition } of Object.values(COLUMNS)) {
		expect(text).toContain(escaped(label));
		expect(text).toContain(escaped(definition));
	}
	for (const sentence of sample.notSeen) expect(text).toContain(escaped(sentence));
	expect(text).toContain('Tom Tanner: Contacts are taken away after');
});

it('needs nothing from elsewhere and is small', () => {
	expect(Buffer.byteLength(page)).toBeLessThan(MOST_BYTES);
	const markup = page.replace(/<script>.*?<\/script>/gs, '');
	const addresses = [...markup.matchAll(/(?:src|href|action)="([^"]*)"|url\(([^)]*)\)/g)].map(
		([, attribute, css]) => attribute ?? css ?? '',
	);
	const elsewhere = addresses.filter((address) => !address.startsWith('#'));
	expect(elsewhere).toHaveLength(sample.slowest.length);
	for (const address of elsewhere)
		expect(address).toMatch(/^https:\/\/app\.gohighlevel\.com\/v2\//);
	expect(markup).not.toMatch(/<(?:link|iframe|form|object|embed)\b|@import/);
});

it('stays small with the curves of fifty people and twenty-four accounts', async () => {
	const points = Array.from({ length: 400 }, (_, i) => ({
		minutes: i + 1,
		unanswered: 1 / (1 + i / 3),
	}));
	const groups = (['person', 'account'] as const).flatMap((by) =>
		Array.from({ length: by === 'person' ? 50 : 24 }, (_, i) =>
			groupOf(by, `${by} ${i}`, valuesOf(700, 1_000)),
		),
	);
	const rest = { n: 1_000, points, endsAtMinutes: null };
	const curves = [
		{ by: null, name: 'All', key: null, ...rest },
		...groups.map(({ by, name, key }) => ({ by: by as 'person' | 'account', name, key, ...rest })),
	];
	const request = { ...sample.request, groupBy: ['person', 'account'] as const };
	const large = await reportPage({ ...sample, request, groups, curves });
	expect(Buffer.byteLength(large)).toBeLessThan(MOST_BYTES);
});

it('takes too few questions neither for good nor for bad news', async () => {
	const groups = [groupOf('person', 'Ann', valuesOf(3, 7))];
	const page = await reportPage(madeReport({ groups, total: rowOf('All', valuesOf(3, 7)) }));
	expect(page).toMatch(/callout plain"><small>Who needs help\?/);
	expect(textOf(page)).not.toContain('Dashed: all together');
});

it('has no table of which nothing is known, and no heading without rows', async () => {
	const request = { ...sample.request, groupBy: ['person', 'account'] as const };
	const total = rowOf('All', { ...valuesOf(0, 0), hoursToClose: null, waits: null });
	const unknown = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, null]));
	const text = textOf(await reportPage(madeReport({ request, total })));
	expect(text).toContain('Answers');
	expect(text).not.toContain('Results and ratings');
	expect(text).not.toMatch(/WhatsApp account/i);
	const nothing = { ...total, values: { ...total.values, ...unknown } };
	const empty = textOf(await reportPage(madeReport({ request, total: nothing })));
	expect(empty).toContain('Nothing is recorded of this period yet');
	expect(empty).not.toContain('Contacts and work');
});

it('shows contacts only where the longest waits are asked for', async () => {
	expect(page).toContain('/contacts/detail/');
	const without = await reportPage({ ...sample, slowest: [] });
	expect(without).not.toContain('contact-w');
	expect(without).not.toContain('The longest waits');
});

it('is the same for the same report', async () => {
	expect(await reportPage(sample)).toBe(page);
});

it('names are text everywhere: in the page, in drawings and in what is drawn again', async () => {
	const name = '</script><script>alert(1)</script><img src=x onerror=alert(1)>{b}';
	const report = madeReport({
		request: { ...sample.request, groupBy: ['person', 'account'], trend: 'none' },
		groups: [
			groupOf('person', name, valuesOf(14, 40, { assigned: 30, won: 3 }), { notes: [name] }),
			groupOf('account', name, valuesOf(14, 40)),
		],
		total: rowOf('All', valuesOf(14, 40, { assigned: 30, won: 3 })),
		curves: [
			{
				by: null,
				name: 'All',
				key: null,
				n: 40,
				points: [{ minutes: 3, unanswered: 0.5 }],
				endsAtMinutes: null,
			},
			{
				by: 'person',
				name,
				key: name,
				n: 40,
				points: [{ minutes: 3, unanswered: 0.5 }],
				endsAtMinutes: 9,
			},
			{
				by: 'account',
				name,
				key: name,
				n: 40,
				points: [{ minutes: 3, unanswered: 0.5 }],
				endsAtMinutes: null,
			},
			{
				by: 'account',
				name: `${name}2`,
				key: '2',
				n: 40,
				points: [{ minutes: 3, unanswered: 0.5 }],
				endsAtMinutes: null,
			},
		],
		slowest: [{ contactId: name, user: name, account: name, askedAt: 0, minutes: 3, isOpen: true }],
		notSeen: [name],
	});
	const text = await reportPage(report);
	expect(text).not.toContain('<img');
	expect(text).not.toContain('<script>alert');
	expect(text.match(/<script\b/g)).toHaveLength(2);
	expect(text).toContain(escaped(name));
});

it('without anything to draw it needs no script', async () => {
	const nothing = madeReport({
		total: rowOf('All', valuesOf(0, 0)),
		notSeen: ['Nothing is recorded yet.'],
	});
	const text = await reportPage(nothing);
	expect(text).not.toContain('contactCharts');
	expect(Buffer.byteLength(text)).toBeLessThan(60_000);
	expect(textOf(text)).toContain('Nothing is recorded yet.');
});

it('carries the licences of the library that draws', async () => {
	const source = await chartLibrarySource();
	for (const part of [
		'Apache License',
		'Copyright 2017-2026 The Apache Software Foundation',
		'zrender',
		'Redistributions in binary form',
	]) {
		expect(source).toContain(part);
	}
	expect(source).not.toContain('</script');
});
