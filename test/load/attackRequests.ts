import { gzipSync } from 'node:zlib';
import type { Source } from './attackSources';

/** One request of somebody who has nothing to do here. */
export interface Attack {
	kind: AttackKind;
	source: Source;
	body: Buffer;
	headers: Record<string, string>;
	/** Behind the address, with its `?`. */
	query: string;
	/** Sent byte by byte and never to its end. */
	drips: boolean;
}

const MEGABYTE = 1024 * 1024;

/** Below the 16 MiB that n8n itself takes, above what any of the triggers does. */
const HUGE = 8 * MEGABYTE;

const DEEP = 100_000;
const WIDE = 30_000;

/** As many as fit: Node.js itself refuses more than 16 KiB of address and headers. */
const LONG_QUERY = `?${'secret=x&secret[]=x&'.repeat(300)}`;

/** The same content for all: what somebody sends who does not know the secret. */
const HUGE_JSON = Buffer.from(JSON.stringify({ object: 'x'.repeat(HUGE) }));
const HUGE_FORM = Buffer.from(`Body=${'x'.repeat(HUGE)}`);
const DEEP_JSON = Buffer.from('['.repeat(DEEP) + ']'.repeat(DEEP));
const DEEP_FORM = Buffer.from(`Body${'[a]'.repeat(DEEP)}=1`);
const WIDE_JSON = Buffer.from(JSON.stringify(Object.fromEntries(numbered())));
const WIDE_FORM = Buffer.from(new URLSearchParams(numbered()).toString());

/** What can be sent to a source, and who would send it. */
const KINDS = {
	/** All right but for the secret. */
	forged: (source) => attack(source, source.honest, source.forged(source.honest)),
	/** Without what proves the sender. */
	unsigned: (source) => attack(source, source.honest, {}),
	huge: (source) => forgedWith(source, HUGE_JSON, HUGE_FORM),
	deep: (source) => forgedWith(source, DEEP_JSON, DEEP_FORM),
	wide: (source) => forgedWith(source, WIDE_JSON, WIDE_FORM),
	/** What a proof of the sender might be, if it were not so long. */
	longHeader: (source) => {
		const headers = Object.entries(source.forged(source.honest));
		const long = headers.map(([name, value]) => [name, value.padEnd(8_000, value)]);
		return attack(source, source.honest, Object.fromEntries(long) as Record<string, string>);
	},
	/** Small on the way. */
	zipped: (source) => {
		const { body, headers, ...rest } = forgedWith(source, HUGE_JSON, HUGE_FORM);
		return { ...rest, body: gzipSync(body), headers: { ...headers, 'content-encoding': 'gzip' } };
	},
	/** n8n makes lists of parameters of the address that come several times. */
	longQuery: (source) => ({
		...attack(source, source.honest, source.forged(source.honest)),
		query: LONG_QUERY,
	}),
	dripping: (source) => ({
		...attack(source, source.honest, source.forged(source.honest)),
		drips: true,
	}),
	/** What the source has sent before, byte by byte. */
	replayed: (source) => attack(source, source.honest, source.signed(source.honest)),
} satisfies Record<string, (source: Source) => Omit<Attack, 'kind'>>;

export type AttackKind = keyof typeof KINDS;

/** Every kind of every source once, with its body and signature ready. */
export function attacksOn(sources: readonly Source[]): Attack[] {
	const kinds = Object.keys(KINDS) as AttackKind[];
	return kinds.flatMap((kind) => sources.map((source) => ({ kind, ...KINDS[kind](source) })));
}

function attack(
	source: Source,
	body: Buffer,
	headers: Record<string, string>,
): Omit<Attack, 'kind'> {
	return { source, body, headers, query: '', drips: false };
}

function forgedWith(source: Source, json: Buffer, form: Buffer): Omit<Attack, 'kind'> {
	const body = source.contentType.includes('json') ? json : form;
	return attack(source, body, source.forged(body));
}

function numbered(): Array<[string, string]> {
	return Array.from({ length: WIDE }, (_, index) => [`p${index}`, '']);
}
