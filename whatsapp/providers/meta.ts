import { JSON_BODY } from '../../webhooks/bounds';
import { headerOf, jsonOf } from '../../webhooks/request';
import { signatureFormProblem } from '../../webhooks/signatureHeader';
import { isOfBusinessAccount } from '../meta/scope';
import { answerVerification, META_SIGNATURE, signatureProblem } from '../meta/verification';
import { readCloudApiWebhook } from './cloudApi/read';
import { META_APP_SECRET, type Provider } from './provider';

/**
 * Meta's Cloud API itself (Meta: webhooks/overview). It signs with the secret of the app, which may
 * get the messages of many accounts at one address, and names accounts by their IDs only.
 */
export const meta: Provider = {
	secret: META_APP_SECRET,
	messagesOnly: false,
	tellsReactions: true,
	tellsOwnSends: true,
	redelivers: true,
	verify: answerVerification,
	bounds: JSON_BODY,
	formProblem: (request) => signatureFormProblem(request, META_SIGNATURE),
	authenticate: (request, secret) =>
		signatureProblem(request.rawBody, headerOf(request, 'x-hub-signature-256'), secret),
	read(request, { scope, accountName, names, ...options }) {
		const body = jsonOf(request);
		if (body === undefined) return null;
		const phoneNumberId = scope.level === 'number' ? scope.id : null;
		const wabaId = scope.level === 'businessAccount' ? scope.id : null;
		const touches = readCloudApiWebhook(body, {
			...options,
			phoneNumberId,
			// One name for all accounts would make them one.
			names: phoneNumberId && accountName ? new Map([[phoneNumberId, accountName]]) : names,
		});
		return touches.filter((touch) => isOfBusinessAccount(touch, wabaId));
	},
};
