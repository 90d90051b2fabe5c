import type { InboundMessage } from './payloads';

/** What a person's answer to something interactive adds to a message. */
type Answer = Pick<InboundMessage, 'type' | 'content'>;

/** A reply button was pressed (Meta: webhooks/reference/messages/interactive). */
export function buttonAnswer(id: string, title: string): Answer {
	const reply = { type: 'button_reply', button_reply: { id, title } };
	return { type: 'interactive', content: reply };
}

/** A row of a list was chosen. */
export function listAnswer(id: string, title: string): Answer {
	return { type: 'interactive', content: { type: 'list_reply', list_reply: { id, title } } };
}

/** A quick reply of a template was pressed (Meta: webhooks/reference/messages/button). */
export function templateAnswer(payload: string, text: string): Answer {
	return { type: 'button', content: { payload, text } };
}

/** A Flow was filled in: Meta gives the fields as a text of JSON. */
export function flowAnswer(fields: object): Answer {
	const reply = { name: 'flow', body: 'Sent', response_json: JSON.stringify(fields) };
	return { type: 'interactive', content: { type: 'nfm_reply', nfm_reply: reply } };
}
