const transform = {
	'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
};

const project = (name, testMatch, more = {}) => ({
	displayName: name,
	rootDir: __dirname,
	testMatch,
	transform,
	modulePathIgnorePatterns: ['<rootDir>/dist/'],
	...more,
});

module.exports = {
	// The default provider rewrites functions that n8n turns into text and evaluates.
	coverageProvider: 'v8',
	projects: [
		project('test', ['<rootDir>/test/**/*.test.ts'], {
			setupFiles: ['<rootDir>/test/harness/environment.js'],
		}),
		project('e2e', ['<rootDir>/test/e2e/**/*.e2e.ts']),
	],
};
