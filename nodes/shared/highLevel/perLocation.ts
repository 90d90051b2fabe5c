import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { locationNamed } from './location';

/**
 * Opens something once for each sub-account that the items of a run name. What a sub-account
 * refuses, it refuses all its items without being asked again, and no items of others.
 */
export function perLocation<T>(
	context: IExecuteFunctions,
	open: (itemIndex: number) => Promise<T>,
): (itemIndex: number) => Promise<T> {
	const opened = new Map<string, Promise<T>>();
	return async (itemIndex) => {
		const location = locationNamed(context, itemIndex);
		const known = opened.get(location);
		if (known) return await known;
		const opening = open(itemIndex);
		opened.set(location, opening);
		return await opening.catch((error: unknown) => {
			// It names the item that was read wrong, and the next one has a number of its own.
			if (error instanceof NodeOperationError) opened.delete(location);
			throw error;
		});
	};
}
