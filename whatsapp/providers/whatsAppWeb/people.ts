import { z } from 'zod/v4';
import type { TouchContact } from '../../../routing/model/touch';
import { cleanName } from '../../words';
import { lenient, optionalText as text } from '../lenient';
import { personWith } from '../person';
import { readAddress } from './address';

/** The key of a message as Baileys has it, versions 6 and 7. */
export const keySchema = z.object({
	id: text,
	remoteJid: text,
	/** The same person by number where `remoteJid` hides it, or the other way round. */
	remoteJidAlt: text,
	/** What Evolution API replaced by the number. */
	previousRemoteJid: text,
	senderPn: text,
	senderLid: text,
	fromMe: lenient(z.boolean()),
	/** In a group: who wrote. */
	participant: text,
	participantAlt: text,
	participantPn: text,
	participantLid: text,
});
type Key = z.infer<typeof keySchema>;

/** What whatsmeow knows of a message. */
export const infoSchema = z.object({
	ID: text,
	Chat: text,
	Sender: text,
	/** The same person by number where `Sender` hides it, or the other way round. */
	SenderAlt: text,
	/** The same for who got an own message. */
	RecipientAlt: text,
	IsFromMe: lenient(z.boolean()),
	PushName: text,
	VerifiedName: lenient(z.object({ Details: lenient(z.object({ verifiedName: text })) })),
	Timestamp: lenient(z.union([z.string(), z.number()])),
});
export type Info = z.infer<typeof infoSchema>;

/** All that names who wrote, as Baileys has it. */
export function addressesIn(key: Key | undefined, inGroup: boolean): Array<string | undefined> {
	if (!key) return [];
	const { participant, participantAlt, participantPn, participantLid, senderPn, senderLid } = key;
	const writer = [participant, participantAlt, participantPn, participantLid, senderPn, senderLid];
	// In a group the chat is nobody.
	return inGroup ? writer : [...chatIn(key), ...writer];
}

/** All that names who got an own message, as Baileys and whatsmeow have it. */
export function receiverIn(
	key: Key | undefined,
	info: Info | undefined,
): Array<string | undefined> {
	return [...(key ? chatIn(key) : []), info?.Chat, info?.RecipientAlt];
}

function chatIn(key: Key): Array<string | undefined> {
	return [key.remoteJid, key.remoteJidAlt, key.previousRemoteJid];
}

/**
 * The person behind addresses of WhatsApp Web.
 * @param addresses all that name the person; the first of each kind counts
 * @param names what they call themselves; the first counts
 */
export function personOf(
	addresses: ReadonlyArray<string | undefined>,
	names: ReadonlyArray<string | undefined>,
): TouchContact {
	const read = addresses.map(readAddress);
	const phone = read.find((address) => address?.kind === 'person')?.phone ?? null;
	const hidden = read.find((address) => address?.kind === 'hidden')?.id ?? null;
	return personWith(phone, hidden, names.find(isName));
}

/** Some gateways write the number or the hidden ID where they know no name. */
const NO_NAME = /^\+?[\d\s()-]{7,}$|@(?:s\.whatsapp\.net|c\.us|lid)$/;

function isName(given: string | undefined): boolean {
	const name = cleanName(given);
	return name !== null && !NO_NAME.test(name);
}

/** What people call themselves, as whatsmeow has it; of a business, the name that WhatsApp checked. */
export function namesIn(info: Info | undefined): Array<string | undefined> {
	return [info?.PushName, info?.VerifiedName?.Details?.verifiedName];
}
