import { demoTeam, type HighLevelSandbox } from '../highlevel';
import { DEMO_WABA, type InboundMessage } from '../whatsapp';
import { referralOf, WHITENING } from './ads';
import { AMELIE, DANA, HANNAH, KENJI, LENA, LIAM, OMAR, RAFAEL } from './people';

const [SALES = '', SUPPORT = ''] = DEMO_WABA.numbers.map(({ id }) => id);

/** Messages in the order in which they are sent, each with what it is to show, and the ad it is from. */
export const DEMO_MESSAGES: ReadonlyArray<
	InboundMessage & { id: string; shows: string; ad?: string }
> = [
	{
		shows: 'A rule for the line, and the first turn of its team',
		to: SALES,
		from: DANA,
		text: 'Hi! Do you still have appointments this week?',
	},
	{
		shows: 'The second turn',
		to: SALES,
		from: RAFAEL,
		text: 'Olá, quanto custa a limpeza?',
	},
	{ shows: 'The first one again', to: SALES, from: KENJI, text: 'Are you open on Sunday?' },
	{
		shows: 'A returning contact',
		to: SALES,
		from: DANA,
		text: 'Thursday would be best',
	},
	{
		shows: 'An ad',
		ad: WHITENING.headline,
		to: SALES,
		from: LENA,
		text: 'Hello! I saw your offer.',
		referral: referralOf(WHITENING),
	},
	{
		shows: 'A customer of somebody since long',
		to: SALES,
		from: AMELIE,
		text: 'Bonjour, vous êtes ouverts à Noël ?',
	},
	{ shows: 'After hours', to: SUPPORT, from: OMAR, text: 'I cannot open my invoice.' },
	{
		shows: 'Another line, the same owner',
		to: SUPPORT,
		from: RAFAEL,
		text: 'Não consigo abrir a fatura.',
	},
	{ shows: 'Not an ad any more', to: SALES, from: LENA, text: 'Is it still on?' },
].map((message, index) => ({ ...message, id: `wamid.demo-${index + 1}` }));

/** Amélie is a customer of Marcus already; Hannah and Liam are known, and nobody owns them. */
export function seedDemoContacts(highLevel: HighLevelSandbox): void {
	highLevel.contacts.seedContact({
		name: AMELIE.name,
		phone: `+${AMELIE.phone}`,
		assignedTo: demoTeam.users.marcus.id,
		tags: ['customer'],
	});
	highLevel.contacts.seedContact({
		name: HANNAH.name,
		phone: `+${HANNAH.phone}`,
		source: 'Referral by a client',
	});
	highLevel.contacts.seedContact({ name: LIAM.name, phone: `+${LIAM.phone}` });
}
