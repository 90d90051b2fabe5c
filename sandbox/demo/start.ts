import { LOGIN } from '../n8n/api';
import { choicesWith, DEMO } from '../playground/choices';
import { startPlayground, type PlaygroundServer } from '../playground/server';
import { freePort } from '../ports';
import { createCredentials } from './credentials';
import { DEMO_MESSAGES, seedDemoContacts } from './messages';
import { ResultTable } from './resultTable';
import { startStack, type Stack } from './stack';

const FAVOURITE_PORTS = { n8n: 5678, playground: 5680 };

/** `npm start`: the whole way of ten messages through a real n8n, then a page and the editor. */
async function main(): Promise<void> {
	const starting = startAll();
	let stopping = false;
	const stopOnce = () => {
		if (stopping) return;
		stopping = true;
		say('\nStopping…');
		void starting
			.then(async ({ server, stack }) => {
				await server.stop();
				await stack.stop();
			})
			.catch(() => undefined)
			.finally(() => process.exit(0));
	};
	// Ctrl-C arrives twice: from the terminal, and passed on by npm.
	process.on('SIGINT', stopOnce);
	process.on('SIGTERM', stopOnce);
	// The terminal was closed.
	process.on('SIGHUP', stopOnce);

	const { server, stack } = await starting;
	stack.n8n.process.once('exit', () => {
		if (!stopping) say(`n8n has ended by itself; its output is in ${stack.n8n.logPath}`);
	});
	await sendAll(server, stack);
	say(
		[
			'',
			`The playground:  ${server.url}`,
			`The editor:      ${stack.n8n.url}`,
			`Sign in as:      ${LOGIN.email}  ${LOGIN.password}`,
			'Press Ctrl-C to stop.',
		].join('\n'),
	);
}

async function startAll(): Promise<{ stack: Stack; server: PlaygroundServer }> {
	const stack = await startStack(say, {
		port: await portLike(FAVOURITE_PORTS.n8n),
		withAgency: true,
	});
	try {
		const { graph, highLevel, n8n } = stack;
		const choices = choicesWith(await createCredentials(stack));
		seedDemoContacts(highLevel);
		const server = await startPlayground(
			{ graph, highLevel, n8nUrl: n8n.url, choices },
			await portLike(FAVOURITE_PORTS.playground),
		);
		say('Importing and publishing the demo workflow');
		await server.playground.publisher.publish(DEMO);
		return { stack, server };
	} catch (error) {
		await stack.stop();
		throw error;
	}
}

async function portLike(favourite: number): Promise<number> {
	return await freePort(favourite).catch(async () => await freePort());
}

/** Nine messages, and the first one once more: WhatsApp delivers at least once. */
async function sendAll({ playground }: PlaygroundServer, stack: Stack): Promise<void> {
	const { api, highLevel } = stack;
	say(`Sending ${DEMO_MESSAGES.length + 1} WhatsApp messages`);
	const table = new ResultTable();
	for (const { shows, ad, ...message } of DEMO_MESSAGES) {
		await playground.send(message, { shows, ad });
	}
	const runs = await api.executions(playground.publisher.workflowId(DEMO) ?? '');
	for (const message of DEMO_MESSAGES) table.add(message, runs);
	const [first] = DEMO_MESSAGES;
	if (first) {
		highLevel.clearRequests();
		const before = JSON.stringify(highLevel.contacts.all());
		await playground.send(first, { shows: 'Must change nothing', isRepeat: true });
		const hasChanged = JSON.stringify(highLevel.contacts.all()) !== before;
		const writes = highLevel.requests.filter(({ method }) => method !== 'GET').length;
		table.addRepeated(first, writes, hasChanged);
	}
	say(table.toString());
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
	say(error instanceof Error ? (error.stack ?? error.message) : String(error));
	process.exit(1);
});
