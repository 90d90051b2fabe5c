import type { HttpGet } from './callbackCheck';
import type { ReceivingWorkflow } from './graph';
import { RECEIVING_WORKFLOW, verifyToken } from './verification';

/**
 * Asks a trigger of this n8n, at the address that Meta delivers to, which workflow it starts.
 * @returns null when nobody there says it
 */
export async function receivingWorkflow(
	get: HttpGet,
	url: string,
	appSecret: string,
): Promise<ReceivingWorkflow | null> {
	const answer = await get(url, {
		'hub.mode': RECEIVING_WORKFLOW,
		'hub.verify_token': verifyToken(url, appSecret),
	}).catch(() => null);
	if (answer?.status !== 200) return null;
	const said = new URLSearchParams(answer.text);
	const [id, name] = [said.get('id'), said.get('name')];
	return id && name ? { id, name } : null;
}
