import { z } from 'zod/v4';
import { VERSION, type HighLevelClient } from './client';
import { readableEntries } from './entries';
import { unreadable } from './errors';
import { path } from './path';
import { distinctTags } from './tags';

const tagsSchema = z.object({ tags: z.array(z.unknown()) });
const tagSchema = z.object({ name: z.string() });

/** The tags of a location, each once: all that contacts of it can have. */
export async function listTags(client: HighLevelClient): Promise<string[]> {
	const body = await client.request({
		method: 'GET',
		path: path`/locations/${client.locationId}/tags`,
		version: VERSION,
		repeatable: true,
	});
	const answer = tagsSchema.safeParse(body);
	if (!answer.success) throw unreadable(body);
	return distinctTags(readableEntries(answer.data.tags, tagSchema).map(({ name }) => name));
}
