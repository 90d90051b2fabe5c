import type { INodeProperties } from 'n8n-workflow';
import { texts } from '../../shared/parameterValues';

/** A field for skills as people write them: `Spanish:3, Tax`. */
export function skillsField(
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
): INodeProperties {
	const { displayName, name, description } = field;
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. Spanish:3, Tax',
		description,
	};
}

/** The skills in such a field; what is no level stays for the plan to refuse. */
export function skillsFrom(value: unknown): Array<{ name: string; level: number }> {
	return texts(value).map((written) => {
		const colon = written.lastIndexOf(':');
		if (colon === -1) return { name: written, level: 1 };
		return { name: written.slice(0, colon).trim(), level: Number(written.slice(colon + 1)) };
	});
}
