import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseConfig, ExecutionsConfig } from '@n8n/config';
import { Container } from '@n8n/di';
import { isQueueMode, n8nDatabase } from '../../../../nodes/shared/ledger/n8nDatabase';
import { restoreEnvironment, setEnvironment } from '../../../harness/environmentVariables';

const folder = mkdtempSync(join(tmpdir(), 'contact-assignment-secrets-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
	jest.spyOn(console, 'warn').mockReturnValue(undefined);
});
afterEach(() => {
	restoreEnvironment();
	jest.restoreAllMocks();
});

/** What n8n's own code makes of the environment. */
function asN8nReadsIt() {
	Container.reset();
	const { type, tablePrefix, postgresdb } = Container.get(DatabaseConfig);
	const { host, port, database, user, password, schema, poolSize, ssl } = postgresdb;
	return {
		queue: Container.get(ExecutionsConfig).mode === 'queue',
		database:
			type === 'postgresdb'
				? { host, port, database, user, password, schema, poolSize, tablePrefix }
				: null,
		ssl,
	};
}

/** The same by this package, in n8n's words. */
function asWeReadIt() {
	const found = n8nDatabase();
	return {
		queue: isQueueMode(),
		database: found && {
			host: found.place.host,
			port: found.place.port,
			database: found.place.database,
			user: found.place.user,
			password: found.place.password,
			schema: found.n8n.schema,
			poolSize: found.place.connections,
			tablePrefix: found.n8n.prefix,
		},
	};
}

const VARIABLES = [
	...['HOST', 'PORT', 'DATABASE', 'USER', 'PASSWORD', 'SCHEMA', 'POOL_SIZE'].map(
		(name) => `DB_POSTGRESDB_${name}`,
	),
	...['DB_TABLE_PREFIX', 'EXECUTIONS_MODE', 'DB_TYPE'],
];

/** Until n8n 2.40, a number that was set to nothing was 0. */
const NUMBERS = /PORT|POOL_SIZE/;

const VALUES = [
	...['', ' ', 'plain', ' padded ', '"quoted"', "'quoted'", '"half', '" in quotes "', 'Upper'],
	...['6432', ' 6432 ', '"6432"', '64x', '0', '-1', '1e3', 'queue', '"queue"', 'QUEUE', 'regular'],
	...['postgresdb', ' postgresdb', 'postgres', 'sqlite', 'p@ss:w/ö"rd\'', 'line\nbreak'],
];

const valuesOf = (name: string) =>
	NUMBERS.test(name) ? VALUES.filter((value) => value.trim() !== '') : VALUES;

describe('where n8n has its data is read as n8n reads it', () => {
	const postgres = { DB_TYPE: 'postgresdb' };

	function expectTheSame(): void {
		const { queue, database } = asN8nReadsIt();
		expect(asWeReadIt()).toEqual({ queue, database });
	}

	it('without any variable, and with nothing but the type', () => {
		setEnvironment({});
		expectTheSame();
		expect(n8nDatabase()).toBeNull();
		setEnvironment(postgres);
		expectTheSame();
	});

	it.each(VARIABLES)('%s', (name) => {
		for (const value of valuesOf(name)) {
			setEnvironment({ ...postgres, [name]: value });
			expectTheSame();
		}
	});

	it.each(VARIABLES)('%s by a file, which counts only without the variable itself', (name) => {
		const file = join(folder, name);
		const others: Record<string, string> = name === 'DB_TYPE' ? {} : postgres;
		for (const value of valuesOf(name)) {
			writeFileSync(file, `${value}\n`);
			setEnvironment({ ...others, [`${name}_FILE`]: file });
			expectTheSame();
			setEnvironment({ ...others, [name]: 'plain', [`${name}_FILE`]: file });
			expectTheSame();
		}
	});

	it.each(['DB_POSTGRESDB_PORT', 'DB_POSTGRESDB_POOL_SIZE'])(
		'%s that is set to nothing',
		(name) => {
			for (const value of ['', ' ', '""']) {
				setEnvironment({ ...postgres, [name]: value });
				expect(n8nDatabase()?.place).toMatchObject({ port: 5432, connections: 2 });
			}
		},
	);

	it('a file that cannot be read is named, with the way out', () => {
		setEnvironment({ ...postgres, DB_POSTGRESDB_PASSWORD_FILE: join(folder, 'gone') });
		expect(() => n8nDatabase()).toThrow(
			/environment variable DB_POSTGRESDB_PASSWORD_FILE names cannot be read: ENOENT/,
		);
	});

	it.each([
		[{}, false],
		[{ ENABLED: 'true' }, true],
		[{ ENABLED: '1' }, true],
		[{ ENABLED: 'yes' }, false],
		[{ ENABLED: 'FALSE' }, false],
		[{ CA: 'c' }, { ca: 'c', cert: undefined, key: undefined, rejectUnauthorized: true }],
		[
			{ ENABLED: 'false', CERT: 'c', KEY: 'k' },
			{ ca: undefined, cert: 'c', key: 'k', rejectUnauthorized: true },
		],
		[
			{ REJECT_UNAUTHORIZED: 'false' },
			{ ca: undefined, cert: undefined, key: undefined, rejectUnauthorized: false },
		],
		[{ ENABLED: 'true', REJECT_UNAUTHORIZED: 'no' }, true],
	])('SSL with %j', (variables, expected) => {
		const named = Object.entries(variables).map(([name, value]) => [
			`DB_POSTGRESDB_SSL_${name}`,
			value,
		]);
		setEnvironment({ ...postgres, ...(Object.fromEntries(named) as Record<string, string>) });
		expect(n8nDatabase()?.place.ssl).toEqual(expected);
		// What n8n makes a connection of (@n8n/db, DbConnectionOptions).
		const { enabled, ca, cert, key, rejectUnauthorized } = asN8nReadsIt().ssl;
		const isDetailed = ca !== '' || cert !== '' || key !== '' || !rejectUnauthorized;
		expect(expected).toEqual(
			isDetailed
				? {
						ca: ca || undefined,
						cert: cert || undefined,
						key: key || undefined,
						rejectUnauthorized,
					}
				: enabled,
		);
	});
});
