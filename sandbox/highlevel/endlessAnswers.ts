import type { FastifyReply } from 'fastify';
import type { FaultEffect } from './faults';

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
/** Blanks, with which JSON may begin for as long as it likes. */
const BLANKS = Buffer.alloc(65_536, ' ');

/** Begins an answer that ends only when the client hangs up. */
export function answerWithoutEnd(
	reply: FastifyReply,
	fault: Extract<FaultEffect, { kind: 'drip' | 'flood' }>,
): FastifyReply {
	reply.hijack();
	const { socket } = reply.raw;
	if (!socket) return reply;
	if (fault.kind === 'flood') {
		socket.write(`${HEAD}\r\n`);
		const more = () => {
			while (!socket.destroyed && socket.write(BLANKS));
		};
		socket.on('drain', more);
		more();
		return reply;
	}
	socket.write(fault.part === 'head' ? `${HEAD}X-Slow: ` : `${HEAD}\r\n`);
	const drip = setInterval(() => socket.write(fault.part === 'head' ? 'a' : ' '), fault.everyMs);
	socket.once('close', () => clearInterval(drip));
	return reply;
}
