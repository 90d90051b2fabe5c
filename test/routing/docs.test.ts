import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generatedDocs } from '../../docs/generate';
import { outputSchemas } from '../../docs/outputSchemas';

it.each(Object.entries(generatedDocs()))('docs/%s is up to date (npm run docs)', (name, text) => {
	expect(readFileSync(resolve(__dirname, '../../docs', name), 'utf8')).toBe(text);
});

it.each(Object.entries(outputSchemas()))('nodes/%s is up to date (npm run docs)', (name, text) => {
	expect(readFileSync(resolve(__dirname, '../../nodes', name), 'utf8')).toBe(text);
});
