/**
 * Where an item says what the nodes behind a trigger or Resolve Assignment need, as default values of
 * their fields: in objects, or in columns when Resolve Assignment has simplified it.
 */
export const IN_ITEM = {
	accountTag: '={{ $json.account ? $json.account.tag : $json.accountTag }}',
	contactEmail: '={{ $json.contact ? $json.contact.email : $json.contactEmail }}',
	contactId: '={{ $json.contact ? $json.contact.id : $json.contactId }}',
	contactName: '={{ $json.contact ? $json.contact.name : $json.contactName }}',
	contactPhone: '={{ $json.contact ? $json.contact.phone : $json.contactPhone }}',
	userId: '={{ $json.assignment ? $json.assignment.user?.id : $json.userId }}',
	whatsappUserId:
		'={{ $json.contact ? $json.contact.whatsappUserId : $json.contactWhatsappUserId }}',
	why: '={{ $json.assignment ? $json.assignment.receipt?.sentence : $json.why }}',
} as const;
