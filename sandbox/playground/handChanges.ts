import type { INode } from 'n8n-workflow';
import { WEBHOOK_SECRET } from '../demo/credentials';
import type { HighLevelSandbox, SandboxContact } from '../highlevel';
import { ownType } from '../n8n/workflowParts';
import type { EntryLog, OwnerEntry, TagEntry } from './entries';
import { reasonFrom, type N8nLink } from './n8nLink';
import { Refusal } from './requests';

/** What people change in HighLevel themselves; its workflows tell n8n of tags. */
export class HandChanges {
	constructor(
		private readonly highLevel: HighLevelSandbox,
		private readonly link: N8nLink,
		private readonly log: EntryLog,
	) {}

	/** @throws {Refusal} for an unknown contact, or a tag that it has */
	addTag(contactId: string, tag: string): void {
		const { tags, name } = this.contact(contactId);
		if (tags.includes(tag)) throw new Refusal(`The contact has the tag '${tag}' already`, 409);
		this.highLevel.contacts.change(contactId, { tags: [...tags, tag] });
		const entry = this.log.add<TagEntry>({ kind: 'tag', contactId, contactName: name ?? '', tag });
		void this.tell(entry);
	}

	/** @throws {Refusal} for an unknown contact, or somebody who is no user of its sub-account */
	setOwner(contactId: string, userId: string | null): void {
		const { name, locationId } = this.contact(contactId);
		const user = userId === null ? null : this.highLevel.users.get(userId);
		if (user && !user.roles.locationIds.includes(locationId)) throw unknownUser();
		if (user === undefined) throw unknownUser();
		this.highLevel.contacts.change(contactId, { assignedTo: userId });
		this.log.add<OwnerEntry>({
			kind: 'owner',
			contactId,
			contactName: name ?? '',
			ownerName: user?.name ?? '',
		});
	}

	private contact(id: string): SandboxContact {
		const contact = this.highLevel.contacts.get(id);
		if (!contact) throw new Refusal('HighLevel has no such contact any more', 404);
		return contact;
	}

	/** As a workflow in HighLevel does that starts when a tag is added. */
	private async tell(entry: TagEntry): Promise<void> {
		try {
			const urls = await this.link.ask(async (api) => {
				const published = (await api.workflows()).filter(({ active }) => active);
				const nodes = await Promise.all(published.map(async ({ id }) => await api.nodesOf(id)));
				return nodes.flat().filter(waitsForTags).map(this.urlOf);
			});
			const contact = this.contact(entry.contactId);
			const owner = this.highLevel.users.get(contact.assignedTo ?? '');
			const customData = { tag: entry.tag };
			const headers = { 'X-Webhook-Secret': WEBHOOK_SECRET };
			entry.deliveries = await Promise.all(
				urls.map(
					async (url) =>
						await this.highLevel.webhooks.runWorkflow(contact, owner, {
							url,
							customData,
							headers,
						}),
				),
			);
		} catch (error) {
			entry.problem = `${reasonFrom(error)}. HighLevel does not repeat it.`;
		}
	}

	private readonly urlOf = ({ webhookId }: INode): string =>
		`${this.link.url}/webhook/${webhookId}/highlevel`;
}

function waitsForTags({ type, disabled, parameters }: INode): boolean {
	const { source = 'workflow', event = 'tagAdded' } = parameters;
	const isTrigger = type === ownType('highLevelContactTrigger') && !disabled;
	return isTrigger && source === 'workflow' && event === 'tagAdded';
}

const unknownUser = () => new Refusal('HighLevel has no such user in this sub-account', 404);
