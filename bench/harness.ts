/**
 * What the benchmarks share with the tests, and the only file that knows where it lies. It loads
 * n8n-core, which reads its settings when it is loaded: import it after they are set.
 */
export { additionalData } from '../test/harness/additionalData';
export type { CredentialData } from '../test/harness/credentialsHelper';
export { startHighLevel } from '../test/harness/highLevel';
export { oAuthCredentials, requestTo } from '../test/harness/highLevelOAuth';
export { ASSIGN, LEDGER, nodeTypes, RESOLVE } from '../test/harness/nodeTypes';
export { node, runWorkflow, type WorkflowToRun } from '../test/harness/runWorkflow';
export { items } from '../test/harness/touches';
