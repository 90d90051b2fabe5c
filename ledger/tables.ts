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
			rule: 'text',
			pool: 'text',
			event: 'text',
			source: 'text',
			plan: 'text',
			staff: 'text',
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
	kept: {
		key: ['scope', 'id'],
		columns: {
			scope: 'text',
			id: 'text',
			at: 'time',
			user_id: 'text',
			account: 'text',
			team: 'text',
			rule: 'text',
			source: 'text',
			by_hand: 'integer',
			count: 'integer',
		},
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
	open_slots: {
		key: ['scope', 'user_id', 'period'],
		columns: { scope: 'text', user_id: 'text', period: 'text', open: 'integer' },
	},
	outcomes: {
		key: ['scope', 'id'],
		columns: {
			scope: 'text',
			id: 'text',
			at: 'time',
			kind: 'text',
			contact: 'text',
			assignment: 'text',
			user_id: 'text',
			account: 'text',
			team: 'text',
			rule: 'text',
			source: 'text',
			value: 'real',
			question: 'text',
			takes_number: 'integer',
			noted_by: 'text',
		},
	},
	pauses: {
		key: ['scope', 'user_id'],
		columns: { scope: 'text', user_id: 'text', since: 'time', until_at: 'time' },
	},
	plans: {
		key: ['scope', 'hash'],
		columns: { scope: 'text', hash: 'text', staff: 'text', used_at: 'time', sealed: 'text' },
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
	queue: {
		key: ['scope', 'id'],
		columns: {
			scope: 'text',
			id: 'text',
			contact: 'text',
			slot: 'text',
			since: 'time',
			place: 'integer',
			teams: 'text',
			available_at: 'time',
			given_at: 'time',
			plan: 'text',
			staff: 'text',
			sealed: 'text',
		},
	},
	replies: {
		key: ['scope', 'id'],
		columns: {
			scope: 'text',
			id: 'text',
			contact: 'text',
			at: 'time',
			user_id: 'text',
			account: 'text',
			verdict: 'text',
			how: 'text',
			noted_at: 'time',
		},
	},
	reply_ids: {
		key: ['scope', 'hash'],
		columns: { scope: 'text', hash: 'text', reply: 'text' },
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
	staff: {
		key: ['scope', 'hash'],
		columns: { scope: 'text', hash: 'text', used_at: 'time', sealed: 'text' },
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
	waits: {
		key: ['scope', 'id'],
		columns: {
			scope: 'text',
			id: 'text',
			chain: 'text',
			contact: 'text',
			slot: 'text',
			assignment: 'text',
			user_id: 'text',
			account: 'text',
			team: 'text',
			rule: 'text',
			source: 'text',
			outside_hours: 'integer',
			level: 'integer',
			asked_at: 'time',
			given_at: 'time',
			later_asks: 'text',
			due_at: 'time',
			noticed_at: 'time',
			soon_at: 'time',
			silent_at: 'time',
			reply_time: 'integer',
			plan: 'text',
			staff: 'text',
			had: 'text',
			ended_at: 'time',
			ended: 'text',
			working_ms: 'time',
			reply: 'text',
			answered_at: 'time',
			answered_by: 'text',
			answered_how: 'text',
			sealed: 'text',
		},
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
