import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FINDINGS } from '../routing/check/check';
import { planJsonSchema } from '../routing/plan/plan';
import { CANDIDATE_REASONS } from '../routing/model/reasons';
import { REPLY_REASONS } from '../routing/waits/humanReply';
import { outputSchemas } from './outputSchemas';
import { ownerMatrixPage } from './ownerMatrix';
import { reportFiguresPage } from './reportFigures';

/** The pages that are made from code, by file name. A test fails when a file is not up to date. */
export function generatedDocs(): Record<string, string> {
	return {
		'plan.schema.json': `${JSON.stringify(planJsonSchema(), null, '\t')}\n`,
		'receipt-codes.md': receiptCodes(),
		'owner-matrix.md': ownerMatrixPage(),
		'report-figures.md': reportFiguresPage(),
	};
}

function receiptCodes(): string {
	const reasons = Object.entries(CANDIDATE_REASONS).map(
		([code, text]) => `| \`${code}\` | ${text} |`,
	);
	const findings = Object.entries(FINDINGS).map(
		([code, { severity, meaning }]) => `| \`${code}\` | ${severity} | ${meaning} |`,
	);
	const replies = Object.entries(REPLY_REASONS).map(
		([code, { verdict, meaning }]) => `| \`${code}\` | ${verdict} | ${meaning} |`,
	);
	return [
		'# Codes',
		'',
		'## Why a candidate passed or was skipped',
		'',
		'`assignment.receipt.candidates[].reason`',
		'',
		'| code | meaning |',
		'| --- | --- |',
		...reasons,
		'',
		'## What Check Plan finds',
		'',
		'`findings[].code`',
		'',
		'| code | severity | meaning |',
		'| --- | --- | --- |',
		...findings,
		'',
		'## Whether a message of yours was an answer',
		'',
		'The first that is true counts. `person`: it is an answer; `bot` and `none`: it is not; `unclear`: it cannot',
		'be told, does not stop the time, and is counted. More on that: [Reply Times](reply-times.md).',
		'',
		'| code | is | meaning |',
		'| --- | --- | --- |',
		...replies,
		'',
	].join('\n');
}

function write(file: string, text: string): void {
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
}

if (require.main === module) {
	for (const [name, text] of Object.entries(generatedDocs())) write(join(__dirname, name), text);
	for (const [name, text] of Object.entries(outputSchemas())) {
		write(join(__dirname, '../nodes', name), text);
	}
}
