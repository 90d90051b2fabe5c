import type { Touch } from '../../routing/model/touch';
import { whereabouts } from '../../whatsapp/phone';
import type { KnownContact, ToMove } from './contactsFound';
import type { Work } from './parameters/work';

/** How far the work is when a contact is given out. */
interface Progress {
	run: string;
	about: string;
	/** 1 for the first contact of the work, however often it was interrupted. */
	number: number;
	of: number;
	doneBefore: number;
	/** Lower case. */
	tagPrefix: string;
}

/** The touch of a contact that is to move: the form in which triggers tell of messages. */
export function touchOf(work: Work, { contact, key, handBack }: ToMove, progress: Progress): Touch {
	const { run, about, number, of, doneBefore, tagPrefix } = progress;
	const from = handBack?.from ?? ('from' in work ? work.from : null);
	const to = handBack?.to ?? null;
	return {
		// First, so that the editor shows it without scrolling.
		reassign: {
			kind: work.kind,
			number,
			of,
			doneBefore,
			from: from && { ...from },
			to: to && { ...to },
			until: work.kind === 'handOver' ? work.until.toISO() : null,
			handOver: handBack?.handOver.id ?? null,
			run,
			about,
		},
		preview: work.preview,
		key,
		event: 'reassign',
		account: accountOf(work, contact, tagPrefix),
		contact: contactOf(contact),
		excludedUsers: 'from' in work ? [work.from.id] : [],
	};
}

function contactOf(contact: KnownContact): Touch['contact'] {
	if (!('tags' in contact)) return { id: contact.contactId };
	const { contactId: id, phone, name, tags, source, ownerId } = contact;
	const { attributionSource, lastAttributionSource } = contact;
	return {
		id,
		phone,
		name,
		...whereabouts(phone, null, contact.country),
		source,
		tags,
		ownerId,
		// Left out where the search does not show it, so that who needs it asks.
		...(attributionSource && { attributionSource }),
		...(lastAttributionSource && { lastAttributionSource }),
		existed: true,
	};
}

/**
 * The account of a contact, as its tag tells: the ID at Meta is known to the ledger at most, and the
 * name comes out as it is spelt in the tag. Nobody's when it has the tags of several.
 */
function accountOf(work: Work, contact: KnownContact, tagPrefix: string): Touch['account'] {
	const tagged = 'tags' in contact ? contact.tags : [];
	const own = tagged.filter((tag) => tagPrefix !== '' && tag.toLowerCase().startsWith(tagPrefix));
	const tag = work.kind === 'account' ? work.tag : own.length === 1 ? own[0] : undefined;
	if (tag === undefined) return null;
	const id = work.kind === 'account' ? work.accountId : '';
	const name = tag.toLowerCase().startsWith(tagPrefix) ? tag.slice(tagPrefix.length) : tag;
	return { id, number: null, name: name.replaceAll('-', ' '), tag };
}
