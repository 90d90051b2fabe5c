import fc from 'fast-check';
import { damage, nasty, wounds } from './damage';

/** Something that stands in place of a value and is more than anybody sends. */
const excessive = fc.constantFrom(
	'['.repeat(90) + ']'.repeat(90),
	`${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`,
	`[${'0,'.repeat(300_000)}0]`,
	'['.repeat(100_000),
);

/** The bytes of a body as somebody may send them who means harm, or whose proxy is broken. */
export function wireBodies(originals: readonly Buffer[]): fc.Arbitrary<Buffer> {
	const original = fc.constantFrom(...originals);
	const json = originals.flatMap((bytes) => parsedOrNothing(bytes));
	const values = json.length > 0 ? fc.constantFrom(...json) : nasty;
	return fc.oneof(
		{ weight: 6, arbitrary: fc.tuple(values, wounds).map(([value, cuts]) => damaged(value, cuts)) },
		{ weight: 2, arbitrary: fc.tuple(original, byteChanges).map(([all, at]) => changed(all, at)) },
		fc.tuple(original, fc.nat()).map(([all, at]) => all.subarray(0, at % (all.length + 1))),
		original.map((all) => Buffer.concat([Buffer.from('\ufeff'), all])),
		original.map((all) => Buffer.from(all.toString('utf8'), 'utf16le')),
		fc.tuple(original, excessive).map(([all, part]) => withPart(all, part)),
		fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
		nasty.map((value) => Buffer.from(JSON.stringify(value) ?? '')),
	);
}

function parsedOrNothing(bytes: Buffer): unknown[] {
	try {
		return [JSON.parse(bytes.toString('utf8'))];
	} catch {
		return [];
	}
}

function damaged(value: unknown, cuts: Parameters<typeof damage>[1]): Buffer {
	const copy = structuredClone(value);
	damage(copy, cuts);
	return Buffer.from(JSON.stringify(copy) ?? '');
}

const byteChanges = fc.array(fc.tuple(fc.nat(8_000), fc.nat(255)), { minLength: 1, maxLength: 5 });

function changed(all: Buffer, changes: ReadonlyArray<[number, number]>): Buffer {
	const copy = Buffer.from(all);
	for (const [at, byte] of changes) copy[at % copy.length] = byte;
	return copy;
}

/** In place of the last text in the body. */
function withPart(all: Buffer, part: string): Buffer {
	const text = all.toString('utf8');
	const end = text.lastIndexOf(':') + 1;
	return Buffer.from(text.slice(0, end) + part + text.slice(end));
}
