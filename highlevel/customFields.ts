import { z } from 'zod/v4';
import { VERSION, type HighLevelClient } from './client';
import { distinctEntries } from './entries';
import { unreadable } from './errors';
import { optionalText } from './fieldValues';
import { path } from './path';

const fieldsSchema = z.object({ customFields: z.array(z.unknown()) });
const fieldSchema = z.object({ id: z.string(), name: z.string(), dataType: optionalText });

/** HighLevel's types of fields that hold any text (Get Custom Fields). */
const TEXTS: ReadonlySet<string> = new Set(['TEXT', 'LARGE_TEXT']);

/** The custom fields of contacts into which a sentence fits. */
export async function listTextFields(
	client: HighLevelClient,
): Promise<Array<{ id: string; name: string }>> {
	const body = await client.request({
		method: 'GET',
		path: path`/locations/${client.locationId}/customFields`,
		query: { model: 'contact' },
		version: VERSION,
		repeatable: true,
	});
	const answer = fieldsSchema.safeParse(body);
	if (!answer.success) throw unreadable(body);
	return distinctEntries(answer.data.customFields, fieldSchema)
		.filter(({ dataType }) => !dataType || TEXTS.has(dataType))
		.map(({ id, name }) => ({ id, name }));
}
