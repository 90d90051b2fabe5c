import { JSON_BODY, type WebhookSender } from '../../webhooks/bounds';
import { sharedSecretFormProblem } from '../../webhooks/secret';
import { signatureFormProblem } from '../../webhooks/signatureHeader';
import { HIGHLEVEL_SIGNATURE } from './signature';

/** How webhooks of HighLevel come: signed from a Marketplace app, or with a secret from a workflow. */
export const SENDERS = {
	app: {
		bounds: JSON_BODY,
		formProblem: (request) => signatureFormProblem(request, HIGHLEVEL_SIGNATURE),
	},
	workflow: { bounds: JSON_BODY, formProblem: sharedSecretFormProblem },
} satisfies Record<string, WebhookSender>;

export type Sender = keyof typeof SENDERS;
