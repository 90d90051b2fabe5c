import Table from 'cli-table3';
import type { Execution } from '../n8n/api';
import { routedTouchesIn } from '../playground/routedTouches';
import type { DEMO_MESSAGES } from './messages';

type DemoMessage = (typeof DEMO_MESSAGES)[number];

/** What the ten messages show, as a table for the terminal. */
export class ResultTable {
	private readonly table = new Table({
		head: ['Message', 'It shows', 'Who got it', 'Why'],
		colWidths: [34, 26, 16, 58],
		wordWrap: true,
		style: { head: [], border: [] },
	});

	/** A message with what became of it in these runs. */
	add(message: DemoMessage, runs: readonly Execution[]): void {
		const touches = runs.flatMap(routedTouchesIn);
		const touch = touches.find(({ messageId }) => messageId === message.id);
		const { assignedTo = '–', why } = touch?.decided ?? {};
		const errors = runs.flatMap(({ failure }) => failure?.message ?? []);
		const problem = `not processed: ${errors[0] ?? 'no execution found'}`;
		this.table.push([said(message), message.shows, assignedTo, why ?? problem]);
	}

	/** A message that WhatsApp has delivered once more. */
	addRepeated(message: DemoMessage, writes: number, hasChanged: boolean): void {
		const changed = hasChanged ? 'contacts CHANGED' : 'nothing changed';
		const calls = writes === 1 ? '1 write' : `${writes} writes`;
		this.table.push([
			said(message),
			'The same message, delivered again',
			'–',
			`${calls} to HighLevel, ${changed}`,
		]);
	}

	toString(): string {
		return this.table.toString();
	}
}

const said = ({ from, text }: DemoMessage) => `${from.name}: ${text}`;
