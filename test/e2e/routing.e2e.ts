import { credentialCases } from './routing/credentialCases';
import { CASE_MS, DemoStack } from './routing/demoStack';
import { editorCases } from './routing/editorCases';
import { messageCases } from './routing/messageCases';
import { ownerMatrixCases } from './routing/ownerMatrixCases';
import { panelCases } from './routing/panelCases';
import { publishingCases } from './routing/publishingCases';

const INSTALL_AND_START_MS = 20 * 60_000;

const stack = new DemoStack();

beforeAll(async () => await stack.start(), INSTALL_AND_START_MS);

afterAll(async () => await stack.stop(), CASE_MS);

// In this order, on one n8n: some change the workflow, and the last ones take it back.
panelCases(stack);
messageCases(stack);
editorCases(stack);
credentialCases(stack);
ownerMatrixCases(stack);
publishingCases(stack);
