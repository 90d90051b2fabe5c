/** How long a page may take to come, before it is said that it did not. */
const PATIENCE_MS = 40_000;
const EVERY_MS = 60_000;

/**
 * What the page does by itself: every minute it loads itself into a frame that nobody sees, which hands
 * over what it shows. n8n serves it in a sandbox without an origin of its own, so that it may ask nobody
 * by itself; a frame comes with whatever the page came with (secret path, Basic Auth). When that fails,
 * what was there stays, and it is said.
 */
export const LIVE_SCRIPT = `(() => {
	const AGAIN = 'live-view-again';
	const view = () => document.getElementById('live');
	if (window.name === AGAIN) {
		parent.postMessage({ [AGAIN]: view().innerHTML }, '*');
		return;
	}
	const said = document.getElementById('said');
	const shownAt = () => view().querySelector('[data-at]').dataset.at;
	const clock = () =>
		new Date().toLocaleTimeString('en-GB', {
			hour: '2-digit',
			minute: '2-digit',
			timeZone: said.dataset.zone,
		});
	if (!location.protocol.startsWith('http')) {
		said.textContent = 'As it was at ' + shownAt() + ' ' + said.dataset.place + '.';
		return;
	}
	let frame = null;
	let patience = 0;
	const done = (failed) => {
		clearTimeout(patience);
		frame?.remove();
		frame = null;
		said.classList.toggle('failed', failed);
		said.textContent = failed
			? 'Could not be read at ' + clock() + ': this is how it was at ' + shownAt() + '. It is tried again every minute.'
			: 'As of ' + shownAt() + ' ' + said.dataset.place + '. Reads itself again every minute.';
	};
	const load = () => {
		if (frame) done(true);
		const url = new URL(location.href);
		url.searchParams.set('again', String(Date.now()));
		const asked = (frame = document.createElement('iframe'));
		asked.name = AGAIN;
		asked.hidden = true;
		asked.src = url.href;
		asked.onload = () => setTimeout(() => frame === asked && done(true), 2000);
		document.body.append(asked);
		patience = setTimeout(() => done(true), ${PATIENCE_MS});
	};
	addEventListener('message', ({ source, data }) => {
		if (!frame || source !== frame.contentWindow || typeof data?.[AGAIN] !== 'string') return;
		view().innerHTML = data[AGAIN];
		done(false);
	});
	done(false);
	setInterval(load, ${EVERY_MS});
	// Somebody who comes back to the tab sees how it is now.
	document.addEventListener('visibilitychange', () => document.hidden || frame || load());
})()`;
