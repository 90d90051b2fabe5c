/** Somebody who writes. */
export interface DemoPerson {
	/** Digits only, with country code. */
	phone: string;
	userId: string;
	name: string;
}

export const DANA: DemoPerson = {
	phone: '14155550117',
	userId: 'US.84720193655102938471',
	name: 'Dana Whitlock',
};
export const RAFAEL: DemoPerson = {
	phone: '5511987650022',
	userId: 'BR.30918273645509182736',
	name: 'Rafael Lima',
};
export const KENJI: DemoPerson = {
	phone: '819012345678',
	userId: 'JP.61029384756601928374',
	name: 'Kenji Mori',
};
export const LENA: DemoPerson = {
	phone: '4915123456789',
	userId: 'DE.70192837465510293847',
	name: 'Lena Vogt',
};
export const AMELIE: DemoPerson = {
	phone: '33612345678',
	userId: 'FR.55120938471620193847',
	name: 'Amélie Laurent',
};
export const OMAR: DemoPerson = {
	phone: '971501234567',
	userId: 'AE.81726354409918273645',
	name: 'Omar Haddad',
};

export const HANNAH: DemoPerson = {
	phone: '4915112345670',
	userId: 'DE.41827360594817263549',
	name: 'Hannah Brandt',
};
export const LIAM: DemoPerson = {
	phone: '14155550142',
	userId: 'US.19283746550912837465',
	name: 'Liam Ortega',
};

/** In the order in which they write in the demo. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [DANA, RAFAEL, KENJI, LENA, AMELIE, OMAR];

/** HighLevel knows them, and they do not write in the demo. */
export const KNOWN_PEOPLE: readonly DemoPerson[] = [HANNAH, LIAM];
