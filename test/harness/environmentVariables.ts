/** What decides where n8n's own database is, and with it the ledger. */
const OF_THE_DATABASE = /^(DB_|EXECUTIONS_MODE|CONTACT_ASSIGNMENT_)/;

let before: Record<string, string> | null = null;

/** Until {@link restoreEnvironment}, of the variables that concern the database only these are set. */
export function setEnvironment(variables: Readonly<Record<string, string>>): void {
	before ??= ofTheDatabase();
	for (const name of Object.keys(ofTheDatabase())) delete process.env[name];
	Object.assign(process.env, variables);
}

export function restoreEnvironment(): void {
	if (before) setEnvironment(before);
	before = null;
}

function ofTheDatabase(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(process.env).flatMap(([name, value]) =>
			value !== undefined && OF_THE_DATABASE.test(name) ? [[name, value]] : [],
		),
	);
}
