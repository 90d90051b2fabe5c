import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { NAMES_SHOWN, type NamesShown } from '../../../report/words/names';
import { optionOf } from '../../shared/optionOf';
import { oneOf } from './oneOf';

const DEFAULT: NamesShown = 'names';

export const namesOption: INodeProperties = {
	displayName: 'Names',
	name: 'names',
	type: 'options',
	options: Object.entries(NAMES_SHOWN).map(([value, name]) => ({ name, value })),
	default: DEFAULT,
	description: 'How people of the team appear. Hidden calls them Person 1, Person 2 and so on.',
};

/** @throws {NodeOperationError} when it is none of the choices */
export function readNamesShown(context: IExecuteFunctions, itemIndex: number): NamesShown {
	const given = optionOf(context, itemIndex, namesOption.name);
	return oneOf(context, itemIndex, 'Names', NAMES_SHOWN, given) ?? DEFAULT;
}
