/**
 * Asks the playground to do something.
 * @returns what is wrong, in words; empty when it was done
 */
export async function ask(path, body = {}) {
	try {
		const answer = await fetch(path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body),
		});
		return answer.ok ? '' : ((await answer.json()).error ?? `Error ${answer.status}`);
	} catch {
		return 'The playground does not answer. Is npm start still running?';
	}
}

let version = '';
let asked = '';

/**
 * What there is to show.
 * @returns null when nothing has changed
 * @throws {Error} when the playground does not answer
 */
export async function newState(find) {
	if (find !== asked) version = '';
	asked = find;
	const answer = await fetch(`/state?${new URLSearchParams({ find, after: version })}`);
	if (answer.status === 204) return null;
	if (!answer.ok) throw new Error(`Error ${answer.status}`);
	const state = await answer.json();
	// Something else may be searched for by now.
	if (find === asked) version = state.version;
	return state;
}
