/**
 * The forms under which one person's number may be stored, best first: as WhatsApp sends it, then
 * the form of today's numbering plan, then another one that people use. WhatsApp keeps the
 * form in which somebody registered, years ago or now. Numbers that are not all digits pass as
 * they are.
 * @param phone E.164
 */
export function storedForms(phone: string): string[] {
	return [...new Set([phone, currentForm(phone), ...otherForms(phone)])];
}

/**
 * The number in today's numbering plan, fit for a new contact: WhatsApp still has Mexican numbers
 * with the 1 that went away in 2019 and Brazilian mobiles without the ninth digit.
 */
export function currentForm(phone: string): string {
	return phone
		.replace(/^\+521(\d{10})$/, '+52$1')
		.replace(/^\+55([1-9]\d)([6-9]\d{7})$/, '+55$19$2');
}

function otherForms(phone: string): string[] {
	const mexico = /^\+52(\d{10})$/.exec(phone);
	if (mexico) return [`+521${mexico[1]}`];
	const brazil = /^\+55([1-9]\d)9([6-9]\d{7})$/.exec(phone);
	if (brazil) return [`+55${brazil[1]}${brazil[2]}`];
	// With the 9 a mobile, without it what people often type for the same mobile.
	const argentina = /^\+549(\d{10})$/.exec(phone);
	if (argentina) return [`+54${argentina[1]}`];
	return [];
}
