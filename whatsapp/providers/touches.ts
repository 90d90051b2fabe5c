import { z } from 'zod/v4';
import type { Touch, TouchContact } from '../../routing/model/touch';
import { toAccount } from '../accounts';
import { storable } from './cloudApi/lenient';
import type { ProviderOptions } from './provider';

/** Left out, null or of another type: the rest of the message still counts. */
export function lenient<T>(schema: z.ZodType<T>) {
	return schema.optional().catch(undefined);
}

/** What the sources know of a message. */
interface SourceMessage {
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
		text: string | null;
		/** When it was sent, seconds since 1970. */
		seconds: number | undefined;
		groupId: string | null;
	};
	referral: Touch['referral'];
}

/** The touch of a message, none when messages are not wanted. */
export function sourceTouch(
	options: ProviderOptions,
	raw: unknown,
	{ key, account, contact, replyTo, message, referral }: SourceMessage,
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
