import type { JsonMapping } from '../../../whatsapp/providers/otherJson';

export const MAPPING: JsonMapping = {
	messages: 'data.messages',
	id: 'id',
	phone: 'from.number',
	userId: 'from.id',
	name: 'from.name',
	text: 'body',
	type: 'kind',
	time: 'at',
	account: 'line',
	ownSend: 'mine',
};
