import { refreshFresh, showContacts, startContacts } from './contacts.js';
import { byId, showLink, showText } from './elements.js';
import { showLog } from './log.js';
import { showPhone, startPhone } from './phone.js';
import { newState } from './server.js';
import { showWorkflows, startWorkflows } from './workflows.js';

const PAUSE_MS = 600;
/** So often in a row nobody answered: it is no coincidence. */
const SILENT = 2;

let failures = 0;
let waiting = null;

/** Shows what has changed, now and again and again. */
async function look() {
	clearTimeout(waiting);
	try {
		const state = await newState(byId('find').value);
		if (state) show(state);
		failures = 0;
	} catch {
		failures += 1;
	}
	if (failures >= SILENT) {
		showText(
			byId('banner'),
			'The playground has ended. Run npm start again, then reload this page.',
		);
	} else if (failures === 0 && byId('banner').dataset.text !== undefined) {
		showText(byId('banner'), byId('banner').dataset.text);
	}
	refreshFresh();
	waiting = setTimeout(look, PAUSE_MS);
}

function show(state) {
	showN8n(state.n8n);
	showPhone(state);
	showWorkflows(state);
	showContacts(state);
	showLog(state);
}

const N8N = {
	null: ['n8n is being asked', 'pill'],
	true: ['n8n is running', 'pill good'],
	false: ['n8n does not answer', 'pill bad'],
};

function showN8n({ url, isReachable, login }) {
	const [words, look] = N8N[isReachable];
	const state = byId('n8n-state');
	if (state.textContent !== words) state.textContent = words;
	state.className = look;
	showLink(byId('n8n-link'), url);
	byId('login-email').textContent = login.email;
	byId('login-password').textContent = login.password;
	byId('banner').dataset.text =
		isReachable === false
			? 'n8n does not answer. WhatsApp tries again for a while. What is shown of n8n is from before.'
			: '';
}

for (const id of ['login-email', 'login-password']) {
	byId(id).onclick = () => navigator.clipboard.writeText(byId(id).textContent);
}
startPhone(look);
startWorkflows(look);
startContacts(look);
void look();
