import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { HighLevelError } from '../../highlevel/errors';
import { fieldError } from '../shared/fieldError';
import { userDirectory, type HighLevelConnection } from '../shared/highLevel/connection';
import type { Decided } from './decision';
import { unknownUser } from './users';

/** The user of a decision is none of the sub-account: somebody else has to be chosen. */
export class OwnerUnusable extends NodeOperationError {
	/** @param reason for the ledger */
	constructor(
		error: NodeOperationError,
		itemIndex: number,
		readonly reason: string,
	) {
		super(error.node, error.message, { itemIndex, description: error.description ?? undefined });
		this.name = NodeOperationError.name;
	}
}

/** HighLevel refused somebody whom it lists: why, only HighLevel knows. */
export class OwnerRefused extends HighLevelError {}

/** Whom the node is to make the owner. */
export interface NamedOwner {
	id: string;
	/** What people call them. */
	name: string;
	/** The decision of the item, null when it has none. */
	decided: Decided | null;
}

const DECIDED_ANEW =
	'The decision does not count any more: the next message of the contact, or this one when it is delivered again, is decided anew.';

/** Somebody whom HighLevel does not list. Those whom Resolve Assignment chose were listed then. */
export function unlistedOwner(
	context: IExecuteFunctions,
	itemIndex: number,
	owner: NamedOwner,
): NodeOperationError {
	const { id, decided } = owner;
	const isDecided = decided?.userId === id;
	if (isDecided && decided.entry && decided.userName !== null)
		return ownerHasLeft(context, itemIndex, owner);
	const unknown = unknownUser(context, 'Owner', id, itemIndex);
	return isDecided
		? new OwnerUnusable(unknown, itemIndex, 'its owner is no user of this sub-account')
		: unknown;
}

/**
 * Says why HighLevel refused to write an owner. The list of users may be some minutes old, so it is
 * read again: whoever is not on it any more has left.
 * @param since when what was known of the users was still good enough, milliseconds since 1970
 * @returns the same error when it does not concern the owner
 */
export async function explainRefusal(
	context: IExecuteFunctions,
	{ client, account }: HighLevelConnection,
	itemIndex: number,
	owner: NamedOwner,
	{ error, since }: { error: unknown; since: number },
): Promise<unknown> {
	if (!(error instanceof HighLevelError) || !mayConcernOwner(error)) return error;
	const users = await userDirectory.reload(client, account, since).catch(() => null);
	if (!users) return error;
	const listed = users.some(({ id }) => id === owner.id);
	if (!listed) return ownerHasLeft(context, itemIndex, owner);
	return namesOwner(error) ? refusedOwner(owner, error) : error;
}

/** HighLevel does not document what it answers to a user who left. */
function mayConcernOwner(error: HighLevelError): boolean {
	if (namesOwner(error)) return error.status >= 400 && error.status < 500;
	return error.kind === 'invalid-request' && !NAMES_SOMETHING_ELSE.test(saidIn(error));
}

function namesOwner(error: HighLevelError): boolean {
	return NAMES_OWNER.test(saidIn(error));
}

const NAMES_OWNER = /assign|follower|owner|\buser\b/i;
const NAMES_SOMETHING_ELSE = /phone|email|contact with id|duplicate|custom ?field|\btags?\b/i;

function saidIn({ body }: HighLevelError): string {
	return JSON.stringify(body ?? '');
}

function ownerHasLeft(
	context: IExecuteFunctions,
	itemIndex: number,
	{ id, name, decided }: NamedOwner,
): NodeOperationError {
	const isDecided = decided?.userId === id;
	const error = fieldError(
		context,
		itemIndex,
		`'Owner' ${name} has left this HighLevel sub-account`,
		isDecided
			? `HighLevel does not list ${name} any more, and nothing was written. ${DECIDED_ANEW} Take ${name} out of the rules and teams. If they have not left, choose the same sub-account here as in Resolve Assignment.`
			: `HighLevel does not list ${name} any more, and nothing was written. Choose somebody else in 'Owner'.`,
	);
	const reason = `${name} has left this HighLevel sub-account`;
	return isDecided ? new OwnerUnusable(error, itemIndex, reason) : error;
}

function refusedOwner({ id, name, decided }: NamedOwner, error: HighLevelError): HighLevelError {
	const { message, kind, description, status, body } = error;
	const isDecided = decided?.userId === id;
	const Refusal = isDecided ? OwnerRefused : HighLevelError;
	return new Refusal(
		`'Owner' ${name} was not accepted: ${message}`,
		kind,
		`HighLevel lists ${name} as a user: look there whether they may own contacts. ${isDecided ? `${DECIDED_ANEW} ` : ''}${description}`,
		status,
		body,
	);
}
