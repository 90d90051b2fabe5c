import { DateTime } from 'luxon';
import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { referenceWords } from '../../../routing/model/references';
import { cut, fold, reasonOf } from '../../../routing/model/text';
import { timeZoneOfMachine } from '../../../routing/model/timeZones';
import type { Plan, When } from '../../../routing/plan/plan';
import { userReferencesOf } from '../../../routing/plan/userReferences';
import type { Fields } from '../../shared/parameterValues';
import { answerOf } from './answer';
import { readingList } from './lines';
import { livePlanOf } from './livePlan';
import { accountChoice, exampleFrom } from './tryIt';

/** `loadOptions` method: who would get the example of this card, and why. It never throws. */
export async function tryExample(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const stored = this.getCurrentNodeParameter('&result');
	try {
		const plan = livePlanOf(this)?.plan;
		if (!plan) return readingList("See 'Plan Check' first", [], stored);
		const { touch, time } = exampleFrom(cardOf(this));
		const { summary, why } = answerOf(plan, touch, instant(this, time));
		return readingList(summary, why, stored);
	} catch (error) {
		return readingList('This example could not be tried', [{ text: reasonOf(error) }], stored);
	}
}

function cardOf(context: ILoadOptionsFunctions): Fields {
	return {
		account: context.getCurrentNodeParameter('&account'),
		contact: context.getCurrentNodeParameter('&contact'),
		details: context.getCurrentNodeParameter('&details'),
	};
}

/** Milliseconds since 1970. */
function instant(context: ILoadOptionsFunctions, time: string): number {
	if (time === '') return Date.now();
	const zone = timeZoneOfMachine(context.getTimezone()) ?? 'UTC';
	const at = DateTime.fromISO(time, { zone });
	if (!at.isValid) throw new Error(`'Time' is no time: ${cut(time, 30)}`);
	return at.toMillis();
}

/** What the plan names, as choices of an example. */
type NamedIn = (plan: Plan) => INodePropertyOptions[];

/**
 * A `loadOptions` method: what the plan names, each once, after a choice for none of it. What is
 * chosen stays a choice, also when no rule names it any more.
 */
function choicesOf(field: string, none: string, namedIn: NamedIn) {
	return async function (this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const plan = livePlanOf(this)?.plan;
		const stored = this.getCurrentNodeParameter(`&${field}`);
		const left = typeof stored === 'string' && stored !== '' ? [same(stored)] : [];
		const named = [...left, ...(plan ? namedIn(plan) : [])];
		const choices = new Map(named.map((choice) => [fold(String(choice.value)), choice]));
		return [{ name: none, value: '' }, ...choices.values()];
	};
}

const ofRules = (namedIn: (when: When) => INodePropertyOptions[]): NamedIn => {
	return ({ rules }) => rules.flatMap(({ when }) => namedIn(when));
};

const same = (value: string): INodePropertyOptions => ({ name: value, value });

/** `loadOptions` methods: what an example can be about, by the names in `tryIt`. */
export const exampleChoices = {
	exampleAccounts: choicesOf(
		'account',
		'One That No Rule Names',
		ofRules(({ accounts }) =>
			(accounts ?? []).filter(({ value }) => value !== '').map(accountChoice),
		),
	),
	exampleCountries: choicesOf(
		'country',
		'Another',
		ofRules(({ countries }) => (countries ?? []).map(same)),
	),
	exampleSources: choicesOf(
		'source',
		'Unknown',
		ofRules(({ source }) => [
			...[...(source?.is ?? []), ...(source?.contains ?? [])].map(same),
			...(source?.googleAds ? [same('Google Ads')] : []),
		]),
	),
	exampleOwners: choicesOf('owner', 'Nobody', (plan) =>
		userReferencesOf(plan).map((user) => ({ name: referenceWords(user), value: user.value })),
	),
};
