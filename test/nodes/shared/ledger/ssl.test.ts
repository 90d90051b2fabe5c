import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { openAutomaticStore } from '../../../../nodes/shared/ledger/automatic';
import { startPostgres, type PostgresServer } from '../../../../sandbox/postgres';
import { restoreEnvironment, setEnvironment } from '../../../harness/environmentVariables';

const TLS = join(__dirname, '..', '..', '..', 'fixtures', 'tls');
const CERTIFICATE = join(TLS, 'localhost.crt');

let server: PostgresServer;

async function asAdministrator(statements: (admin: Client) => string[]): Promise<void> {
	const admin = new Client({ connectionString: server.url });
	await admin.connect();
	for (const statement of statements(admin)) await admin.query(statement);
	await admin.end();
}

/** Into the server's own folder, for nobody else to read: it insists on that for keys. */
function written(admin: Client, name: string, text: string): string {
	const lines = `regexp_split_to_table(${admin.escapeLiteral(text)}, '\\n')`;
	return `COPY (SELECT ${lines}) TO PROGRAM 'umask 077; cat > ${name}'`;
}

/** Whether it is refused without SSL by now: it reads its settings again when it comes to it. */
async function insists(): Promise<boolean> {
	const client = new Client({ connectionString: server.url });
	client.on('error', () => undefined);
	return await client.connect().then(
		async () => {
			await client.end();
			return false;
		},
		() => true,
	);
}

beforeAll(async () => {
	server = await startPostgres({ isDurable: false });
	await asAdministrator((admin) => [
		written(admin, 'server.key', readFileSync(join(TLS, 'localhost.key'), 'utf8')),
		written(admin, 'server.crt', readFileSync(CERTIFICATE, 'utf8')),
		'ALTER SYSTEM SET ssl = on',
		written(admin, 'pg_hba.conf', 'hostssl all all 127.0.0.1/32 password'),
		'SELECT pg_reload_conf()',
	]);
	while (!(await insists())) await wait(20);
}, 120_000);
afterAll(async () => await server.stop(), 60_000);
afterEach(restoreEnvironment);

function n8n(change: Record<string, string>): void {
	setEnvironment({
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: 'localhost',
		DB_POSTGRESDB_PORT: String(server.port),
		DB_POSTGRESDB_DATABASE: server.database,
		DB_POSTGRESDB_USER: server.user,
		DB_POSTGRESDB_PASSWORD: server.password,
		...change,
	});
}

describe("n8n's own Postgres that insists on SSL", () => {
	it.each<[what: string, variables: Record<string, string>]>([
		['with its certificate, by a file', { DB_POSTGRESDB_SSL_CA_FILE: CERTIFICATE }],
		['with its certificate', { DB_POSTGRESDB_SSL_CA: readFileSync(CERTIFICATE, 'utf8') }],
		['without asking who it is', { DB_POSTGRESDB_SSL_REJECT_UNAUTHORIZED: 'false' }],
	])('has the ledger too %s', async (_what, variables) => {
		n8n(variables);
		expect(await openAutomaticStore()).toMatchObject({ place: 'n8nPostgres' });
	});

	it.each<[what: string, variables: Record<string, string>, message: string]>([
		['without SSL', {}, 'no encryption'],
		['for nobody knows it', { DB_POSTGRESDB_SSL_ENABLED: 'true' }, 'self-signed certificate'],
		[
			'as somebody else knows it',
			{ DB_POSTGRESDB_SSL_CA_FILE: join(TLS, 'server.crt') },
			'certificate',
		],
	])('is refused %s, with the variables that say it', async (_what, variables, message) => {
		n8n(variables);
		await expect(openAutomaticStore()).rejects.toMatchObject({
			name: 'LedgerError',
			message: expect.stringContaining(message) as string,
			description: expect.stringContaining('DB_POSTGRESDB_SSL_') as string,
		});
	});

	it('names the variables also for a wrong password', async () => {
		n8n({ DB_POSTGRESDB_SSL_CA_FILE: CERTIFICATE, DB_POSTGRESDB_PASSWORD: 'mistyped' });
		await expect(openAutomaticStore()).rejects.toMatchObject({
			description: "Check user and password in n8n's environment variables DB_POSTGRESDB_….",
		});
	});
});
