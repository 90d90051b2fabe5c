import type { Touch } from '../routing/model/touch';
import type { Secrets } from './secrets';

/** Fields of a contact that say how the person is called. */
const NAMES = ['name', 'firstName', 'lastName', 'fullName', 'username'] as const;

/** A touch as it is kept: encrypted, without what the person wrote and how they are called. */
export function sealTouch(secrets: Secrets, touch: Touch): string {
	const { raw: _raw, message, referral, ...rest } = touch;
	const contact = { ...touch.contact };
	for (const name of NAMES) delete contact[name];
	const kept = {
		...rest,
		contact,
		...(referral && { referral: adOf(referral) }),
		...(isObject(message) && { message: aboutMessage(message) }),
	} satisfies Touch;
	return secrets.seal(JSON.stringify(kept));
}

export function openTouch(secrets: Secrets, sealed: string): Touch {
	return JSON.parse(secrets.open(sealed)) as Touch;
}

function aboutMessage({ id, type, time }: Record<string, unknown>) {
	return { id, type, time };
}

/** Without its words, which the person may have written. */
function adOf({ sourceType, sourceId, clickId }: NonNullable<Touch['referral']>) {
	return { sourceType, sourceId, clickId };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
