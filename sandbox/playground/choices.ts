import { demoWorkflow } from '../demo/workflow';
import { preparedTemplate, templates, type CredentialIds } from '../templates';
import type { Choice } from './publisher';

/** Of the workflow that is published at first. */
export const DEMO = 'demo';

/** The demo and all templates, on the credentials of the sandbox. */
export function choicesWith(ids: Required<CredentialIds>): Choice[] {
	return [
		{
			slug: DEMO,
			name: 'Demo',
			summary: 'Ads, turns and after hours: what the ten messages went through',
			tries: [
				'Write to the Sales Line as two new people: Sofia and Marcus take turns',
				'Come from an ad: Marcus gets you',
				'Write to the Support Line: its office is closed now, and Tom answers',
				'Write again as one of them: you stay with whom you have',
			],
			workflow: () => demoWorkflow(ids),
		},
		...templates().map(({ slug, title, summary, tries }) => ({
			slug,
			name: title,
			summary,
			tries,
			workflow: () => preparedTemplate(slug, ids),
		})),
	];
}
