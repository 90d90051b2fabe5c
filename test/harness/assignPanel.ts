import type { INodeParameters } from 'n8n-workflow';

/** Where the panel of HighLevel Assign Contact has what a test calls by a short name, under 'Options'. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
	findBy: ['contact', 'values', 'findBy'],
	phone: ['contact', 'values', 'phone'],
	email: ['contact', 'values', 'email'],
	contactId: ['contact', 'values', 'contactId'],
	create: ['newContact', 'values', 'create'],
	contactName: ['newContact', 'values', 'name'],
	contactEmail: ['newContact', 'values', 'email'],
	source: ['newContact', 'values', 'source'],
	createFirst: ['newContact', 'values', 'createFirst'],
	owner: ['owner'],
	setOwner: ['setOwner'],
	tag: ['tag'],
};

/** The parameters of HighLevel Assign Contact of which a test fills in some. */
export function assignPanel({ options, ...fields }: INodeParameters): INodeParameters {
	const panel: INodeParameters = { options: { ...(options as INodeParameters) } };
	for (const [name, value] of Object.entries(fields)) {
		const place = PLACES[name];
		put(panel, place ? ['options', ...place] : [name], value);
	}
	return panel;
}

function put(
	object: INodeParameters,
	[name = '', ...below]: readonly string[],
	value: INodeParameters[string],
): void {
	if (below.length === 0) object[name] = value;
	else put((object[name] ??= {}) as INodeParameters, below, value);
}
