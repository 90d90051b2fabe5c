import { htmlDocument } from '../pages/document';
import { html, type Html } from '../pages/html';
import { momentWords, periodWords } from '../words/times';
import { valueWords } from '../words/values';
import type { Certificate, Judgement, MemberShare, Section } from './certificate';
import { certificateHeadlines, NO_SECTION, RESULT_WORDS, spanWords } from './certificateHeadlines';
import { TURN_COLUMNS, restColumns, type MemberColumn } from './certificateColumns';

/** How a judgement looks. */
const LOOKS: Readonly<Record<Judgement['result'], 'good' | 'bad' | 'plain'>> = {
	held: 'good',
	broken: 'bad',
	notJudged: 'plain',
	tooLittle: 'plain',
};

/** One HTML document that needs nothing else. It shows no contacts. */
export function certificatePage(certificate: Certificate, zone: string): string {
	const { period, madeAt, location, sections, hash, notCovered } = certificate;
	return htmlDocument({
		title: `Fairness certificate, ${periodWords(period, zone)}`,
		style: STYLE,
		body: html`<main class="page">
			<header class="top">
				<h1>Fairness certificate</h1>
				<p class="muted">
					${periodWords(period, zone)}. Made on ${momentWords(madeAt, zone)}. ${location}
				</p>
			</header>
			<div class="callouts">${callouts(sections, zone)}</div>
			${sections.map((section) => panel(section, zone))}
			<footer class="foot">
				<h2>What the columns mean</h2>
				<dl>
					${MEANINGS.map(
						([label, meaning]) =>
							html`<dt>${label}</dt>
								<dd>${meaning}</dd>`,
					)}
				</dl>
				<h2>What it does not cover</h2>
				<ul>
					${notCovered.map((sentence) => html`<li>${sentence}</li>`)}
				</ul>
				<p>SHA-256 of all figures: <code>${hash}</code></p>
			</footer>
		</main>`,
	});
}

const MEANINGS = [
	['Got', "Contacts for which the team's strategy chose the person; without those given back."],
	[
		'Expected',
		'The sum, over all contacts of the team that they could have taken, of their share among those who could: by weights, where the strategy goes by weights.',
	],
	['Could take', 'How many contacts they could have taken.'],
	['Longest without', 'The most contacts in a row that they could have taken and did not get.'],
	[
		'Most in a row',
		'The most that they got one after the other although somebody else could have taken them.',
	],
] as const;

const STYLE = `
code { font-size: 0.8rem; overflow-wrap: anywhere; }
.promise { max-width: 70rem; }
.title { display: flex; flex-wrap: wrap; gap: 0.2rem 0.8rem; align-items: baseline; }
.tables { display: grid; gap: 0.9rem 1.5rem; margin-top: 0.6rem; }
.tables > div { min-width: 0; }
@media screen and (min-width: 110rem) { .tables { grid-template-columns: repeat(auto-fit, minmax(40rem, 1fr)); } }
.got { min-width: 9rem; white-space: nowrap; }
.got > .bar { position: relative; overflow: visible; margin-top: 0.35rem; }
.got > .bar > b { position: absolute; top: -0.2rem; bottom: -0.2rem; width: 2px; background: var(--ink); }
thead th.n { white-space: normal; }
.rest table { width: auto; }`;

function callouts(sections: readonly Section[], zone: string): Html | Html[] {
	if (sections.length === 0) {
		return html`<p class="callout plain">${NO_SECTION.what} <small>${NO_SECTION.way}</small></p>`;
	}
	return certificateHeadlines(sections, zone).map(({ result, because }, place) => {
		const look = LOOKS[sections[place]?.judgement.result ?? 'notJudged'];
		return html`<p class="callout ${look}">${result} <small>${because}</small></p>`;
	});
}

function panel(section: Section, zone: string): Html {
	const { team, plan, judgement, members } = section;
	const { result } = judgement;
	return html`<section class="panel wide">
		<div class="title">
			<h2>${team}</h2>
			<span class="chip ${LOOKS[result]}">${RESULT_WORDS[result]}</span>
			<span class="note">${spanWords(section, zone)}, plan ${plan}</span>
		</div>
		<p class="promise">${judgement.promise}</p>
		<div class="tables">${turnsTable(members)} ${restTable(members)}</div>
	</section>`;
}

function turnsTable(members: readonly MemberShare[]): Html {
	const most = Math.max(1, ...members.map(({ got, expected }) => Math.max(got, expected)));
	return html`<div>
		<p class="note">The mark in each bar is what was expected by the weights.</p>
		<div class="scroll">
			<table>
				<thead>
					<tr>
						<th scope="col">Person</th>
						<th scope="col">Got</th>
						${TURN_COLUMNS.map(head)}
					</tr>
				</thead>
				<tbody>
					${members.map(
						(member) =>
							html`<tr>
								<th scope="row">${member.name}</th>
								${gotCell(member, most)} ${TURN_COLUMNS.map((column) => cell(column, member))}
							</tr>`,
					)}
				</tbody>
			</table>
		</div>
	</div>`;
}

/** Where the rest went, and what is told apart. */
function restTable(members: readonly MemberShare[]): Html | null {
	const columns = restColumns(members);
	if (columns.length === 0) return null;
	return html`<div class="rest">
		<p class="note">What they could not take, and what is told apart.</p>
		<div class="scroll">
			<table>
				<thead>
					<tr>
						<th scope="col">Person</th>
						${columns.map(head)}
					</tr>
				</thead>
				<tbody>
					${members.map(
						(member) =>
							html`<tr>
								<th scope="row">${member.name}</th>
								${columns.map((column) => cell(column, member))}
							</tr>`,
					)}
				</tbody>
			</table>
		</div>
	</div>`;
}

function head({ label }: MemberColumn): Html {
	return html`<th scope="col" class="n">${label}</th>`;
}

function cell({ words }: MemberColumn, member: MemberShare): Html {
	return html`<td class="n">${words(member)}</td>`;
}

function gotCell({ got, expected }: MemberShare, most: number): Html {
	return html`<td class="got">
		${valueWords(got, 'count')} of ${valueWords(expected, 'turns')} expected
		<div class="bar" aria-hidden="true">
			<i style="width:${percent(got / most)}"></i><b style="left:${percent(expected / most)}"></b>
		</div>
	</td>`;
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)}%`;
}
