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
	createFirst: ['createFirst'],
	owner: ['owner'],
	setOwner: ['setOwner'],
	tag: ['tag'],
};

/** What people drag into the fields of the option 'Contact', behind Resolve Assignment. */
const DRAGGED = {
	phone: '={{ $json.contact ? $json.contact.phone : $json.contactPhone }}',
	email: '={{ $json.contact ? $json.contact.email : $json.contactEmail }}',
	contactId: '={{ $json.contact ? $json.contact.id : $json.contactId }}',
};

/** The parameters of HighLevel Assign Contact of which a test fills in some. */
export function assignPanel({ options, ...given }: INodeParameters): INodeParameters {
	const fields = given.findBy === undefined ? given : { ...DRAGGED, ...given };
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
