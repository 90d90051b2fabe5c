import { byId, element, face, showOptions, showRows, showText } from './elements.js';
import { ask } from './server.js';

/** How long something counts as just now. */
const FRESH_MS = 6_000;

let lookAtOnce = () => {};

/** @param {() => void} look shows at once what comes of it */
export function startContacts(look) {
	lookAtOnce = look;
	byId('find').oninput = look;
}

/** @param {object} news what the server says */
export function showContacts({ contacts, n8n }) {
	const { total, found, rows } = contacts;
	const list = byId('contacts');
	const first = list.firstElementChild?.dataset.id;
	const count = found === total ? `${total}` : `${found} of ${total}`;
	byId('contact-count').textContent =
		rows.length < found ? `${count}, the latest ${rows.length} are shown` : count;
	showRows(list, rows, (row) => contactRow(row, n8n.url));
	// What has just changed is on top, and nobody should have to look for it.
	if (list.firstElementChild?.dataset.id !== first && !list.contains(document.activeElement)) {
		list.parentElement.scrollTop = 0;
	}
	showText(
		byId('no-contacts'),
		rows.length > 0 ? '' : total === 0 ? 'Nobody yet. Send a message.' : 'Nobody found.',
	);
	refreshFresh();
}

/** Lights up what has just changed, and lets it fade. */
export function refreshFresh() {
	const now = Date.now();
	for (const row of byId('contacts').children) {
		const isChanged = now - Number(row.dataset.changedAt) < FRESH_MS;
		const isDecided = now - Number(row.dataset.decidedAt) < FRESH_MS;
		row.classList.toggle('fresh', isChanged || isDecided);
		const words = isChanged ? 'changed just now' : isDecided ? 'decided just now' : '';
		showText(row.querySelector('.news'), words);
	}
}

function contactRow(row, n8nUrl) {
	const made = element(
		'div',
		{ class: 'row', role: 'listitem' },
		element(
			'div',
			{ class: 'who' },
			element('strong', {}, row.name || row.phone || 'No name'),
			element('span', { class: 'muted' }, row.phone, row.place ? ` · ${row.place}` : ''),
			element('span', { class: 'news', hidden: true }),
		),
		element('div', { class: 'owner' }, face(row.owner?.name ?? '–'), ownerSelect(row)),
		element('div', { class: 'why' }, ...why(row, n8nUrl)),
		element('div', { class: 'tags' }, ...row.tags.map(tagChip), tagInput(row)),
	);
	made.dataset.changedAt = row.changedAt;
	made.dataset.decidedAt = row.decidedAt;
	return made;
}

function why({ decision, byHand, owner }, n8nUrl) {
	const done = owner ? 'set' : 'taken off';
	const hand = byHand ? element('p', {}, `The owner was ${done} by hand in HighLevel.`) : null;
	if (!decision) {
		const words = owner ? 'Was so before anything was decided.' : 'Nothing was decided yet.';
		return [hand ?? element('p', { class: 'muted' }, words)];
	}
	const before = byHand ? 'Before: ' : '';
	return [
		hand,
		element('p', { class: byHand ? 'muted' : '' }, `${before}${decision.why}`),
		element(
			'span',
			{ class: 'facts' },
			element('span', { class: `outcome ${decision.outcome}` }, decision.outcome),
			element('span', { class: 'rule' }, decision.rule ? `Rule: ${decision.rule}` : ''),
			element('span', { class: 'kept' }, keptWords(decision.keptSince)),
			runLink(n8nUrl, decision.workflowId, decision.runId),
		),
	].filter(Boolean);
}

function keptWords(times) {
	if (times === 0) return '';
	return times === 1 ? 'kept once since' : `kept ${times} times since`;
}

/** Leads to a run in n8n. */
export function runLink(n8nUrl, workflowId, runId) {
	return element(
		'a',
		{
			class: 'quiet',
			target: '_blank',
			rel: 'noopener',
			href: `${n8nUrl}/workflow/${encodeURIComponent(workflowId)}/executions/${encodeURIComponent(runId)}`,
		},
		'Open run',
	);
}

function ownerSelect({ id, name, owner, users }) {
	const isListed = users.some((user) => user.id === owner?.id);
	const select = element('select', { 'aria-label': `Owner of ${name}` });
	showOptions(
		select,
		[
			{ value: '', text: 'Nobody' },
			...(owner && !isListed ? [{ value: owner.id, text: owner.name }] : []),
			...users.map((user) => ({ value: user.id, text: user.name })),
		],
		owner?.id ?? '',
	);
	select.onchange = () => {
		select.blur();
		void change(`/contacts/${id}/owner`, { userId: select.value || null });
	};
	return select;
}

const tagChip = (tag) => element('span', { class: 'tag', title: tag }, tag);

function tagInput({ id, name }) {
	const input = element('input', {
		class: 'add-tag',
		placeholder: '+ tag',
		title: 'Enter adds it',
		maxLength: 100,
		'aria-label': `Add a tag to ${name}`,
	});
	const add = () => {
		const tag = input.value.trim();
		input.value = '';
		input.blur();
		if (tag !== '') void change(`/contacts/${id}/tags`, { tag });
	};
	input.onkeydown = (event) => {
		if (event.key === 'Enter' && !event.isComposing) add();
		if (event.key === 'Escape') input.value = '';
	};
	return input;
}

async function change(path, body) {
	showText(byId('contact-error'), await ask(path, body));
	lookAtOnce();
}
