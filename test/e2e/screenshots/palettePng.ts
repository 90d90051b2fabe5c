import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 64;
/** Bits of each channel by which colours are counted together before they are chosen. */
const BITS = 5;

interface Pixels {
	width: number;
	height: number;
	/** Red, green, blue. */
	rgb: Buffer;
}

/**
 * The same picture with at most 64 colours, a third in size: pictures of a screen have few more. Of the
 * PNGs of a browser alone: eight bits a channel, not interlaced.
 * @throws {Error} for any other picture
 */
export function palettePng(png: Buffer): Buffer {
	const pixels = readPng(png);
	const { palette, places } = withPalette(pixels);
	const { width, height } = pixels;
	const rows = Buffer.alloc((width + 1) * height);
	for (let y = 0; y < height; y++) {
		places.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width);
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 3, 0, 0, 0], 8);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('PLTE', palette),
		chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function readPng(png: Buffer): Pixels {
	const chunks = chunksOf(png);
	const header = chunks.find(({ type }) => type === 'IHDR')?.data;
	if (!header) throw new Error('This is no PNG');
	const [depth, colours, , , interlaced] = header.subarray(8);
	const channels = colours === 6 ? 4 : 3;
	if (depth !== 8 || (colours !== 2 && colours !== 6) || interlaced !== 0) {
		throw new Error('This PNG is none of a browser: eight bits a channel, not interlaced');
	}
	const data = chunks.filter(({ type }) => type === 'IDAT').map((one) => one.data);
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	const raw = unfiltered(inflateSync(Buffer.concat(data)), width * channels, height, channels);
	const rgb = Buffer.alloc(width * height * 3);
	for (let i = 0; i < width * height; i++) raw.copy(rgb, i * 3, i * channels, i * channels + 3);
	return { width, height, rgb };
}

function chunksOf(png: Buffer): Array<{ type: string; data: Buffer }> {
	const chunks = [];
	for (let at = SIGNATURE.length; at < png.length;) {
		const length = png.readUInt32BE(at);
		const type = png.toString('latin1', at + 4, at + 8);
		chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
		at += length + 12;
	}
	return chunks;
}

/** Undoes what each line says of itself: it is written as the difference to its neighbours. */
function unfiltered(data: Buffer, line: number, height: number, step: number): Buffer {
	const out = Buffer.alloc(line * height);
	for (let y = 0; y < height; y++) {
		const filter = data[y * (line + 1)] ?? 0;
		for (let x = 0; x < line; x++) {
			const at = y * line + x;
			const left = x < step ? 0 : (out[at - step] ?? 0);
			const up = y === 0 ? 0 : (out[at - line] ?? 0);
			const corner = x < step || y === 0 ? 0 : (out[at - line - step] ?? 0);
			const value = data[y * (line + 1) + 1 + x] ?? 0;
			out[at] = value + guess(filter, left, up, corner);
		}
	}
	return out;
}

function guess(filter: number, left: number, up: number, corner: number): number {
	if (filter === 0) return 0;
	if (filter === 1) return left;
	if (filter === 2) return up;
	if (filter === 3) return (left + up) >> 1;
	const toLeft = Math.abs(up - corner);
	const toUp = Math.abs(left - corner);
	const toCorner = Math.abs(left + up - 2 * corner);
	if (toLeft <= toUp && toLeft <= toCorner) return left;
	return toUp <= toCorner ? up : corner;
}

/** The most frequent colours, and the nearest of them for each pixel. */
function withPalette({ rgb }: Pixels): { palette: Buffer; places: Buffer } {
	const counts = new Map<number, number>();
	for (let i = 0; i < rgb.length; i += 3) {
		const colour = rgb.readUIntBE(i, 3);
		counts.set(colour, (counts.get(colour) ?? 0) + 1);
	}
	const chosen = chosenColours(counts);
	const palette = Buffer.alloc(chosen.length * 3);
	chosen.forEach((colour, place) => palette.writeUIntBE(colour, place * 3, 3));
	const nearest = new Map<number, number>();
	for (const colour of counts.keys()) nearest.set(colour, nearestOf(colour, chosen));
	const places = Buffer.alloc(rgb.length / 3);
	for (let i = 0; i < places.length; i++) places[i] = nearest.get(rgb.readUIntBE(i * 3, 3)) ?? 0;
	return { palette, places };
}

/** Of colours that hardly differ the most frequent one: else shades of one icon would take all places. */
function chosenColours(counts: ReadonlyMap<number, number>): number[] {
	if (counts.size <= MOST_COLOURS) return [...counts.keys()];
	const best = new Map<number, { colour: number; most: number; all: number }>();
	for (const [colour, count] of counts) {
		const key = channels(colour).reduce((sum, one) => (sum << BITS) | (one >> (8 - BITS)), 0);
		const found = best.get(key) ?? { colour, most: 0, all: 0 };
		const isMost = count > found.most;
		best.set(key, {
			colour: isMost ? colour : found.colour,
			most: isMost ? count : found.most,
			all: found.all + count,
		});
	}
	const frequent = [...best.values()].sort((a, b) => b.all - a.all).map(({ colour }) => colour);
	return frequent.slice(0, MOST_COLOURS);
}

function nearestOf(colour: number, chosen: readonly number[]): number {
	let [place, least] = [0, Infinity];
	const wanted = channels(colour);
	chosen.forEach((one, i) => {
		const distance = channels(one).reduce((sum, c, k) => sum + (c - (wanted[k] ?? 0)) ** 2, 0);
		if (distance < least) [place, least] = [i, distance];
	});
	return place;
}

function channels(colour: number): number[] {
	return [colour >> 16, (colour >> 8) & 0xff, colour & 0xff];
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}
