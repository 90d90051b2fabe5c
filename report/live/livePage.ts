import { zoneWords } from '../../routing/model/hoursWords';
import { SKIPPED } from '../../routing/decide/sentence';
import { htmlDocument } from '../pages/document';
import { html, type Content, type Html } from '../pages/html';
import { clockWords, inZone, momentWords } from '../words/times';
import { agoWords, shareWords, valueWords } from '../words/values';
import { liveHeadlines } from './liveHeadlines';
import { LIVE_SCRIPT } from './liveScript';
import type { LiveAccount, LiveMember, LivePerson, LiveTeam, LiveView, LiveWaits } from './view';

/**
 * One HTML document that needs nothing else, fits into a frame, and reads itself again every minute: by
 * its script, or without scripts by the browser. It shows no contacts.
 */
export function livePage(view: LiveView): string {
	const title = view.location === null ? 'Live view' : `Live view: ${view.location}`;
	return htmlDocument({
		title,
		head: html`<noscript><meta http-equiv="refresh" content="60" /></noscript>`,
		style: STYLE,
		script: LIVE_SCRIPT,
		body: html`<main class="page">
			<header class="top">
				<h1>${title}</h1>
				<p
					id="said"
					class="muted"
					role="status"
					data-zone="${view.zone}"
					data-place="${zoneWords(view.zone)}"
				>
					As of ${momentWords(view.at, view.zone)}.
				</p>
			</header>
			<div id="live">${shown(view)}</div>
		</main>`,
	});
}

const STYLE = `
#said { margin: 0; }
#said.failed { color: var(--bad); font-weight: 650; }
.halves, .parts { display: grid; gap: 0.9rem; align-items: start; grid-template-columns: minmax(0, 1fr); }
.halves .panel { margin: 0; }
.halves .scroll tr > :first-child { min-width: 5.5rem; overflow-wrap: break-word; padding-left: 0; }
.halves .scroll tr > :last-child { padding-right: 0; }
.halves .share { width: 48%; white-space: nowrap; }
@media (max-width: 500px) { .halves th, .halves td { padding-left: 0.3rem; padding-right: 0.3rem; } }
@media (min-width: 1000px) {
	.halves { grid-template-columns: repeat(auto-fit, minmax(30rem, 1fr)); }
	.parts { grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); }
}
.figure { font-weight: 650; font-size: 1.05rem; }
.sub { display: block; color: var(--muted); font-size: 0.8rem; white-space: nowrap; }
.dot { display: inline-block; width: 0.6em; height: 0.6em; border-radius: 50%; margin-right: 0.35em; border: 2px solid var(--muted); }
.dot.on { background: var(--good); border-color: var(--good); }
.why { display: block; }
.next { font-size: 1.15rem; font-weight: 650; }
.mark { position: relative; overflow: visible; }
.mark > b { position: absolute; top: -0.15rem; bottom: -0.15rem; width: 2px; background: var(--ink); }
@media print { iframe { display: none; } }`;

function shown(view: LiveView): Html {
	const time = inZone(view.at, view.zone).toFormat('HH:mm');
	return html`<div data-at="${time}">
		${callouts(view)} ${tiles(view)}
		<div class="halves">
			${peoplePanel(view)}
			<div class="parts">${accountsPanel(view)} ${view.teams.map(teamPanel)}</div>
		</div>
		<footer class="foot">${view.notSeen.map((sentence) => html`<p>${sentence}</p>`)}</footer>
	</div>`;
}

function callouts(view: LiveView): Html {
	const { who, isBad, where } = liveHeadlines(view);
	return html`<div class="callouts">
		<p class="callout ${isBad ? 'bad' : 'good'}">${who}</p>
		${where === null ? null : html`<p class="callout plain">${where}</p>`}
	</div>`;
}

function tiles(view: LiveView): Html {
	const { at, oldest, people, queuedSince } = view;
	const working = people.filter(({ worksNow, why }) => worksNow && why === null).length;
	return html`<div class="tiles">
		${tile('Waiting', view.waiting, oldest === null ? '' : `oldest ${agoWords(oldest, at)}`)}
		${tile('Overdue', view.overdue, '', view.overdue > 0)}
		${tile('Due within 15 min', view.dueSoon, '')}
		${tile('In the queue', view.inQueue, queuedSince === null ? '' : `since ${agoWords(queuedSince, at)}`)}
		${people.length === 0 ? null : tile('Can take contacts', working, `of ${people.length} people`)}
	</div>`;
}

function tile(label: string, value: number, more: string, isBad = false): Html {
	return html`<div class="tile${isBad ? ' bad' : ''}">
		<div class="tile-label">${label}</div>
		<div class="tile-value">${valueWords(value, 'count')}</div>
		<div class="tile-more">${more}</div>
	</div>`;
}

function peoplePanel(view: LiveView): Html | null {
	if (view.people.length === 0) return null;
	return html`<section class="panel">
		<h2>People</h2>
		<div class="scroll">
			<table>
				<thead>
					<tr>
						<th scope="col">Person</th>
						<th scope="col" class="n">Waiting</th>
						<th scope="col">Now</th>
						<th scope="col" class="n">Open</th>
					</tr>
				</thead>
				<tbody>
					${view.people.map((person) => personRow(person, view))}
				</tbody>
			</table>
		</div>
	</section>`;
}

function personRow(person: LivePerson, view: LiveView): Html {
	const { name, worksNow, reason, why, open, capacity } = person;
	const more = moreWords(person);
	return html`<tr>
		<th scope="row">${name}</th>
		${waitCell(person, view.at)}
		<td title="${why}">
			<span class="dot${worksNow && reason === null ? ' on' : ''}"></span>${nowWords(person, view)}
			${more === null ? null : html`<span class="note why">${more}</span>`}
		</td>
		<td class="n">
			${open}${capacity === null ? null : html`<span class="sub">of ${capacity}</span>`}
		</td>
	</tr>`;
}

function nowWords(person: LivePerson, { at, zone }: LiveView): string {
	const { worksNow, changesAt, pausedUntil, reason } = person;
	if (pausedUntil !== null) return `paused until ${clockWords(pausedUntil, at, zone)}`;
	if (reason === 'paused_until') return 'paused until resumed';
	const when = changesAt === null ? '' : ` until ${clockWords(changesAt, at, zone)}`;
	if (worksNow) return `works${when}`;
	return when === '' ? 'does not work' : `off${when}`;
}

/** Why they get nothing, when that is not what is said already. */
function moreWords({ reason }: LivePerson): string | null {
	if (reason === null || reason === 'paused_until' || reason === 'outside_hours') return null;
	return reason === 'team_closed' ? 'their team does not work now' : SKIPPED[reason];
}

/** How many wait and since when, and how many of them are overdue. */
function waitCell({ waiting, oldest, overdue }: LiveWaits, at: number): Html {
	return html`<td class="n">
		<span class="figure">${waiting}</span>
		${oldest === null ? null : html`<span class="sub">oldest ${agoWords(oldest, at)}</span>`}
		${overdue === 0 ? null : html`<span class="chip bad">${overdue} overdue</span>`}
	</td>`;
}

function accountsPanel({ accounts, at }: LiveView): Html | null {
	if (accounts.length === 0) return null;
	return html`<section class="panel">
		<h2>WhatsApp accounts</h2>
		<div class="scroll">
			<table>
				<thead>
					<tr>
						<th scope="col">Account</th>
						<th scope="col" class="n">Waiting</th>
						<th scope="col" class="n">Due soon</th>
					</tr>
				</thead>
				<tbody>
					${accounts.map((account) => accountRow(account, at))}
				</tbody>
			</table>
		</div>
	</section>`;
}

function accountRow(account: LiveAccount, at: number): Html {
	return html`<tr>
		<th scope="row">${account.name}</th>
		${waitCell(account, at)}
		<td class="n">${account.dueSoon}</td>
	</tr>`;
}

function teamPanel(team: LiveTeam): Html {
	const { name, isOpen, inQueue, members } = team;
	return html`<section class="panel">
		<h2>Team ${name}${isOpen ? null : html` <span class="chip plain">does not work now</span>`}</h2>
		<p>
			${nextWords(team)}${inQueue === 0 ? null : html` · <span class="chip bad">${inQueue} in the queue</span>`}
		</p>
		<div class="scroll">
			<table>
				<thead>
					<tr>
						<th scope="col">Member</th>
						<th scope="col" class="n">Today</th>
						<th scope="col" class="share">Share of 30 days</th>
					</tr>
				</thead>
				<tbody>
					${members.map(memberRow)}
				</tbody>
			</table>
		</div>
	</section>`;
}

function nextWords({ next, nextWhy }: LiveTeam): Content {
	if (next === null) return html`Next: <span class="next">–</span> ${nextWhy}`;
	return html`Next:
		<span class="next">${next}</span>${nextWhy === null ? null : html` · ${nextWhy}`}`;
}

/** The bar is the share, the line on it what was to be expected of whoever could have had them. */
function memberRow({ name, gotToday, share, expectedShare }: LiveMember): Html {
	const expected = expectedShare === null ? '' : `, expected ${shareWords(expectedShare)}`;
	return html`<tr>
		<th scope="row">${name}</th>
		<td class="n">${gotToday}</td>
		<td>
			${share === null ? 'no turns yet' : html`<b>${shareWords(share)}</b>${expected} ${shareBar(share, expectedShare)}`}
		</td>
	</tr>`;
}

function shareBar(share: number, expected: number | null): Html {
	const at = expected === null ? null : html`<b style="left:${Math.round(expected * 100)}%"></b>`;
	return html`<div class="bar mark" aria-hidden="true">
		<i style="width:${Math.round(share * 100)}%"></i>${at}
	</div>`;
}
