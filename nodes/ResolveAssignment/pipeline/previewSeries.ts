import type { IExecuteFunctions } from 'n8n-workflow';
import type { CompiledPlan } from '../../../routing/compiledPlan';
import { previewSeries } from '../../../routing/model/preview';
import type { Touch } from '../../../routing/model/touch';
import { isFromJson } from '../parameters/planOrigin';

/**
 * Names the previews that go on from each other: those of one node, under one name if items give
 * one, and of work on many contacts those of one piece of work. Who changes the node previews from the
 * start again, for the owners of before came of other rules.
 * @returns a function that gives null for a touch that is no preview
 */
export function previewSeriesFor(
	context: IExecuteFunctions,
): (touch: Touch, compiled: CompiledPlan) => string | null {
	const { id, parameters } = context.getNode();
	const node = JSON.stringify([context.getWorkflow().id, id, parameters]);
	const fromJson = isFromJson(context);
	return ({ preview, reassign }, { hash }) => {
		const name = previewSeries(preview);
		if (name === null) return null;
		// A plan from elsewhere changes without the node; fields may give every contact a plan of its own.
		return JSON.stringify([node, fromJson && hash, name, reassign?.run ?? null]);
	};
}
