import {
	ICredentialsHelper,
	isExpression,
	UnexpectedError,
	type ICredentialDataDecryptedObject,
	type ICredentials,
	type ICredentialType,
	type IHttpRequestOptions,
	type INode,
	type INodeCredentialsDetails,
	type INodeProperties,
	type IWorkflowExecuteAdditionalData,
	type Workflow,
} from 'n8n-workflow';
import { ownCredentials } from './ownPackage';

/** Credential type to its decrypted data: one credential of a type for all nodes. */
export type CredentialData = Record<string, ICredentialDataDecryptedObject>;

/** n8n's own credential types that the nodes accept, with the type that each extends. */
const parentTypes: Record<string, string[]> = { highLevelOAuth2Api: ['oAuth2Api'] };

/**
 * Gives nodes the credentials of a test and signs requests as n8n does, with the `authenticate` of
 * our credential classes. Tokens that n8n refreshes replace those in the given data.
 */
export class TestCredentialsHelper extends ICredentialsHelper {
	constructor(private readonly data: CredentialData) {
		super();
	}

	getParentTypes(name: string): string[] {
		return parentTypes[name] ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	/** As in n8n's credentials-helper: a function signs by itself, generic properties are resolved. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		requestOptions: IHttpRequestOptions,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = ownType(typeName);
		if (!authenticate) return requestOptions;
		if (typeof authenticate === 'function') return await authenticate(credentials, requestOptions);
		if (!workflow || !node) throw new UnexpectedError('Generic authentication needs a workflow');
		const resolve = (value: string): string => {
			if (!isExpression(value)) return value;
			const keys = { $credentials: credentials };
			return String(
				workflow.expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, ''),
			);
		};
		const signed = requestOptions as unknown as Record<string, unknown>;
		for (const [part, values] of Object.entries(authenticate.properties)) {
			const resolved = Object.entries(values as Record<string, string>).map(([key, value]) => [
				resolve(key),
				resolve(value),
			]);
			signed[part] = { ...(signed[part] as object | undefined), ...Object.fromEntries(resolved) };
		}
		return requestOptions;
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new UnexpectedError('Tests have no stored, encrypted credentials');
	}

	/** A copy, with the defaults of the type as n8n fills them in. */
	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const data = this.data[type];
		if (!data) throw new UnexpectedError(`The test gives no credential of the type ${type}`);
		const own = ownCredentials.find(({ name }) => name === type);
		const properties = own?.instance.properties ?? [];
		const defaults = properties.map(({ name, default: value }) => [name, value]);
		return structuredClone({ ...Object.fromEntries(defaults), ...data });
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(
		_nodeCredentials: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const { oauthTokenData = {} } = data;
		this.data[type] = { ...this.data[type], oauthTokenData };
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return ownType(type).properties;
	}
}

function ownType(name: string): ICredentialType {
	const found = ownCredentials.find((own) => own.name === name);
	if (!found) throw new UnexpectedError(`This package has no credential type ${name}`);
	return found.instance;
}
