import type { IExecuteFunctions } from 'n8n-workflow';
import { concernsEverything, type HighLevelError } from '../../../highlevel/errors';
import type { DecisionRequest, Recorded } from '../../../ledger/ledger';
import type { CompiledPlan } from '../../../routing/compiledPlan';
import { decide, type DecideOptions } from '../../../routing/decide/decide';
import type { KeptPlan } from '../../../routing/keptPlan';
import { accountToRemember, ledgerNeeds, type LedgerNeeds } from '../../../routing/ledgerNeeds';
import { OUTCOMES } from '../../../routing/model/decision';
import { nothingToDecide, type TouchEvent } from '../../../routing/model/events';
import type { Touch, TouchContact } from '../../../routing/model/touch';
import type { Plan } from '../../../routing/plan/plan';
import { locationNamed } from '../../shared/highLevel/location';
import { knownAsRating } from '../../shared/ratings/ratingOf';
import { chunks, inSlices } from '../../shared/inSlices';
import { ownExpressions } from '../ownExpressions';
import { plansFor } from '../planFromParameters';
import { planNames } from '../planName';
import type { ContactAnswer } from './contactLookup';
import { loadDecisionInput, type DecisionInput } from './decisionInput';
import { decisionKeys } from './decisionKey';
import { previewSeriesFor } from './previewSeries';
import { failedItem, type FailedItem } from './failedItem';
import { hintAtMistakes } from './hints';
import { keptOf, keptPlan } from './kept';
import type { ReadBatch, ReadItem } from './read';
import { isOutdated, reassignmentOf } from './reassignment';
import type { SubAccount } from './subAccount';
import { TestRun } from './testRun';

/** The contact of an item as its decision knows it. */
interface ItemContact {
	itemIndex: number;
	contact: TouchContact;
	/** Null when HighLevel was not asked about the contact. */
	answer: ContactAnswer | null;
}

/** An item that is ready to be decided. */
export interface DecidableItem extends ItemContact {
	/** The series of previews that it is a part of; null for a decision that is remembered. */
	preview: string | null;
	/** @param now when it is decided, milliseconds since 1970 */
	requestAt: (now: number) => DecisionRequest;
}

/** An item with its decision, which has no ID when the ledger does not keep it. */
export interface DecidedItem extends ItemContact {
	recorded: Omit<Recorded, 'id'> & { id?: string };
}

/** An item as far as it comes before the ledger decides. */
type LoadedItem = DecidableItem | DecidedItem | FailedItem;

export function isDecidable(item: LoadedItem): item is DecidableItem {
	return 'requestAt' in item;
}

/** The items of one sub-account, in their order. */
export interface LoadedBatch {
	subAccount: SubAccount;
	items: LoadedItem[];
}

/**
 * Reads from the parameters, the ledger and HighLevel what decisions need. HighLevel is only asked
 * about touches that were not decided before.
 */
export async function loadBatches(
	context: IExecuteFunctions,
	batches: readonly ReadBatch[],
): Promise<LoadedBatch[]> {
	const plans = { planOf: plansFor(context), nameOf: planNames(context) };
	const loaded: LoadedBatch[] = [];
	for (const batch of batches) loaded.push(await loadBatch(context, plans, batch));
	return loaded;
}

/** The plans of a run. */
interface Plans {
	planOf: (itemIndex: number) => Plan;
	nameOf: (plan: Plan) => string;
}

async function loadBatch(
	context: IExecuteFunctions,
	plans: Plans,
	{ subAccount, items: read }: ReadBatch,
): Promise<LoadedBatch> {
	let known: ReadonlyMap<string, Recorded>;
	let items: readonly ReadItem[];
	try {
		items = await withRatings(subAccount, read);
		known = await decidedOf(subAccount, items);
	} catch (error) {
		const failed = read.map(({ itemIndex }) => failedItem(context, itemIndex, error));
		return { subAccount, items: failed };
	}
	const loader = new ItemLoader(context, plans, known);
	const loaded: LoadedItem[] = [];
	for await (const item of inSlices(items)) loaded.push(await loader.load(item));
	return { subAccount, items: loaded };
}

/** Whether a bare number answers how satisfied somebody is, the ledger knows; test runs ask the real one. */
async function withRatings({ live }: SubAccount, items: readonly ReadItem[]): Promise<ReadItem[]> {
	const rated: ReadItem[] = [];
	for await (const item of inSlices(items)) {
		rated.push({ ...item, touch: await knownAsRating([live], item.touch) });
	}
	return rated;
}

/** How many decisions are read at a time: thousands would keep n8n from everything else. */
const RECALLED_AT_A_TIME = 250;

/** What was decided before about the items, by key. */
async function decidedOf(
	{ ledger, openedAt }: SubAccount,
	items: readonly ReadItem[],
): Promise<ReadonlyMap<string, Recorded>> {
	const known = new Map<string, Recorded>();
	for await (const some of inSlices(chunks(items, RECALLED_AT_A_TIME))) {
		const keys = some.map(({ key }) => key);
		for (const [key, recorded] of await ledger.recall(keys, openedAt)) known.set(key, recorded);
	}
	return known;
}

/** How many plans of one run are checked: it takes a while. */
const MOST_CHECKED = 10;

/** Loads the items of one sub-account, one after the other. */
class ItemLoader {
	/** Why no other item needs to be tried. */
	private outage: HighLevelError | null = null;
	private readonly seriesOf: ReturnType<typeof previewSeriesFor>;
	/** Plans of this run that were checked. */
	private readonly checked = new Set<CompiledPlan>();
	private readonly said = new Set<string>();
	private readonly expressions: ReadonlySet<string>;

	/** @param known what was decided before, by key */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly plans: Plans,
		private readonly known: ReadonlyMap<string, Recorded>,
	) {
		this.seriesOf = previewSeriesFor(context);
		this.expressions = ownExpressions(context);
	}

	async load(item: ReadItem): Promise<LoadedItem> {
		const before = this.known.get(item.key);
		if (before && isSettled(item.touch, before)) return decidedBefore(item, before);
		try {
			return await this.loadUndecided(item, item.touch.reassign ? before : undefined);
		} catch (error) {
			if (concernsEverything(error)) this.outage = error;
			return failedItem(this.context, item.itemIndex, error);
		}
	}

	private async loadUndecided(
		item: ReadItem,
		before: Recorded | undefined,
	): Promise<DecidableItem | DecidedItem> {
		const plan = this.plans.planOf(item.itemIndex);
		const planName = this.plans.nameOf(plan);
		if (before && !isOutdated(item.touch, before, planName)) {
			return decidedBefore(item, before);
		}
		if (this.outage) throw this.outage;
		const input = await loadDecisionInput(item, plan);
		this.checkOnce(item, input);
		if (!needsLedger(input.touch.event)) return nothingDecided(item, input, planName);
		const preview = this.seriesOf(input.touch, input.compiled);
		const needs = needsOf(item, input);
		const test = await TestRun.of(input.touch, item.subAccount, preview, needs);
		return decidable(this.context, item, input, { before, preview, test, planName, needs });
	}

	/** Expressions may give each item another plan: enough are checked to see what is wrong. */
	private checkOnce({ itemIndex, subAccount }: ReadItem, { compiled, users }: DecisionInput): void {
		if (this.checked.has(compiled) || this.checked.size >= MOST_CHECKED) return;
		this.checked.add(compiled);
		const location = locationNamed(this.context, itemIndex);
		const checked = { compiled, users, expressions: this.expressions };
		hintAtMistakes(this.context, subAccount, location, checked, this.said);
	}
}

/** Whether nothing asks for another decision: neither other rules, nor that somebody is free again. */
function isSettled({ reassign, queued }: Touch, { decision }: Recorded): boolean {
	return !reassign && (!queued || OUTCOMES[decision.outcome].final);
}

function decidedBefore({ itemIndex, touch }: ReadItem, recorded: Recorded): DecidedItem {
	return { itemIndex, contact: touch.contact, answer: null, recorded };
}

/** A new number or user ID is for the ledger to know, though nobody gets anything. */
function needsLedger(event: TouchEvent): boolean {
	return !nothingToDecide(event) || event === 'identity';
}

/** The decision that there is nothing to decide. */
function nothingDecided(
	{ itemIndex, subAccount }: ReadItem,
	input: DecisionInput,
	planName: string,
): DecidedItem {
	const { compiled, touch, users, left } = input;
	const options = optionsFor(input, keptPlan(planName, input));
	const { decision } = decide(compiled, touch, { users, left }, subAccount.openedAt, options);
	const { contact } = touch;
	return { itemIndex, contact, answer: null, recorded: { decision, repeated: false } };
}

/** How an item is decided. */
interface Deciding {
	/** The decision that this one replaces, because it was made with another plan. */
	before: Recorded | undefined;
	/** The series of previews that it is a part of. */
	preview: string | null;
	/** Null for a run that counts. */
	test: TestRun | null;
	planName: string;
	needs: LedgerNeeds;
}

function needsOf(
	{ subAccount: { openedAt } }: ReadItem,
	{ compiled, touch, users, staffSnapshot }: DecisionInput,
): LedgerNeeds {
	return ledgerNeeds(compiled, touch, users, openedAt, staffSnapshot);
}

function optionsFor({ options }: DecisionInput, plan: KeptPlan): DecideOptions {
	return { ...options, kept: { plan: plan.hash, staff: plan.staffHash } };
}

function decidable(
	context: IExecuteFunctions,
	{ itemIndex, touch: given, key, subAccount }: ReadItem,
	input: DecisionInput,
	{ before, preview, test, planName, needs }: Deciding,
): DecidableItem {
	const { compiled, touch, answer, users, left, names, staffSnapshot } = input;
	const plan = keptPlan(planName, input);
	const options = optionsFor(input, plan);
	const touchKey = before ? `${given.key} ${planName}` : given.key;
	const world = { users, left, names, staffSnapshot };
	const request = {
		key: before ? decisionKeys(context, subAccount.ledgerUse)({ key: touchKey }) : key,
		reassignment: reassignmentOf(touch, touchKey),
		instead: before?.id ?? null,
		needs: test?.needs(needs) ?? needs,
		account: accountToRemember(touch),
		kept: keptOf(plan, touch, preview !== null || test !== null),
	};
	return {
		itemIndex,
		contact: touch.contact,
		answer,
		preview,
		requestAt: (now) => ({
			...request,
			decide: (state) => {
				const known = test?.known(touch, state) ?? { touch, state };
				const made = decide(compiled, known.touch, { ...known.state, ...world }, now, options);
				return test?.saidOf(made) ?? made;
			},
		}),
	};
}
