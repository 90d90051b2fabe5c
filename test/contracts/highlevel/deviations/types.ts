import type { JsonObject } from '../openApi';

/** Something that is otherwise than HighLevel's OpenAPI says. */
export interface Deviation {
	reason: string;
	source: string;
}

/** Of the objects that a document describes. */
export interface SchemaDeviation extends Deviation {
	/** `contacts` for `contacts.json`. */
	document: string;
	schema: string;
	/** For a schema that the document does not have: the one that it is made from. */
	like?: string;
	/** More properties, or other ones than the document has. */
	properties?: Record<string, JsonObject>;
	/** Properties that the document requires. */
	optional?: string[];
	/** In place of what the document says. */
	instead?: JsonObject;
}

/** Of one operation. Its schemas may refer to those of its document, `#/components/schemas/X`. */
export interface OperationDeviation extends Deviation {
	/** `PUT /contacts/{contactId}` */
	operation: string;
	query?: Record<string, JsonObject>;
	/** Query parameters that the document requires. */
	optional?: string[];
	/** More values of the Version header than the document has. */
	versions?: string[];
	body?: JsonObject;
	/** By status; in place of what the document says. */
	answers?: Record<number, JsonObject>;
	/** It is used although the document advises against it. */
	deprecated?: true;
}

/** Of the errors of all operations: one more form of the body. */
export interface ErrorDeviation extends Deviation {
	status: number;
	schema: JsonObject;
}
