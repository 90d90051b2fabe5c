// n8n-core reads these when it is loaded; without them it would write to the home folder.
const { mkdtempSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

process.env.N8N_USER_FOLDER = mkdtempSync(join(tmpdir(), 'contact-assignment-test-'));
process.env.N8N_ENCRYPTION_KEY = 'only-for-tests';
require('reflect-metadata');
