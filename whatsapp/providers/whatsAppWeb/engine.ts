import { z } from 'zod/v4';
import { isObject, lenient, optionalText as text } from '../lenient';
import { adOnPage } from './ad';
import { contentOf, isTold, type Content } from './content';
import { textAt } from './fields';
import { typeCalled, TYPES } from './kinds';
import { addressesIn, infoSchema, keySchema, namesIn, receiverIn } from './people';

/** An address as the page has it: a text or an object. */
const addressSchema = z
	.union([z.string(), z.object({ _serialized: z.string() }).transform((one) => one._serialized)])
	.optional()
	.catch(undefined);

/** Who wrote, as the engines have it: Baileys, whatsmeow, and those that read WhatsApp's page. */
const senderSchema = z.object({
	key: lenient(keySchema),
	pushName: text,
	verifiedBizName: text,
	Info: lenient(infoSchema),
	from: addressSchema,
	author: addressSchema,
	to: addressSchema,
	notifyName: text,
	sender: lenient(z.object({ pushname: text, verifiedName: text })),
	messageTimestamp: z.unknown(),
});

/** What the engine of a gateway knows of who wrote. */
interface Sender {
	isOwn: boolean;
	/** All that names the person. */
	addresses: Array<string | undefined>;
	/** All that names who got an own message. */
	receiver: Array<string | undefined>;
	names: Array<string | undefined>;
	time: unknown;
}

/**
 * Who wrote a message.
 * @param data the engine's own message
 * @param inGroup whether it was written in a group, which then is nobody
 */
export function senderByEngine(data: unknown, inGroup: boolean): Sender {
	const found = senderSchema.safeParse(data).data;
	const { key, Info: info, from, author, sender } = found ?? {};
	return {
		isOwn: key?.fromMe === true || info?.IsFromMe === true,
		addresses: [
			...addressesIn(key, inGroup),
			info?.Sender,
			info?.SenderAlt,
			author,
			...(inGroup ? [] : [from, info?.Chat]),
		],
		receiver: [...receiverIn(key, info), found?.to],
		names: [
			found?.pushName,
			found?.notifyName,
			sender?.pushname,
			...namesIn(info),
			found?.verifiedBizName,
			sender?.verifiedName,
		],
		time: found?.messageTimestamp ?? info?.Timestamp,
	};
}

/**
 * What a message says, null when it says nothing, undefined when the engine does not tell.
 * @param data the engine's own message
 */
export function contentByEngine(data: unknown): Content | null | undefined {
	if (!isObject(data)) return undefined;
	const message = [data.message, data.Message].find(isTold);
	if (message) return contentOf(message, data);
	// What could not be decrypted, who joined a group and so on: never a message.
	if (isNotice(data.messageStubType)) return null;
	return typeof data.type === 'string' ? contentOnPage(data, data.type) : undefined;
}

/** Baileys marks notices with a number or its name; 0 is none. */
function isNotice(stub: unknown): boolean {
	return typeof stub === 'number' ? stub !== 0 : typeof stub === 'string' && stub !== 'UNKNOWN';
}

function contentOnPage(data: unknown, name: string): Content | null {
	const type = typeCalled(name);
	if (type === null) return null;
	const choiceId =
		textAt(data, 'listResponse.singleSelectReply.selectedRowId') ??
		textAt(data, 'selectedButtonId');
	return {
		type: TYPES.has(type) ? type : 'unknown',
		text: textAt(data, 'listResponse.title') ?? choiceId,
		referral: adOnPage(data),
		...(choiceId !== null && { choiceId }),
	};
}
