import type { INodeProperties } from 'n8n-workflow';
import type { When } from '../../../../routing/plan/plan';
import { fieldsOf } from '../../../shared/parameterValues';
import { tagLocator } from '../../../shared/highLevel/tagLocator';
import {
	complainOfEmptyRow,
	partsCondition,
	rowsIn,
	valuesIn,
	type PanelCondition,
	type PanelPart,
} from './condition';

/** The tags that a contact has, or that was just added. */
export const tags: PanelCondition = partsCondition({
	any: tagsPart({
		displayName: 'Tag Is Any Of',
		name: 'tagsAny',
		description: 'The contact has at least one of these tags',
	}),
	all: tagsPart({
		displayName: 'Tags Include All Of',
		name: 'tagsAll',
		description: 'The contact has every one of these tags',
	}),
	none: tagsPart({
		displayName: 'Tags Include None Of',
		name: 'tagsNone',
		description: 'The contact has not a single one of these tags',
	}),
} satisfies Record<keyof NonNullable<When['tags']>, PanelPart>);

function tagsPart(words: Pick<INodeProperties, 'displayName' | 'name' | 'description'>): PanelPart {
	const field: INodeProperties = {
		...words,
		type: 'fixedCollection',
		placeholder: 'Add Tag',
		default: {},
		typeOptions: { multipleValues: true },
		options: [
			{
				displayName: 'Tag',
				name: 'values',
				values: [tagLocator({ displayName: 'Tag', name: 'tag', required: true })],
			},
		],
	};
	return { field, read: (added, complain) => tagsFrom(field, added, complain) };
}

/**
 * A tag that an expression did not find is not asked for, as long as another one is enough. Where all
 * are needed, or none may be there, nothing can be said without it.
 */
const tagsFrom: (field: INodeProperties, ...more: Parameters<PanelPart['read']>) => unknown = (
	field,
	added,
	complain,
) => {
	const rows = rowsIn(field, added, complain);
	if (!rows) return rows;
	const found = rows.map(({ tag }, row) => {
		complainOfEmptyRow(field, { locator: tag, row, rows: rows.length }, complain);
		return tagsNamed(tag);
	});
	const isComplete = found.every((names) => names.length > 0);
	const names = found.flat();
	return names.length > 0 && (isComplete || field.name === 'tagsAny') ? names : null;
};

/** Tags from a list are taken as they are; typed ones may be several, as people write them. */
function tagsNamed(locator: unknown): string[] {
	const values = valuesIn(locator);
	if (fieldsOf(locator).mode === 'list') return values;
	return values.flatMap((value) =>
		value
			.split(',')
			.map((tag) => tag.trim())
			.filter((tag) => tag !== ''),
	);
}
