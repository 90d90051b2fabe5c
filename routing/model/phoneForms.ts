// One person's number has several forms where numbering plans changed, and WhatsApp keeps the form
// in which somebody registered, years ago or now. Numbers in another form than +digits pass as they
// are. Sources: ITU national numbering plans (MX 2019, BR 2016, CI 2021, BJ 2024); the operators of
// Ivory Coast as libphonenumber lists them.

/**
 * The forms under which one person's number may be stored, best first: as WhatsApp sends it, then
 * the form of today's numbering plan, then another one that people use.
 * @param phone E.164
 */
export function storedForms(phone: string): string[] {
	return [...new Set([phone, currentForm(phone), ...otherForms(phone)])];
}

/**
 * The number in today's numbering plan, fit for a new contact: WhatsApp still has Mexican numbers
 * with the 1 that went away in 2019, Brazilian mobiles without the ninth digit, and the eight digits
 * that Ivory Coast and Benin had.
 */
export function currentForm(phone: string): string {
	return (
		phone
			.replace(/^\+521(\d{10})$/, '+52$1')
			.replace(/^\+55([1-9]\d)([6-9]\d{7})$/, '+55$19$2')
			// The second digit tells the operator; numbers that begin with 2 or 3 were landlines.
			.replace(/^\+225([04-9][0-3]\d{6})$/, '+22501$1')
			.replace(/^\+225([04-9][4-6]\d{6})$/, '+22505$1')
			.replace(/^\+225([04-9][7-9]\d{6})$/, '+22507$1')
			.replace(/^\+229(\d{8})$/, '+22901$1')
	);
}

/**
 * One key for all forms of a person's number: today's form, and Argentine mobiles without the 9 that
 * only callers from abroad add. An Argentine number is given out once, for a landline or a mobile.
 */
export function phoneKey(phone: string): string {
	return currentForm(phone).replace(/^\+549(\d{10})$/, '+54$1');
}

/** How numbers of accounts compare: `+1 (202) 555-0143`, `0012025550143` and `12025550143` are one. */
export function phoneDigits(text: string): string {
	return text.replace(/\D/g, '').replace(/^00/, '');
}

/**
 * Everything that a ledger may know a person's number by, its key first. The other forms are for
 * people whom a ledger got to know when it took each form for a number of its own.
 */
export function knownForms(phone: string): string[] {
	return [...new Set([phoneKey(phone), ...storedForms(phone)])];
}

function otherForms(phone: string): string[] {
	const mexico = /^\+52(\d{10})$/.exec(phone);
	if (mexico) return [`+521${mexico[1]}`];
	const brazil = /^\+55([1-9]\d)9([6-9]\d{7})$/.exec(phone);
	if (brazil) return [`+55${brazil[1]}${brazil[2]}`];
	// With the 9 a mobile, without it what people often type for the same mobile.
	const argentina = /^\+549(\d{10})$/.exec(phone);
	if (argentina) return [`+54${argentina[1]}`];
	const older = /^\+(225(?=0[157])|229(?=01))\d\d(\d{8})$/.exec(phone);
	return older && currentForm(`+${older[1]}${older[2]}`) === phone
		? [`+${older[1]}${older[2]}`]
		: [];
}
