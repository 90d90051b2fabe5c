import { newId } from './ids';

/** A custom field as HighLevel defines it (highlevel-api-docs, locations.json `CustomFieldSchema`). */
export interface SandboxCustomField {
	id: string;
	name: string;
	/** `contact.<key>` or `opportunity.<key>`; writes may name a field by its key. */
	fieldKey: string;
	/** `TEXT`, `SINGLE_OPTIONS`, `DATE`, ...; values are not checked against it. */
	dataType: string;
	model: 'contact' | 'opportunity';
	locationId: string;
	position: number;
	placeholder?: string;
	picklistOptions?: string[];
}

export type NewSandboxCustomField = Partial<SandboxCustomField> & Pick<SandboxCustomField, 'name'>;

/** The custom fields of all locations. */
export class CustomFieldDirectory {
	private readonly fields = new Map<string, SandboxCustomField>();

	constructor(private readonly defaultLocationId: string) {}

	/** Default: a text field of contacts in the first location, its key made from its name. */
	add(field: NewSandboxCustomField): SandboxCustomField {
		const model = field.model ?? 'contact';
		const added: SandboxCustomField = {
			id: newId(),
			fieldKey: `${model}.${field.name.trim().toLowerCase().replace(/\W+/g, '_')}`,
			dataType: 'TEXT',
			model,
			locationId: this.defaultLocationId,
			position: this.fields.size * 50,
			...field,
		};
		this.fields.set(added.id, added);
		return added;
	}

	ofLocation(locationId: string): SandboxCustomField[] {
		return [...this.fields.values()].filter((field) => field.locationId === locationId);
	}

	/** The id of the field with this key, with or without its `contact.`; undefined for no field. */
	idOf(
		locationId: string,
		model: SandboxCustomField['model'],
		key: string | undefined,
	): string | undefined {
		const keys = [key, `${model}.${key}`];
		return this.ofLocation(locationId).find((field) => keys.includes(field.fieldKey))?.id;
	}
}
