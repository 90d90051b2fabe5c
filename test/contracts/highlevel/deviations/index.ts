/**
 * Every place where HighLevel is known, or has to be taken, to be otherwise than its OpenAPI says.
 * Nothing else may be: what is not here follows the document to the letter, and a deviation from
 * something that the document does not have is an error.
 *
 * "Seen live" is what integrators published who use the API, with the place where they did.
 */
import { CONTACT_OPERATIONS, CONTACT_SCHEMAS } from './contacts';
import { OTHER_OPERATIONS, OTHER_SCHEMAS } from './others';
import type { OperationDeviation, SchemaDeviation } from './types';

export { ERRORS, UNDOCUMENTED_PROPERTIES } from './answers';
export type { SchemaDeviation } from './types';

export const SCHEMAS: SchemaDeviation[] = [...CONTACT_SCHEMAS, ...OTHER_SCHEMAS];
export const OPERATIONS: OperationDeviation[] = [...CONTACT_OPERATIONS, ...OTHER_OPERATIONS];
