import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

/** With which the parameters of a webhook trigger are read. */
export type TriggerContext = IHookFunctions | IWebhookFunctions;
