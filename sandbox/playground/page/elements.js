/**
 * An element. Everything that people or n8n wrote comes in as text, never as HTML.
 * @param {string} tag
 * @param {Record<string, unknown>} properties of the element; `class`, and listeners as `onclick`
 * @param {...(Node | string | null)} children
 */
export function element(tag, properties = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (name === 'class') made.className = value;
		else if (name.startsWith('aria-') || name === 'role') made.setAttribute(name, value);
		else made[name] = value;
	}
	made.append(...children.filter((child) => child !== null && child !== ''));
	return made;
}

/** The element of the page with this ID. */
export const byId = (id) => document.getElementById(id);

/** Shows a text, or nothing when it is empty. */
export function showText(place, text) {
	if (place.textContent !== text) place.textContent = text;
	place.hidden = text === '';
}

/** Shows a link that leads to a place in n8n, or nothing. */
export function showLink(link, address) {
	link.hidden = !address;
	if (address) link.href = address;
}

/**
 * Brings a list up to date and leaves alone what has not changed: what somebody has the cursor in
 * stays where it is and as it is.
 * @param {HTMLElement} list
 * @param {Array<{ id: string }>} rows
 * @param {(row: object) => HTMLElement} make
 */
export function showRows(list, rows, make) {
	const shown = new Map([...list.children].map((child) => [child.dataset.id, child]));
	const held = [...list.children].find((child) => isInUse(child));
	const wanted = rows.map((row) => {
		const before = shown.get(row.id);
		const content = JSON.stringify(row);
		if (before && (before === held || before.dataset.content === content)) return before;
		const made = make(row);
		made.dataset.id = row.id;
		made.dataset.content = content;
		return made;
	});
	if (held && !wanted.includes(held)) wanted.unshift(held);
	for (const child of [...list.children]) if (!wanted.includes(child)) child.remove();
	// Moving what somebody types in would take the cursor away, so the others move around it.
	let next = null;
	for (const child of wanted.toReversed()) {
		if (child !== held && child.nextSibling !== next) list.insertBefore(child, next);
		else if (child !== held && child.parentNode !== list) list.insertBefore(child, next);
		next = child;
	}
}

function isInUse(row) {
	const active = document.activeElement;
	return row.contains(active) && ['INPUT', 'SELECT'].includes(active.tagName);
}

/** Fills a select, unless it has these options already; keeps the choice. */
export function showOptions(select, options, chosen = select.value) {
	const content = JSON.stringify(options);
	if (select.dataset.content !== content) {
		select.dataset.content = content;
		select.replaceChildren(
			...options.map(({ value, text, disabled = false }) =>
				element('option', { value, textContent: text, disabled }),
			),
		);
	}
	if (select.value !== chosen) select.value = chosen;
}

/** The time of day. */
export const timeOf = (at) => new Date(at).toLocaleTimeString([], { hour12: false });

/** A person in a coloured circle. */
export function face(name) {
	const initials = name
		.split(/\s+/)
		.filter(Boolean)
		.map((word) => [...word][0])
		.filter((_, index, all) => index === 0 || index === all.length - 1)
		.join('');
	const tone =
		[...name].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)) % 9973, 0) % 6;
	return element('span', { class: `face tone-${tone}`, 'aria-hidden': 'true' }, initials);
}
