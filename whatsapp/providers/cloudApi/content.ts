import { z } from 'zod/v4';
import { messageText } from './messageText';
import { isObject, optionalText, optionalTime, type Json } from '../lenient';
import { toIsoTime } from '../../time';
import { cleanText } from '../../words';

export const messageSchema = z.looseObject({
	id: z.string().min(1),
	type: z.string().catch('unknown'),
	timestamp: optionalTime,
	group_id: optionalText,
	errors: z.array(z.unknown()).optional().catch(undefined),
	context: z
		.looseObject({
			id: optionalText,
			from: optionalText,
			forwarded: z.boolean().optional().catch(undefined),
			frequently_forwarded: z.boolean().optional().catch(undefined),
			referred_product: z
				.looseObject({ catalog_id: optionalText, product_retailer_id: optionalText })
				.optional()
				.catch(undefined),
		})
		.optional()
		.catch(undefined),
});
type AnyMessage = z.infer<typeof messageSchema>;

const originalSchema = z.object({ original_message_id: optionalText, message_id: optionalText });

/** The part `message` of a touch, for a message in either direction. */
export function toMessage(message: AnyMessage): Json {
	const { id, type, timestamp, group_id: groupId, errors, context } = message;
	const own = Object.hasOwn(message, type) && isObject(message[type]) ? message[type] : undefined;
	const original = originalSchema.safeParse(own).data;
	const originalId = original?.original_message_id ?? original?.message_id;
	return {
		id,
		type,
		text: textOf(message, own),
		time: toIsoTime(timestamp),
		...(groupId && { groupId }),
		...(originalId && { originalId }),
		...(context && { context: toContext(context) }),
		...(own && type !== 'text' && { content: withoutLink(own) }),
		// Cards are a list, not an object.
		...(type === 'contacts' && { content: message.contacts }),
		...(errors && { errors }),
	};
}

/** An edit brings the message as it reads now. */
function textOf(message: AnyMessage, own: Json | undefined): string | null {
	const now = message.type === 'edit' ? own?.message : message;
	const text = isObject(now) ? messageText(now) : null;
	return text === null ? null : cleanText(text);
}

/** Links to media are valid for about five minutes; the ID is what lasts. */
function withoutLink(own: Json): Json {
	if (!('sha256' in own)) return own;
	return Object.fromEntries(Object.entries(own).filter(([name]) => name !== 'url'));
}

function toContext(context: NonNullable<AnyMessage['context']>): Json {
	const product = context.referred_product;
	return {
		messageId: context.id ?? null,
		from: context.from ?? null,
		forwarded: (context.forwarded || context.frequently_forwarded) ?? false,
		frequentlyForwarded: context.frequently_forwarded ?? false,
		...(product && {
			product: {
				catalogId: product.catalog_id ?? null,
				retailerId: product.product_retailer_id ?? null,
			},
		}),
	};
}
