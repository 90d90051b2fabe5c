/**
 * Where an item says what the nodes behind a trigger or Resolve Assignment need, as default values of
 * their fields: in objects, or in columns when Resolve Assignment has simplified it.
 */
export const IN_ITEM = {
	contactName: '={{ $json.contact ? $json.contact.name : $json.contactName }}',
	userId: '={{ $json.assignment ? $json.assignment.user?.id : $json.userId }}',
	why: '={{ $json.assignment ? $json.assignment.receipt?.sentence : $json.why?.trim() }}',
} as const;
