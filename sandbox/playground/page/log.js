import { runLink } from './contacts.js';
import { byId, element, showRows, showText, timeOf } from './elements.js';
import { ask } from './server.js';

/** @param {object} news what the server says */
export function showLog({ log, numbers, n8n }) {
	const lines = new Map(numbers.map(({ id, name }) => [id, name]));
	const rows = log.map((row) => ({ ...row, line: lines.get(row.to) ?? '' }));
	showRows(byId('log'), rows, (row) => logRow(row, n8n.url));
}

function logRow(row, n8nUrl) {
	const { at, who, line, text, ad, shows, isRepeat, state, title, detail, run } = row;
	return element(
		'div',
		{ class: 'entry', role: 'listitem' },
		element('time', {}, timeOf(at)),
		element(
			'div',
			{ class: 'what' },
			element('strong', {}, who),
			line ? element('span', { class: 'muted' }, ` to ${line} `) : ' ',
			element('span', { class: 'said' }, line ? `“${text}”` : text),
			ad ? element('span', { class: 'ad' }, `Ad: ${ad}`) : null,
			isRepeat ? element('span', { class: 'note' }, 'delivered again') : null,
			shows ? element('span', { class: 'note' }, shows) : null,
		),
		element(
			'div',
			{ class: 'result' },
			element('span', { class: `dot ${state}`, title: state }),
			element('strong', {}, title),
			element('span', { class: 'detail', title: detail }, detail),
		),
		element(
			'div',
			{ class: 'actions' },
			run ? runLink(n8nUrl, run.workflowId, run.id) : null,
			row.kind === 'message' ? againButton(row) : null,
		),
	);
}

/** WhatsApp delivers at least once, so what comes twice must change nothing. */
function againButton({ id }) {
	const button = element(
		'button',
		{ type: 'button', class: 'quiet', title: 'WhatsApp delivers the same message once more' },
		'Deliver again',
	);
	button.onclick = async () => {
		button.disabled = true;
		showText(byId('write-error'), await ask(`/messages/${encodeURIComponent(id)}/again`));
		button.disabled = false;
	};
	return button;
}
