import { CONTACT_CASES } from './contacts';
import { OTHER_CASES } from './others';
import type { Case } from './send';

export { contactPath } from './contacts';
export { send } from './send';

/** By the name of the operation. */
export const CASES: Record<string, Case[]> = { ...CONTACT_CASES, ...OTHER_CASES };
