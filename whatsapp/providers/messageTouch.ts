import type { Touch, TouchContact } from '../../routing/model/touch';
import { toAccount } from '../accounts';
import { storable } from './lenient';
import type { ReadOptions } from './provider';

/** What a provider knows of a message. */
interface ProviderMessage {
	key: string;
	/** `name`: what the provider calls the account. */
	account: { id: string; number: string | null; name: string | null };
	contact: TouchContact;
	/** What the provider takes as the receiver of an answer. */
	replyTo: string | null;
	message: {
		id: string;
		/** In Meta's words. */
		type: string;
		/** The message that it is about. */
		originalId?: string;
		text: string | null;
		/** When it was sent, seconds since 1970. */
		seconds: number | undefined;
		groupId: string | null;
	};
	referral: Touch['referral'];
}

/** The touch of a message, none when messages are not wanted. */
export function messageTouch(
	options: ReadOptions,
	raw: unknown,
	{ key, account, contact, replyTo, message, referral }: ProviderMessage,
): Touch[] {
	if (!options.events.has('message')) return [];
	const { seconds, groupId, ...content } = message;
	const name = options.accountName ?? account.name ?? undefined;
	const sent = new Date((seconds ?? Number.NaN) * 1000);
	return [
		{
			key,
			event: 'message',
			account: toAccount(account.id, account.number ?? undefined, name, options.tagPrefix),
			contact: { ...contact, replyTo },
			message: {
				...content,
				time: Number.isNaN(sent.getTime()) ? null : sent.toISOString(),
				...(groupId !== null && { groupId }),
			},
			referral: referral ?? null,
			...(options.includeRaw && { raw: storable(raw) }),
		},
	];
}
