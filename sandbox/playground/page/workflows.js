import { byId, element, showLink, showOptions, showText } from './elements.js';
import { ask } from './server.js';

let state = null;
let busy = false;

/** @param {() => void} look shows at once what comes of it */
export function startWorkflows(look) {
	byId('choice').onchange = redraw;
	byId('publish').onclick = async () => {
		if (busy) return;
		busy = true;
		showText(byId('publish-error'), '');
		redraw();
		const problem = await ask('/publish', { slug: byId('choice').value });
		showText(byId('publish-error'), problem);
		busy = false;
		redraw();
		look();
	};
}

/** @param {object} news what the server says */
export function showWorkflows(news) {
	const before = published(state);
	state = news;
	const now = published(news);
	const { choices } = news.workflows;
	showOptions(
		byId('choice'),
		choices.map(({ slug, name, summary }) => ({ value: slug, text: `${name} – ${summary}` })),
		// Another window may have published another one.
		now && now.slug !== before?.slug ? now.slug : byId('choice').value || choices[0]?.slug,
	);
	redraw();
}

/** The choice that is published, if one is. */
const published = (of) => of?.workflows.choices.find(({ isPublished }) => isPublished);

function redraw() {
	if (!state) return;
	const { choices, published: all, busyWith } = state.workflows;
	const chosen = choices.find(({ slug }) => slug === byId('choice').value) ?? choices[0];
	const isBusy = busy || busyWith !== null;
	const others = all.filter(({ id }) => id !== chosen.id);
	const isAlone = chosen.isPublished && others.length === 0;
	const button = byId('publish');
	button.disabled = isBusy || isAlone;
	const word = isAlone ? 'Published' : 'Publish';
	const words = isBusy ? 'Publishing…' : word;
	if (button.textContent !== words) button.textContent = words;
	button.title = others.length > 0 ? `Takes the place of ${namesOf(others)}` : '';
	const now = all.length > 0 ? `Now: ${namesOf(all)}` : 'Nothing is published';
	showText(byId('published'), isAlone ? '' : now);
	byId('published').title = isAlone || all.length === 0 ? '' : `Published now: ${namesOf(all)}`;
	byId('published').classList.toggle('none', all.length === 0);
	showLink(byId('edit'), all[0] && `${state.n8n.url}/workflow/${all[0].id}`);
	byId('tries-title').textContent = chosen.isPublished ? 'Try:' : 'Once it is published, try:';
	byId('tries').replaceChildren(...chosen.tries.map((words) => element('li', {}, words)));
}

const namesOf = (workflows) => workflows.map(({ name }) => `“${name}”`).join(', ');
