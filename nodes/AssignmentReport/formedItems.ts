import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { FileForm, Output } from './parameters/output';

/** A file, ready to be sent. */
interface FileOf {
	mimeType: string;
	extension: string;
}

const FILES: Readonly<Record<FileForm, FileOf>> = {
	page: { mimeType: 'text/html', extension: 'html' },
	csv: { mimeType: 'text/csv', extension: 'csv' },
};

/** What there is of something, in all forms in which it may come out. */
export interface Forms {
	/** The first stands in front of what comes out as one item. */
	rows: IDataObject[];
	/** Name of its files, without an ending. */
	fileName: string;
	files: Partial<Record<FileForm, () => string | Promise<string>>>;
	email?: () => { subject: string; html: string };
}

/**
 * The items in the form that was chosen.
 * @param attached files that come along with an e-mail
 */
export async function itemsIn(
	context: IExecuteFunctions,
	output: Output,
	forms: Forms,
	attached: readonly FileForm[],
): Promise<INodeExecutionData[]> {
	const [first = {}] = forms.rows;
	switch (output) {
		case 'rows':
			return forms.rows.map((json) => ({ json }));
		case 'email':
			return [{ json: emailItem(forms, first), ...(await filesOf(context, forms, attached)) }];
		case 'page':
		case 'csv':
			return [{ json: first, ...(await filesOf(context, forms, [output])) }];
	}
}

/** The HTML stands last: before the figures, it would fill n8n's table. */
function emailItem({ email }: Forms, figures: IDataObject): IDataObject {
	const { subject, html } = email?.() ?? {};
	return { subject, ...figures, html };
}

async function filesOf(
	context: IExecuteFunctions,
	{ files, fileName }: Forms,
	wanted: readonly FileForm[],
): Promise<Pick<INodeExecutionData, 'binary'>> {
	const binary: NonNullable<INodeExecutionData['binary']> = {};
	for (const form of wanted) {
		const { mimeType, extension } = FILES[form];
		const content = await files[form]?.();
		if (content === undefined) continue;
		binary[form] = await context.helpers.prepareBinaryData(
			Buffer.from(content, 'utf8'),
			`${fileName}.${extension}`,
			mimeType,
		);
	}
	return Object.keys(binary).length > 0 ? { binary } : {};
}
