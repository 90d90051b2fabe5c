import type { Touch } from '../routing/model/touch';

/** Fields of a contact that say how the person is called, or where to write to them elsewhere. */
const LEFT_OUT = ['name', 'firstName', 'lastName', 'fullName', 'username', 'email'] as const;

/** A touch as it may be kept: without what the person wrote, how they are called, and their e-mail. */
export function touchToKeep(touch: Touch): Touch {
	const { message, referral, ...rest } = touch;
	const contact = { ...touch.contact };
	delete rest.raw;
	for (const name of LEFT_OUT) delete contact[name];
	return {
		...rest,
		contact,
		...(referral && { referral: adOf(referral) }),
		...(isObject(message) && { message: aboutMessage(message) }),
	};
}

function aboutMessage({ id, type, time }: Record<string, unknown>) {
	return { id, type, time };
}

/** Without its words. */
function adOf({ sourceType, sourceId, clickId }: NonNullable<Touch['referral']>) {
	return { sourceType, sourceId, clickId };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
