import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
/** Where what people see is written. */
const ROOMS = ['credentials', 'highlevel', 'ledger', 'nodes', 'routing', 'webhooks', 'whatsapp'];

/** All source text, with quotes as people see them. */
const SOURCE = ROOMS.flatMap((room) =>
	readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => readFileSync(join(ROOT, room, file), 'utf8')),
)
	.join('\n')
	.replaceAll("\\'", "'");

const PAGE = readFileSync(join(ROOT, 'docs/troubleshooting.md'), 'utf8');

/** What the page quotes of these nodes, in italics; `…` is something of the reader's own. */
const quoted = [
	...new Set([...PAGE.matchAll(/(?<=\s)_([^_\n]+)_(?=[\s,.;:)])/g)].map(([, text]) => text ?? '')),
];

/** Where the source puts a message together. */
const JOINTS: ReadonlyArray<readonly [read: string, written: string]> = [
	['16 characters', '… characters'],
	['7 days ago', '… days ago'],
	["'Location ID' is …", '… is …'],
	['Messages to this number already', 'Messages to this number…already'],
	[
		'Messages to all accounts of the Meta app already',
		'Messages to all accounts of the Meta app…already',
	],
	['already go to the workflow', 'already go to…the workflow'],
	['subscribe to the field', 'subscribe to the…field'],
	['The System User Token cannot see', 'The System User Token…cannot see'],
	['The event is of another app, and', 'The event…is of another app…and'],
];

/** The parts that stand in the source as they are. */
function fixedParts(message: string): string[] {
	const written = JOINTS.reduce((text, [read, joined]) => text.replace(read, joined), message);
	return written
		.split('…')
		.map((part) => part.replace(/^[\s':,]+|[\s':,]+$/g, ''))
		.filter((part) => part !== '');
}

describe('docs/troubleshooting.md', () => {
	it('quotes messages', () => {
		expect(quoted.length).toBeGreaterThan(50);
	});

	it.each(quoted)('quotes what the code says: %s', (message) => {
		expect(fixedParts(message).filter((part) => !SOURCE.includes(part))).toEqual([]);
	});
});
