import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { fold, reasonOf } from '../../routing/model/text';
import { userDirectory } from '../shared/highLevel/connection';
import { byName, hasCredential, searchHighLevel } from '../shared/highLevel/listSearch';
import { namesIn } from './loadOptions';
import { REPLY_WRITTEN } from './parameters/replyTargets';
import { GO_ON, WRITTEN } from './parameters/target';

const NOBODY = { name: 'Nobody', value: WRITTEN.nobody() };
const PREVIOUS_OWNER = { name: 'Previous Owner', value: WRITTEN.previousOwner() };
const NEXT_RULE = { name: 'Next Matching Rule', value: WRITTEN.nextRule() };
const AS_IF_NOBODY = { name: 'As If Nobody Were Available', value: GO_ON };
const GO_ON_WITH_RULE = { name: 'Backups of the Rule, Then If No Rule Fits', value: GO_ON };
const FOR_REPLIES = {
	first: [
		{ name: 'Next of the Same Rule', value: REPLY_WRITTEN.nextOfRule },
		{ name: 'Tell Only', value: REPLY_WRITTEN.tell },
	],
};

/** `listSearch` methods: whom a rule, the plan, a team or a reply time can name. */
export const targetLists = {
	searchRuleTargets: listWith([NEXT_RULE]),
	searchFallbacks: listWith([]),
	searchOutsideHours: listWith([AS_IF_NOBODY]),
	searchIfNobody: listWith([GO_ON_WITH_RULE]),
	searchReplyTargets: listOf(FOR_REPLIES),
	searchReplyEnds: listOf({}),
};

/** Whom rules, the plan and teams can name. @param more entries that only this list has, at its end */
function listWith(more: readonly INodeListSearchItems[]) {
	return listOf({ between: [PREVIOUS_OWNER, NOBODY], last: more });
}

/** Entries of a list that are neither people nor teams: above them, below them, and at the end. */
interface Others {
	first?: readonly INodeListSearchItems[];
	between?: readonly INodeListSearchItems[];
	last?: readonly INodeListSearchItems[];
}

/**
 * A list of teams, people and what else can be named, as far as it is known without a credential. It
 * never throws: teams can be chosen when HighLevel does not answer.
 */
function listOf({ first = [], between = [], last = [] }: Others) {
	return async function (this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
		const teams = namesIn(this, 'teams');
		const { users, missing } = await peopleOf(this, filter);
		const offered = [
			...first,
			...teams.map((team) => ({ name: `${team} (team)`, value: WRITTEN.team(team) })),
			...users,
			...between,
			...teams.map((team) => ({
				name: `First Person Working Next of ${team}`,
				value: WRITTEN.firstWorkingNext(team),
			})),
			...last,
		];
		const wanted = fold(filter);
		const found = offered.filter(({ name }) => fold(name).includes(wanted));
		return { results: [...found, ...asTyped(filter.trim(), teams, found), ...missing] };
	};
}

/** What was typed, for whom it may be that is on no list: somebody's email, or a team that comes later. */
function asTyped(
	typed: string,
	teams: readonly string[],
	found: readonly INodeListSearchItems[],
): INodeListSearchItems[] {
	if (typed.includes('@')) {
		const value = WRITTEN.user({ id: '', email: typed });
		const isComplete = /^\S+@\S+\.\S+$/.test(typed);
		const isFound = found.some((one) => fold(String(one.value)) === fold(value));
		return isComplete && !isFound ? [{ name: `${typed} (user)`, value }] : [];
	}
	const isTeam = typed === '' || teams.some((team) => fold(team) === fold(typed));
	return isTeam ? [] : [{ name: `${typed} (team as typed)`, value: WRITTEN.team(typed) }];
}

/** The users of the sub-account, or why there are none. */
async function peopleOf(
	context: ILoadOptionsFunctions,
	filter: string,
): Promise<{ users: INodeListSearchItems[]; missing: INodeListSearchItems[] }> {
	// An entry without a value cannot be chosen.
	const without = (name: string) => ({ users: [], missing: [{ name, value: '' }] });
	if (!hasCredential(context)) return without('Choose a credential to see users');
	try {
		const { results } = await searchHighLevel(context, filter, async ({ client, account }) => {
			const users = await userDirectory.load(client, account);
			return users
				.map(({ id, name, email }) => ({
					name: email ? `${name} (${email})` : name,
					value: WRITTEN.user({ id, email }),
				}))
				.sort(byName);
		});
		return { users: results, missing: [] };
	} catch (error) {
		return without(`Users cannot be listed: ${reasonOf(error)}`);
	}
}
