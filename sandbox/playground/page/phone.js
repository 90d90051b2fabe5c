import { byId, element, showOptions, showRows, showText } from './elements.js';
import { ask } from './server.js';

const FIRST_NAMES = [
	...['Ada', 'Bruno', 'Chloe', 'Diego', 'Elif', 'Finn', 'Grace', 'Hugo', 'Ines', 'Jonas'],
	...['Keira', 'Luca', 'Maya', 'Noah', 'Olga', 'Paulo', 'Ruth', 'Sami'],
];
const LAST_NAMES = [
	...['Quinn', 'Costa', 'Martin', 'Ruiz', 'Kaya', 'Larsen', 'Okoye', 'Meyer', 'Rocha', 'Weber'],
	...['Walsh', 'Bianchi', 'Singh', 'Kim', 'Novak', 'Dias', 'Adler', 'Haddad'],
];
/** So many that two people rarely have the same. */
const NAMES = LAST_NAMES.flatMap((last) => FIRST_NAMES.map((first) => `${first} ${last}`));
/** Of the choice in From for what is typed below it. */
const OWN = 'own';

let state = null;
let to = '';
let sending = false;

/** @param {() => void} look shows at once what comes of it */
export function startPhone(look) {
	byId('from').onchange = () => {
		if (byId('from').value === OWN) invent();
		redraw();
	};
	byId('somebody-new').onclick = () => {
		invent();
		redraw();
		byId('text').focus();
	};
	for (const id of ['name', 'number']) byId(id).oninput = redraw;
	byId('text').onkeydown = (event) => {
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		byId('write').requestSubmit();
	};
	byId('write').onsubmit = (event) => {
		event.preventDefault();
		void send(look);
	};
}

/** @param {object} news what the server says */
export function showPhone(news) {
	const isFirst = state === null;
	state = news;
	if (isFirst) to = news.numbers[0]?.id ?? '';
	const others = writers(news);
	showOptions(
		byId('from'),
		[
			...[...news.people, ...others].map(({ name, phone }) => ({
				value: phone,
				text: name || `+${phone}`,
			})),
			{ value: OWN, text: 'Typed in below' },
		],
		isFirst ? news.people[0]?.phone : byId('from').value || OWN,
	);
	showOptions(byId('ad'), [
		{ value: '', text: 'no ad' },
		...news.ads.map(({ id, headline }) => ({ value: id, text: `the ad “${headline}”` })),
	]);
	redraw();
}

/** Those who have written and are none of the examples. */
function writers({ people, log }) {
	const known = new Set(people.map(({ phone }) => phone));
	const found = new Map();
	for (const { kind, phone, who } of log) {
		if (kind !== 'message' || known.has(phone) || found.has(phone)) continue;
		found.set(phone, { phone, name: who === `+${phone}` ? '' : who });
	}
	return [...found.values()].slice(0, 20);
}

function invent() {
	const taken = new Set([
		...state.log.map(({ who }) => who),
		...state.contacts.rows.map(({ name }) => name),
	]);
	const free = NAMES.filter((name) => !taken.has(name));
	const from = free.length > 0 ? free : NAMES;
	byId('name').value = from[Math.floor(Math.random() * from.length)];
	byId('number').value = `+1 415 555 ${1000 + Math.floor(Math.random() * 9000)}`;
	byId('from').value = OWN;
}

/** Who writes, as chosen or typed. */
function writer() {
	const chosen = byId('from').value;
	if (chosen === OWN) return { name: byId('name').value, phone: byId('number').value };
	const person = [...state.people, ...writers(state)].find(({ phone }) => phone === chosen);
	return person ?? { name: '', phone: chosen };
}

function redraw() {
	if (!state) return;
	byId('own').hidden = byId('from').value !== OWN;
	byId('to').replaceChildren(...state.numbers.map(lineButton));
	const phone = writer().phone.replace(/\D/g, '');
	const mine = state.log.filter(
		(row) => row.kind === 'message' && row.phone === phone && row.to === to,
	);
	const chat = byId('chat');
	const wasAtEnd = chat.scrollHeight - chat.scrollTop - chat.clientHeight < 40;
	showRows(chat, mine.toReversed(), bubble);
	if (mine.length === 0) chat.replaceChildren(element('p', { class: 'empty' }, greeting()));
	if (wasAtEnd) chat.scrollTop = chat.scrollHeight;
}

function greeting() {
	const line = state.numbers.find(({ id }) => id === to)?.name ?? 'this number';
	return `${writer().name || 'This person'} has not written to ${line} yet.`;
}

function lineButton({ id, name, number }) {
	const isChosen = id === to;
	return element(
		'button',
		{
			type: 'button',
			class: isChosen ? 'line chosen' : 'line',
			role: 'radio',
			'aria-checked': String(isChosen),
			onclick: () => {
				to = id;
				redraw();
			},
		},
		element('strong', {}, name),
		element('span', {}, number),
	);
}

function bubble({ text, ad, state: became, title, isRepeat }) {
	return element(
		'div',
		{ class: 'message' },
		element(
			'div',
			{ class: 'bubble' },
			ad ? element('span', { class: 'ad' }, `Ad: ${ad}`) : null,
			element('p', {}, text),
		),
		element('span', { class: `became ${became}` }, isRepeat ? 'Delivered again: ' : '', title),
	);
}

async function send(look) {
	// A second click, or Enter held down, is no second message.
	if (sending) return;
	sending = true;
	byId('send').disabled = true;
	const { name, phone } = writer();
	const sent = byId('text').value;
	const ad = byId('ad').value || null;
	const problem = await ask('/messages', { name, phone, to, text: sent, ad });
	showText(byId('write-error'), problem);
	if (problem === '') {
		if (byId('text').value === sent) byId('text').value = '';
		// Only the first message tells the ad.
		byId('ad').value = '';
	}
	sending = false;
	byId('send').disabled = false;
	byId('text').focus();
	look();
}
