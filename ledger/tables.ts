/** What a column holds, as both engines keep it. */
export type ColumnKind = 'text' | 'time' | 'integer' | 'real';

interface Table {
	/** The columns of the primary key, which hold text. */
	key: readonly string[];
	columns: Readonly<Record<string, ColumnKind>>;
}

/**
 * All tables as the newest form of the store has them: what is written to, and what is copied. The
 * steps that make them are in `schema.ts`.
 */
export const TABLES = {
	accounts: {
		key: ['scope', 'id'],
		columns: { scope: 'text', id: 'text', number: 'text', name: 'text', tag: 'text' },
	},
	assignments: {
		key: ['scope', 'id'],
		columns: {
			scope: 'text',
			id: 'text',
			at: 'time',
			contact: 'text',
			user_id: 'text',
			team: 'text',
			status: 'text',
			reason: 'text',
			changed_at: 'time',
			expires_at: 'time',
			slot: 'text',
			is_primary: 'integer',
			account: 'text',
			replaced: 'text',
			turns: 'text',
			previous: 'text',
		},
	},
	contact_tags: {
		key: ['contact'],
		columns: {
			contact: 'text',
			tags: 'text',
			at: 'time',
			seen_at: 'time',
			known_as: 'text',
			also_known_as: 'text',
		},
	},
	contacts: {
		key: ['id'],
		columns: {
			id: 'text',
			scope: 'text',
			primary_slot: 'text',
			seen_at: 'time',
			seen: 'text',
			seen_in_highlevel_at: 'time',
		},
	},
	decisions: {
		key: ['scope', 'id'],
		columns: {
			scope: 'text',
			id: 'text',
			at: 'time',
			contact: 'text',
			assignment: 'text',
			decision: 'text',
			carried_out_at: 'time',
		},
	},
	deliveries: { key: ['key'], columns: { key: 'text', at: 'time' } },
	identities: {
		key: ['scope', 'hash'],
		columns: { scope: 'text', hash: 'text', contact: 'text' },
	},
	meta: { key: ['name'], columns: { name: 'text', value: 'text', at: 'time' } },
	moves: {
		key: ['scope', 'id'],
		columns: {
			scope: 'text',
			id: 'text',
			at: 'time',
			contact: 'text',
			kind: 'text',
			about: 'text',
			run: 'text',
			from_user: 'text',
			until_at: 'time',
			ends: 'text',
			is_over: 'integer',
			sealed: 'text',
		},
	},
	previews: {
		key: ['scope', 'series', 'id'],
		columns: {
			scope: 'text',
			series: 'text',
			id: 'text',
			at: 'time',
			place: 'integer',
			known_as: 'text',
			changes: 'text',
		},
	},
	slots: {
		key: ['contact', 'slot'],
		columns: {
			contact: 'text',
			slot: 'text',
			scope: 'text',
			user_id: 'text',
			account: 'text',
			at: 'time',
			replaced: 'text',
			assignment: 'text',
			is_open: 'integer',
			touched_at: 'time',
		},
	},
	turns: {
		key: ['scope', 'team', 'user_id'],
		columns: {
			scope: 'text',
			team: 'text',
			user_id: 'text',
			credit: 'real',
			lift: 'real',
			away: 'integer',
		},
	},
	users: {
		key: ['scope', 'user_id'],
		columns: { scope: 'text', user_id: 'text', state: 'text', at: 'time' },
	},
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof TABLES;

export const TABLE_NAMES = Object.keys(TABLES) as TableName[];

const PREFIX = 'contact_assignment_';

/** A table as SQL calls it. */
export type SqlTable = `${typeof PREFIX}${TableName}`;

export function sqlTable(name: TableName): SqlTable {
	return `${PREFIX}${name}`;
}

/** What a table looks like that SQL calls so. */
export function tableOf(table: SqlTable): Table {
	return TABLES[table.slice(PREFIX.length) as TableName];
}
