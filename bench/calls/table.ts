import type { Score } from './highLevel';

export interface Row extends Score {
	name: string;
	/** Messages in one run. */
	batch: number;
	seconds: number;
}

const LABEL = 34;
const CELL = 32;

/** The contenders side by side. */
export function sayTable(rows: readonly Row[], batch: number, deliveries: number): string {
	const line = (label: string, cells: ReadonlyArray<string | number>) =>
		`${label.padEnd(LABEL)}${cells.map((cell) => String(cell).padStart(CELL)).join('')}\n`;
	const each = (value: (row: Row) => string | number) => rows.map(value);
	const routes = [...new Set(rows.flatMap(({ byRoute }) => Object.keys(byRoute)))].sort();
	const size = batch === 1 ? 'One message a run' : `${batch} messages a run`;
	return [
		line(
			size,
			each(({ name }) => name),
		),
		line(
			'API calls',
			each(({ calls }) => calls),
		),
		line(
			'  a message',
			each(({ calls }) => (calls / deliveries).toFixed(2)),
		),
		line(
			'  of them writes',
			each(({ writes }) => writes),
		),
		...routes.map((route) =>
			line(
				`  ${route}`,
				each(({ byRoute }) => byRoute[route] ?? 0),
			),
		),
		line(
			'Owners overwritten',
			each(({ ownersOverwritten }) => ownersOverwritten),
		),
		line(
			'Contacts that lost a tag',
			each(({ tagsLost }) => tagsLost),
		),
		line(
			'Contacts without an owner',
			each(({ ownerless }) => ownerless),
		),
		line(
			"Contacts without their account's tag",
			each(({ untagged }) => untagged),
		),
		line(
			'Contacts that are there twice',
			each(({ doubled }) => doubled),
		),
		line(
			'Seconds',
			each(({ seconds }) => seconds),
		),
		'\n',
	].join('');
}
