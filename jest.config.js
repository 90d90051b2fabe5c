// n8n-workflow loads its expression engine with import(), which Jest cannot do in plain node_modules.
const EXPRESSIONS = 'n8n-workflow/dist/cjs/expression\\.js$';

const swc = (syntax) => ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax } } }];

const transform = { '^.+\\.ts$': swc('typescript'), [EXPRESSIONS]: swc('ecmascript') };

const project = (name, testMatch, more = {}) => ({
	displayName: name,
	rootDir: __dirname,
	testMatch,
	transform,
	transformIgnorePatterns: [`/node_modules/(?!${EXPRESSIONS})`],
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	...more,
});

module.exports = {
	// The default provider rewrites functions that n8n turns into text and evaluates.
	coverageProvider: 'v8',
	// Real databases and servers on a busy machine may take longer than Jest's five seconds. Jest reads
	// this here only, and not in a project.
	testTimeout: 30_000,
	projects: [
		project('test', ['<rootDir>/test/**/*.test.ts'], {
			globalSetup: '<rootDir>/test/harness/chartsOnce.ts',
			setupFilesAfterEnv: ['<rootDir>/test/harness/environment.js'],
		}),
		// Real, but longer than anybody waits for the others.
		project('long', ['<rootDir>/test/**/*.long.ts'], {
			setupFilesAfterEnv: ['<rootDir>/test/harness/environment.js'],
		}),
		project('e2e', ['<rootDir>/test/e2e/**/*.e2e.ts'], {
			globalSetup: '<rootDir>/test/e2e/packOnce.ts',
			globalTeardown: '<rootDir>/test/e2e/removePack.ts',
		}),
	],
};
