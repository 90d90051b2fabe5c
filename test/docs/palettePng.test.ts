import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { palettePng } from '../e2e/screenshots/palettePng';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const numbers = Buffer.alloc(8);
	numbers.writeUInt32BE(data.length, 0);
	numbers.writeUInt32BE(crc32(body), 4);
	return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

/** A PNG as browsers write it, each line with another filter. */
function pngOf(
	width: number,
	height: number,
	colourAt: (x: number, y: number) => number[],
): Buffer {
	const line = width * 3;
	const raw = Buffer.alloc(line * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) raw.set(colourAt(x, y), y * line + x * 3);
	}
	const byte = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (raw[y * line + x] ?? 0));
	const rows = Buffer.alloc((line + 1) * height);
	for (let y = 0; y < height; y++) {
		const filter = y % 5;
		rows[y * (line + 1)] = filter;
		for (let x = 0; x < line; x++) {
			const [left, up, corner] = [byte(x - 3, y), byte(x, y - 1), x < 3 ? 0 : byte(x - 3, y - 1)];
			const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
			rows[y * (line + 1) + 1 + x] = byte(x, y) - (guesses[filter] ?? 0);
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	const parts = [
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0)),
	];
	return Buffer.concat([SIGNATURE, ...parts]);
}

function paeth(left: number, up: number, corner: number): number {
	const guess = left + up - corner;
	const nearest = [left, up, corner].sort((a, b) => Math.abs(guess - a) - Math.abs(guess - b));
	return nearest[0] ?? 0;
}

/** The colours of a picture with a palette. */
function coloursOf(png: Buffer): number[][] {
	const found = new Map<string, Buffer>();
	for (let at = 8; at < png.length;) {
		const length = png.readUInt32BE(at);
		found.set(png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length));
		expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(png.subarray(at + 4, at + 8 + length)));
		at += length + 12;
	}
	const [header, palette, data] = ['IHDR', 'PLTE', 'IDAT'].map(
		(type) => found.get(type) ?? Buffer.alloc(0),
	);
	const width = header?.readUInt32BE(0) ?? 0;
	const rows = inflateSync(data ?? Buffer.alloc(0));
	return [...rows]
		.filter((_place, i) => i % (width + 1) !== 0)
		.map((place) => [...(palette?.subarray(place * 3, place * 3 + 3) ?? [])]);
}

describe('a picture with a palette', () => {
	it('is the same where there are few colours', () => {
		const colourAt = (x: number, y: number) => [x * 30, y * 30, (x * y) % 3];
		const png = pngOf(8, 8, colourAt);
		const wanted = Array.from({ length: 8 * 8 }, (_, i) => colourAt(i % 8, Math.floor(i / 8)));
		expect(coloursOf(palettePng(png))).toEqual(wanted);
	});

	it('is nearly the same where there are many shades', () => {
		const colourAt = (x: number, y: number) => [x, 0, y % 2 === 0 ? 0 : 128];
		const png = pngOf(240, 6, colourAt);
		const far = coloursOf(palettePng(png)).map(([red = 0], i) => Math.abs(red - (i % 240)));
		expect(Math.max(...far)).toBeLessThanOrEqual(8);
	});

	it('is none of what no browser writes', () => {
		expect(() => palettePng(palettePng(pngOf(4, 4, () => [1, 2, 3])))).toThrow('none of a browser');
	});
});
