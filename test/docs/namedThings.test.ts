import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OUTCOMES } from '../../routing/model/decision';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** All scopes that the code asks for or names in an error. */
const scopes = new Set(
	readdirSync(join(ROOT, 'highlevel'))
		.filter((file) => file.endsWith('.ts'))
		.flatMap((file) => read(`highlevel/${file}`).match(/[\w/]+\.(?:readonly|write)\b/g) ?? []),
);

describe('docs/highlevel.md', () => {
	it('is about scopes', () => {
		expect(scopes).toContain('contacts.write');
	});

	it.each([...scopes])('says what the scope %s is for', (scope) => {
		expect(read('docs/highlevel.md')).toMatch(new RegExp(`[\`\\s]${scope}[\`\\s]`));
	});
});

describe('docs/receipts.md', () => {
	it.each(Object.keys(OUTCOMES))('says what the outcome %s means', (outcome) => {
		expect(read('docs/receipts.md')).toContain(`| \`${outcome}\``);
	});
});

describe('docs/compatibility.md', () => {
	it('names the n8n that the tests run', () => {
		const { dependencies } = JSON.parse(read('sandbox/n8n/package.json')) as {
			dependencies: { n8n: string };
		};
		expect(read('docs/compatibility.md')).toContain(`| ${dependencies.n8n} `);
	});
});
