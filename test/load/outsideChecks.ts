import type { HighLevelSandbox } from '../../sandbox/highlevel';
import type { Sent, Writer } from './messages';
import { MEMBERS } from './workflow';

/** What must hold after a run, and whether it does. */
export interface Check {
	check: string;
	holds: boolean;
	/** What was found, with an example when it does not hold. */
	found: string;
}

/** What n8n answers between opening its database and knowing its webhooks. */
const STARTING_UP = 'n8n is starting up';

/** All that can be seen from outside: at WhatsApp and in HighLevel. */
export function checkOutside(
	sent: readonly Sent[],
	writers: readonly Writer[],
	highLevel: HighLevelSandbox,
): Check[] {
	return [
		everyMessageAccepted(sent),
		noneConfirmedUnread(sent),
		oneContactAndOwnerEach(writers, highLevel),
		neverTwoOwners(highLevel),
		fairWithinOne(writers, highLevel),
	];
}

/** The owner of a person in HighLevel, undefined when there is no contact or no owner. */
export function ownerOf(highLevel: HighLevelSandbox, { phone }: Writer): string | undefined {
	return highLevel.contacts.byPhone(`+${phone}`)[0]?.assignedTo ?? undefined;
}

/** How many of these people each member of the team owns, in the order of the members. */
function sharesOf(writers: readonly Writer[], highLevel: HighLevelSandbox): number[] {
	const owners = writers.map((writer) => ownerOf(highLevel, writer));
	return MEMBERS.map(({ id }) => owners.filter((owner) => owner === id).length);
}

function everyMessageAccepted(sent: readonly Sent[]): Check {
	const lost = sent.filter(({ delivery }) => delivery.outcome !== 'accepted');
	return trueOfAll('Every message was accepted in the end', lost.length, sent.length, () => {
		const [first] = lost;
		const last = first?.delivery.attempts.at(-1);
		return `${first?.message.id} ${first?.delivery.outcome}: ${last?.status ?? last?.error} ${last?.answer ?? ''}`;
	});
}

function noneConfirmedUnread(sent: readonly Sent[]): Check {
	const unread = sent.filter(({ delivery }) =>
		delivery.attempts.some(
			({ status, answer, duplicate }) =>
				status === 200 && !duplicate && answer?.includes(STARTING_UP),
		),
	);
	return trueOfAll(
		'No message was confirmed by an n8n that was still starting',
		unread.length,
		sent.length,
		() => `${unread[0]?.message.id}`,
	);
}

function oneContactAndOwnerEach(writers: readonly Writer[], highLevel: HighLevelSandbox): Check {
	const team: string[] = MEMBERS.map(({ id }) => id);
	const wrong = writers.filter(({ phone }) => {
		const contacts = highLevel.contacts.byPhone(`+${phone}`);
		return contacts.length !== 1 || !team.includes(contacts[0]?.assignedTo ?? '');
	});
	const others = highLevel.contacts.all().length - writers.length;
	if (wrong.length === 0 && others > 0) {
		return {
			check: 'Every person has one contact with one owner',
			holds: false,
			found: `${others} contacts of people who never wrote`,
		};
	}
	return trueOfAll(
		'Every person has one contact with one owner',
		wrong.length,
		writers.length,
		() => {
			const contacts = highLevel.contacts.byPhone(`+${wrong[0]?.phone}`);
			return `+${wrong[0]?.phone} has ${contacts.length} contacts, owner ${contacts[0]?.assignedTo}`;
		},
	);
}

/** Every request counts, whether HighLevel carried it out or not: the client cannot know that. */
function neverTwoOwners(highLevel: HighLevelSandbox): Check {
	const owners = new Map<string, Set<string>>();
	for (const { method, path, body } of highLevel.requests) {
		if (method === 'GET' || !hasOwner(body)) continue;
		const id = /^\/contacts\/([^/]+)$/.exec(path)?.[1];
		const phone = body.phone ?? (id && highLevel.contacts.get(id)?.phone) ?? path;
		owners.set(phone, (owners.get(phone) ?? new Set()).add(body.assignedTo));
	}
	const two = [...owners].filter(([, written]) => written.size > 1);
	return trueOfAll(
		'No contact was ever written with two different owners',
		two.length,
		owners.size,
		() => `${two[0]?.[0]}: ${[...(two[0]?.[1] ?? [])].join(', ')}`,
	);
}

function hasOwner(body: unknown): body is { assignedTo: string; phone?: string } {
	return (
		typeof body === 'object' &&
		body !== null &&
		'assignedTo' in body &&
		typeof body.assignedTo === 'string'
	);
}

function fairWithinOne(writers: readonly Writer[], highLevel: HighLevelSandbox): Check {
	const shares = sharesOf(writers, highLevel);
	return {
		check: 'The members have the same number of contacts, give or take one',
		holds: Math.max(...shares) - Math.min(...shares) <= 1,
		found: MEMBERS.map(({ firstName }, index) => `${firstName} ${shares[index]}`).join(', '),
	};
}

/** Whether something is true of all, as it must be. */
export function trueOfAll(check: string, wrong: number, of: number, example: () => string): Check {
	if (wrong === 0) return { check, holds: of > 0, found: `true of all ${of}` };
	return { check, holds: false, found: `not true of ${wrong} of ${of}, e.g. ${example()}` };
}
