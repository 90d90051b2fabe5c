import { demoTeam, type HighLevelSandbox } from '../highlevel';
import type { GraphSandbox, InboundMessage } from '../whatsapp';

const DANA = { phone: '14155550117', userId: 'US.84720193655102938471', name: 'Dana Whitlock' };
const RAFAEL = { phone: '5511987650022', userId: 'BR.30918273645509182736', name: 'Rafael Lima' };
const AMELIE = { phone: '33612345678', userId: 'FR.55120938471620193847', name: 'Amélie Laurent' };

/** Ten messages from three people to the two accounts, in the order in which they are sent. */
export function demoMessages(graph: GraphSandbox): InboundMessage[] {
	const [sales = '', support = ''] = graph.wabas[0]?.numbers.map(({ id }) => id) ?? [];
	return [
		{ to: sales, from: DANA, text: 'Hi! Do you still have appointments this week?' },
		{ to: sales, from: DANA, text: 'Thursday would be best.' },
		{ to: support, from: RAFAEL, text: 'Não consigo abrir a fatura.' },
		{ to: sales, from: AMELIE, text: 'Bonjour, vous êtes ouverts à Noël ? 🎄' },
		{ to: support, from: DANA, text: 'My invoice is wrong.' },
		{ to: sales, from: RAFAEL, text: 'Quanto custa a limpeza?' },
		{ to: support, from: AMELIE, text: 'Merci !' },
		{ to: support, from: RAFAEL, text: 'Obrigado 🙏' },
		{ to: sales, from: DANA, text: 'See you on Thursday 👋' },
		{ to: sales, from: AMELIE, text: 'À bientôt' },
	].map((message, index) => ({ ...message, id: `wamid.demo-${index + 1}` }));
}

/** Amélie is a customer already, and Marcus looks after her. */
export function seedDemoContacts(highLevel: HighLevelSandbox): void {
	highLevel.contacts.seedContact({
		name: AMELIE.name,
		phone: `+${AMELIE.phone}`,
		assignedTo: demoTeam.users.marcus.id,
		tags: ['customer'],
	});
}
