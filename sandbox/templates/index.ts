import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WorkflowFile } from '../n8n/api';
import { CREDENTIAL_TYPES, neededBy, withCredential } from './credentials';
import type { CredentialIds, CredentialType } from './credentials';

export type { CredentialIds, CredentialType };

const PROJECT = resolve(__dirname, '../..');

/** What people read of a template before they import it; the file and the page have its key as name. */
const ABOUT = {
	'two-lines': {
		title: 'Two lines',
		summary: 'Each number has its person; whoever got a contact first keeps it',
		tries: [
			'Write to the Sales Line: Sofia gets you',
			'Write to the Support Line as somebody else: Priya gets you',
			'Write to the other line with the same name: you stay with whom you have',
		],
	},
	department: {
		title: 'Department',
		summary: 'A team with weights, hours, an on-call person and a backup',
		tries: [
			'Write to the Support Line as three people: by day in New York, Sofia gets two of them and Marcus one',
			'Do the same in the evening or at the weekend: Priya is on call',
			'Write to the Sales Line as somebody new: Tom gets what is not for the department',
		],
	},
	'ads-and-returning-contacts': {
		title: 'Ads and returning contacts',
		summary: 'Ad clicks to a team, referrals to the manager, returning contacts to their owner',
		tries: [
			'Come from an ad as two people: Sofia and Marcus take turns',
			'Write without an ad as somebody new: Marcus gets you',
			'Write again as one of them, to any number: you stay with your owner',
			'Write as Hannah Brandt, whom HighLevel knows by a referral: Tom gets her',
			'Write as Liam Ortega, whom HighLevel knows, and nobody owns: Priya gets him',
		],
	},
	'tag-to-owner': {
		title: 'Tag to owner',
		summary: 'A tag that is added in HighLevel decides who owns the contact',
		tries: [
			'Write vip into “+ tag” of a contact and press Enter: Sofia owns it',
			'Then add billing to the same contact: it goes to Priya',
			'Add newsletter: no rule asks for it, and the owner stays',
		],
	},
	'many-sub-accounts': {
		title: 'Many sub-accounts',
		summary: 'One workflow and the same rules for all sub-accounts of an agency',
		tries: [
			'Write to the Sales Line as three people: Sofia, Marcus, and Sofia again, as Elena is no user there',
			'Write to the Support Line: Elena gets you, in another sub-account',
		],
	},
	'rules-on-the-canvas': {
		title: 'Rules on the canvas',
		summary: "n8n's Switch draws the rules, each branch names its person or team",
		tries: [
			'Write the word invoice to any number, as somebody new: Priya gets you',
			'Write something else to the Sales Line as two people: Sofia and Marcus take turns',
			'Write something else to the Support Line, as somebody new: Tom gets you',
		],
	},
	'answer-overdue': {
		title: 'Answer overdue',
		summary: 'Nobody answered in time: the next one gets the contact, at last the lead',
		tries: [
			'In the workflow, set Answer Within and Again After to 1 minute, and publish',
			'Write to any number: Sofia gets you, after a minute Marcus, after one more Tom',
			'Write as somebody else and answer in HighLevel: the contact stays',
		],
	},
	'waiting-queue': {
		title: 'Waiting queue',
		summary: 'Who finds nobody with room waits, and is served in order',
		tries: [
			'Write as five people: Sofia and Marcus get two each, the fifth waits',
			'Close one of the four with Assignment Ledger: within a minute the fifth is served',
		],
	},
	'ai-agent-stays-silent': {
		title: 'AI agent stays silent',
		summary: 'An AI agent answers, and is silent while a person of the team is on it',
		tries: [
			'Write to any number: the branch of the agent runs',
			'Answer in HighLevel as a person, wait a minute and write again: the agent stays silent',
		],
	},
	'pause-by-tag': {
		title: 'Pause by tag',
		summary: 'A tag on the card of a team member in HighLevel pauses them, another one ends it',
		tries: [
			'Write away into “+ tag” of a contact with the email of Sofia: she gets no new contacts',
			'Add back to the same contact: she gets some again',
		],
	},
	'rating-after-closing': {
		title: 'Rating after closing',
		summary: 'Who is done is asked how satisfied they are, and the answer counts for who had them',
		tries: [
			'Publish a template that assigns, and write to any number',
			'Write done into “+ tag” of the contact: it is closed, and the buttons are in the run',
		],
	},
	'weekly-report': {
		title: 'Weekly report',
		summary: 'How fast contacts were answered, who needs help and where it is slow, by email',
		tries: [
			'Publish a template that assigns, write as a few people, and answer some of them',
			'Unpin the example, choose This Week and execute: the tab HTML shows the report',
		],
	},
	'live-page': {
		title: 'Live page',
		summary: "Who waits now, who works, who is next: a page in HighLevel's menu",
		tries: [
			'Publish a template that assigns, and write as a few people',
			'Publish this one and open its Production URL: they wait there',
		],
	},
} as const satisfies Record<string, { title: string; summary: string; tries: readonly string[] }>;

export type TemplateSlug = keyof typeof ABOUT;

/** Those that decide nothing and change nothing: they show what others remember. */
export const REPORTING: readonly TemplateSlug[] = ['weekly-report', 'live-page'];

/** A workflow to import. */
export interface Template {
	slug: TemplateSlug;
	/** What README and lists call it. */
	title: string;
	/** Of the workflow. */
	name: string;
	/** For people who choose one, without a full stop. */
	summary: string;
	/** What to do on the sandbox, with what comes of it. */
	tries: readonly string[];
	/** Absolute path of the workflow. */
	file: string;
	/** Its page, from the top of the project. */
	page: string;
	/** The credentials that it needs once it is published. */
	needs: CredentialType[];
}

/** All templates, the simplest first. */
export function templates(): Template[] {
	return (Object.keys(ABOUT) as TemplateSlug[]).map((slug) => {
		const { name, nodes } = templateWorkflow(slug);
		const needed = nodes.map(neededBy);
		return {
			slug,
			name,
			...ABOUT[slug],
			file: fileOf(slug),
			page: `docs/templates/${slug}.md`,
			needs: CREDENTIAL_TYPES.filter((type) => needed.includes(type)),
		};
	});
}

/** A template as it is in its file. */
export function templateWorkflow(slug: TemplateSlug): WorkflowFile {
	return JSON.parse(readFileSync(fileOf(slug), 'utf8')) as WorkflowFile;
}

/**
 * A template that can be published: with credentials in the nodes that need them, and nothing else
 * changed. Templates name people and numbers of the sandbox.
 * @throws {Error} when a credential that it needs is not given
 */
export function preparedTemplate(slug: TemplateSlug, ids: CredentialIds): WorkflowFile {
	const workflow = templateWorkflow(slug);
	return { ...workflow, nodes: workflow.nodes.map((node) => withCredential(node, ids)) };
}

function fileOf(slug: TemplateSlug): string {
	return join(PROJECT, 'templates', `${slug}.json`);
}
