import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { startGraphSandbox } from './index';

const HELP = `Write a line to send a message:  <phone number id> <sender's digits> <text>
Ctrl+C ends.
`;

/** `tsx sandbox/whatsapp/cli.ts [--port 4010]`: the sandbox by hand. */
async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
	const sandbox = await startGraphSandbox({ port: Number(values.port) });
	const say = (line: string) => process.stdout.write(`${line}\n`);

	say(`Graph API  ${sandbox.url}`);
	say(`App id     ${sandbox.app.id} (secret and system user token: DEMO_APP in index.ts)`);
	for (const waba of sandbox.wabas) {
		say(`WABA       ${waba.id}  ${waba.name}`);
		for (const number of waba.numbers) {
			say(`Number     ${number.id}  ${number.displayPhoneNumber}  ${number.verifiedName}`);
		}
	}
	say(HELP);

	process.once('SIGINT', () => {
		void sandbox.close().then(() => process.exit(0));
	});

	for await (const line of createInterface({ input: process.stdin })) {
		const [to, phone, ...words] = line.trim().split(/\s+/);
		if (!to || !phone || words.length === 0) {
			say(HELP);
			continue;
		}
		try {
			const delivery = await sandbox.send({ to, from: { phone }, text: words.join(' ') });
			const first = delivery.attempts[0];
			say(`${delivery.url ?? 'nowhere'}: ${delivery.undelivered ?? first?.status ?? first?.error}`);
		} catch (error) {
			say(error instanceof Error ? error.message : String(error));
		}
	}
}

void main();
