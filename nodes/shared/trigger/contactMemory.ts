/**
 * The names under which triggers remember a contact. They belong to the workflow and not to the node:
 * what a webhook has told, no search tells again, and the other way round.
 */
export interface ContactMemory {
	person: string;
	tags: string;
	fields: string;
	/** Its creation has started the workflow. */
	created: string;
	/** And it was a search that has found it. */
	createdFound: string;
}

export function memoryOf(
	workflowId: string | undefined,
	locationId: string | null,
	contact: { id?: string | null; phone?: string | null },
): ContactMemory {
	const person = JSON.stringify([workflowId ?? '', locationId, contact.id ?? contact.phone]);
	return {
		person,
		tags: `${person} tags`,
		fields: `${person} fields`,
		created: `${person} created`,
		createdFound: `${person} created, found`,
	};
}
