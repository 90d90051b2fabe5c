import Table from 'cli-table3';
import { freePort } from '../ports';
import { LOGIN, type Execution } from '../n8n/api';
import type { InboundMessage } from '../whatsapp';
import { demoMessages, seedDemoContacts } from './messages';
import { startStack, type Stack } from './stack';
import { ASSIGN, RESOLVE } from './workflow';

const FAVOURITE_PORT = 5678;

/** `npm start`: the whole way of ten messages through a real n8n, then the editor to play with. */
async function main(): Promise<void> {
	const port = await freePort(FAVOURITE_PORT).catch(async () => await freePort());
	const starting = startStack(say, { port });
	let stopping = false;
	const stopOnce = () => {
		if (stopping) return;
		stopping = true;
		say('\nStopping…');
		void starting
			.then(async (stack) => await stack.stop())
			.catch(() => undefined)
			.finally(() => process.exit(0));
	};
	// Ctrl-C arrives twice: from the terminal, and passed on by npm.
	process.on('SIGINT', stopOnce);
	process.on('SIGTERM', stopOnce);
	// The terminal was closed.
	process.on('SIGHUP', stopOnce);

	const stack = await starting;
	stack.n8n.process.once('exit', () => {
		if (!stopping) say(`n8n has ended by itself; its output is in ${stack.n8n.logPath}`);
	});
	seedDemoContacts(stack.highLevel);
	const messages = demoMessages(stack.graph);
	say(`Sending ${messages.length} WhatsApp messages`);
	for (const message of messages) await stack.graph.send(message);
	say(await resultTable(stack, messages));
	say(await repeatTheFirst(stack, messages));
	say(
		[
			'',
			`The editor:  ${stack.n8n.url}/workflow/${stack.workflowId}`,
			`Sign in as:  ${LOGIN.email}  ${LOGIN.password}`,
			'Press Ctrl-C to stop.',
		].join('\n'),
	);
}

async function resultTable(stack: Stack, messages: InboundMessage[]): Promise<string> {
	const runs = await stack.api.executions(stack.workflowId);
	const table = new Table({
		head: ['Message', 'Account', 'Rule', 'Who got it', 'Why'],
		colWidths: [34, 14, 16, 14, 58],
		wordWrap: true,
		style: { head: [], border: [] },
	});
	for (const message of messages) table.push(tableRow(message, runs));
	return table.toString();
}

/** What the last two nodes put out about one message. */
interface RoutedItem {
	messageId: string;
	accountName: string;
	rule: string;
	why: string;
	owner?: string;
}

function tableRow(message: InboundMessage, runs: Execution[]): string[] {
	const said = `${message.from.name}: ${message.text}`;
	for (const run of runs) {
		const items = [...(run.outputs[ASSIGN] ?? []), ...(run.outputs[RESOLVE] ?? [])].flat();
		const item = items
			.map(({ json }) => json as unknown as RoutedItem)
			.find((candidate) => candidate.messageId === message.id);
		if (!item) continue;
		return [said, item.accountName, item.rule || '–', item.owner || '–', item.why];
	}
	const errors = runs.flatMap((run) => Object.values(run.errors));
	return [said, '–', '–', '–', `not processed: ${errors[0] ?? 'no execution found'}`];
}

/** WhatsApp delivers at least once: the second delivery of a message must change nothing. */
async function repeatTheFirst(stack: Stack, messages: InboundMessage[]): Promise<string> {
	const [first] = messages;
	if (!first) return '';
	stack.highLevel.clearRequests();
	const before = JSON.stringify(stack.highLevel.contacts.all());
	await stack.graph.send(first);
	const changed = JSON.stringify(stack.highLevel.contacts.all()) !== before;
	const writes = stack.highLevel.requests.filter(({ method }) => method !== 'GET').length;
	return `The first message once more: ${writes} writes to HighLevel, ${changed ? 'contacts CHANGED' : 'nothing changed'}.`;
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

main().catch((error: unknown) => {
	say(error instanceof Error ? (error.stack ?? error.message) : String(error));
	process.exit(1);
});
