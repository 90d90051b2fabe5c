import { createServer } from 'node:net';

/**
 * A port of 127.0.0.1 that nobody listens on at this moment: the wanted one, or any.
 * @throws {Error} when the wanted one is taken
 */
export async function freePort(wanted = 0): Promise<number> {
	const probe = createServer();
	return await new Promise((done, fail) => {
		probe.once('error', fail);
		probe.listen(wanted, '127.0.0.1', () => {
			const address = probe.address();
			probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
		});
	});
}
