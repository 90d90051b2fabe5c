/** The parts of OpenAPI 3.0 that HighLevel's documents use. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export interface JsonObject {
	[key: string]: Json;
}

export const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];

interface OpenApiParameter {
	name: string;
	in: 'query' | 'path' | 'header';
	required?: boolean;
	schema: JsonObject;
}

interface Content {
	content?: Record<string, { schema: JsonObject }>;
}

export interface OpenApiOperation {
	deprecated?: boolean;
	parameters?: OpenApiParameter[];
	requestBody?: Content & { required?: boolean };
	responses: Record<string, Content>;
	/** One list of scopes for each way to authenticate. */
	security?: Record<string, string[]>[];
}

export interface OpenApiDocument {
	info: { title: string; description: string; version: string };
	/** By path, then by method in lower case. */
	paths: Record<string, Record<string, OpenApiOperation>>;
	components: { schemas: Record<string, JsonObject> };
}
