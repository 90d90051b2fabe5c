import { createHash } from 'node:crypto';
import { DEMO_ADS } from '../demo/ads';
import { DEMO_PEOPLE, KNOWN_PEOPLE } from '../demo/people';
import { LOGIN } from '../n8n/api';
import { contactRows } from './contactRows';
import { logRows } from './logRows';
import type { Playground } from './playground';

/**
 * All that the page shows, as JSON, with a version that is another one when anything has changed.
 * @param find what contacts are searched for
 */
export function pageState(playground: Playground, find: string): { version: string; json: string } {
	const { surroundings, watch, log } = playground;
	watch.refresh();
	const body = {
		n8n: { url: surroundings.n8nUrl, isReachable: watch.isReachable, login: LOGIN },
		workflows: workflowsOf(playground),
		numbers: playground.numbers().map(({ id, verifiedName, displayPhoneNumber }) => ({
			id,
			name: verifiedName,
			number: displayPhoneNumber,
		})),
		people: [...DEMO_PEOPLE, ...KNOWN_PEOPLE].map(({ name, phone }) => ({ name, phone })),
		ads: DEMO_ADS.map(({ id, headline }) => ({ id, headline })),
		contacts: contactRows(surroundings.highLevel, watch.runs, log.all(), find),
		log: logRows(log.all(), watch),
	};
	const content = JSON.stringify(body);
	const version = createHash('sha256').update(content).digest('base64url').slice(0, 22);
	return { version, json: JSON.stringify({ version, ...body }) };
}

function workflowsOf({ publisher, watch }: Playground) {
	const choices = publisher.choices.map(({ slug, name, summary, tries }) => {
		const id = publisher.workflowId(slug) ?? null;
		const known = watch.workflows.find((one) => one.id === id && !one.isArchived);
		return { slug, name, summary, tries, id: known?.id ?? null, isPublished: !!known?.active };
	});
	const published = watch.workflows
		.filter(({ active }) => active)
		.map(({ id, name }) => ({ id, name: choices.find((one) => one.id === id)?.name ?? name }));
	return { choices, published, busyWith: publisher.busyWith };
}
