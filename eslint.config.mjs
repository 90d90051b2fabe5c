import { configWithoutCloudSupport } from '@n8n/node-cli/eslint';

export default [
	{ ignores: ['dist/**', 'test-results/**', 'report/charts/bundle.js'] },
	...configWithoutCloudSupport,
	{
		files: ['package.json'],
		rules: {
			// Routing and two services in one package cannot be verified by n8n, so plain, declared
			// runtime dependencies beat bundled ones: n8n installs them beside the package.
			'@n8n/community-nodes/no-runtime-dependencies': 'off',
		},
	},
	{
		// Built into Node 24; the import plugin does not know it yet.
		settings: { 'import-x/core-modules': ['node:sqlite'] },
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		rules: {
			// People keep the HighLevel OAuth2 credential that they already have in n8n.
			'@n8n/community-nodes/no-credential-reuse': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			// A page of this package, named as a file: the build makes it an address (gulpfile.js), and
			// test/package holds that it leads somewhere.
			'@n8n/community-nodes/credential-documentation-url': 'off',
			'n8n-nodes-base/cred-class-field-documentation-url-not-http-url': 'off',
		},
	},
	{
		files: [
			'credentials/HighLevelWebhookApi.credentials.ts',
			'credentials/WhatsAppWebhookApi.credentials.ts',
		],
		rules: {
			// Tested by HighLevel Contact Trigger and WhatsApp Account Trigger, whose lists of credentials
			// the rule cannot read: they name one that several nodes share.
			'@n8n/community-nodes/credential-test-required': 'off',
		},
	},
	{
		files: ['ledger/**/*.ts'],
		rules: {
			// No node there whose errors could be wrapped: the nodes do that with LedgerError.
			'@n8n/community-nodes/require-node-api-error': 'off',
		},
	},
	{
		files: ['sandbox/**/*.ts', 'test/**/*.ts', 'bench/**/*.ts'],
		rules: {
			// Not part of the package. The sandbox starts n8n and npm, and there is no node whose
			// errors could be wrapped.
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
		},
	},
];
