import { VERSION, type HighLevelRequest } from '../client';
import { path } from '../path';
import type { Scope } from '../scopes';
import { DAY } from '../../routing/model/durations';
import type { Feature } from './features';

/** What the requests that find out about permissions are about. */
export interface ProbedPlace {
	locationId: string;
	/** Somebody of the sub-account; null when nobody is known. */
	userId: string | null;
	/** Milliseconds since 1970. */
	now: number;
}

/** Why a token should be allowed something, and how that is found out. */
export interface Permission {
	/** What goes wrong without it, to stand after what it lacks. */
	without: string;
	/** Who needs it: everybody; nobody, though it is better to have it; or who uses a feature. */
	neededBy: 'everybody' | 'nobody' | Feature;
	/**
	 * A request that reads and needs just this permission; null when there is none, because HighLevel
	 * tells only those who write, or because it has to be asked about somebody.
	 */
	probe: (place: ProbedPlace) => HighLevelRequest | null;
}

const cannotBeSeen = () => null;

/** Every permission that a node of this package may need. */
export const PERMISSIONS = {
	'contacts.readonly': {
		without: 'contacts cannot be looked up, so nothing is assigned',
		neededBy: 'everybody',
		probe: ({ locationId }) => ({
			...{ method: 'POST', path: path`/contacts/search`, version: VERSION, repeatable: true },
			body: { locationId, pageLimit: 1 },
		}),
	},
	'contacts.write': {
		without: 'owners cannot be written, so nothing is assigned',
		neededBy: 'everybody',
		probe: cannotBeSeen,
	},
	'users.readonly': {
		without: 'nobody can be chosen, so nothing is assigned',
		neededBy: 'everybody',
		probe: ({ locationId }) => ({
			...read(path`/users/`, VERSION),
			query: { locationId },
		}),
	},
	'locations.readonly': {
		without:
			'the name and the time zone of the sub-account stay unknown, and who has left is noticed later',
		neededBy: 'nobody',
		probe: ({ locationId }) => read(path`/locations/${locationId}`, VERSION),
	},
	'locations/tags.readonly': {
		without: 'lists of tags stay empty',
		neededBy: 'tagList',
		probe: ({ locationId }) => read(path`/locations/${locationId}/tags`, VERSION),
	},
	'locations/customFields.readonly': {
		without: 'the list of custom fields stays empty',
		neededBy: 'receiptField',
		probe: ({ locationId }) => ({
			...read(path`/locations/${locationId}/customFields`, VERSION),
			query: { model: 'contact' },
		}),
	},
	'opportunities.readonly': {
		without:
			'pipelines cannot be chosen, open opportunities not found, and results not read for reports',
		neededBy: 'opportunities',
		probe: ({ locationId }) => ({
			...read(path`/opportunities/pipelines`, VERSION),
			query: { locationId },
		}),
	},
	'opportunities.write': {
		without: 'opportunities can be neither created nor moved',
		neededBy: 'opportunities',
		probe: cannotBeSeen,
	},
	'calendars.readonly': {
		without: 'working hours cannot be read',
		neededBy: 'workingHours',
		probe: ({ locationId, userId }) =>
			userId === null
				? null
				: {
						...read(path`/calendars/schedules/search`, '2021-04-15'),
						query: { locationId, userId, limit: '1' },
					},
	},
	'calendars/events.readonly': {
		without: 'blocked time cannot be read',
		neededBy: 'timeAway',
		probe: ({ locationId, userId, now }) =>
			userId === null
				? null
				: {
						...read(path`/calendars/blocked-slots`, '2021-04-15'),
						query: { locationId, userId, startTime: String(now), endTime: String(now + DAY) },
					},
	},
	'conversations.readonly': {
		without: 'unread conversations cannot be counted',
		neededBy: 'unread',
		probe: ({ locationId }) => ({
			...read(path`/conversations/search`, '2021-04-15'),
			query: { locationId, limit: '1' },
		}),
	},
	'conversations/message.readonly': {
		without:
			'it cannot be seen in HighLevel whether somebody answered, so no contact goes on to somebody else',
		neededBy: 'answers',
		probe: ({ locationId, now }) => ({
			...read(path`/conversations/messages/export`, '2021-04-15'),
			query: { locationId, limit: '10', startDate: new Date(now).toISOString() },
		}),
	},
	'conversations/message.write': {
		without: 'nobody can be mentioned in a comment',
		neededBy: 'mention',
		probe: cannotBeSeen,
	},
} satisfies Record<Scope, Permission>;

function read(
	asked: HighLevelRequest['path'],
	version: HighLevelRequest['version'],
): HighLevelRequest {
	return { method: 'GET', path: asked, version, repeatable: true };
}
