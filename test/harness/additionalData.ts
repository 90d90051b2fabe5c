import { ExecutionLifecycleHooks } from 'n8n-core';
import type { IWorkflowBase, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { TestCredentialsHelper, type CredentialData } from './credentialsHelper';

let executions = 0;

/** What n8n gives to every node besides the workflow. */
export function additionalData(credentials: CredentialData): IWorkflowExecuteAdditionalData {
	// What n8n's server adds for webhooks, sub-workflows and the editor is not there.
	const data: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper: new TestCredentialsHelper(credentials),
		hooks: new ExecutionLifecycleHooks('webhook', 'test-execution', {} as IWorkflowBase),
		executionId: `test-execution-${(executions += 1)}`,
		currentNodeExecutionIndex: 0,
		setExecutionStatus: () => undefined,
		variables: {},
		restApiUrl: 'http://127.0.0.1/rest',
		instanceBaseUrl: 'http://127.0.0.1/',
		formBaseUrl: 'http://127.0.0.1/form',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		formTestBaseUrl: 'http://127.0.0.1/form-test',
		webhookBaseUrl: 'http://127.0.0.1/webhook',
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		webhookTestBaseUrl: 'http://127.0.0.1/webhook-test',
	};
	return data as IWorkflowExecuteAdditionalData;
}
