import { count } from '../../routing/model/text';
import { htmlDocument } from '../pages/document';
import { html, type Html } from '../pages/html';
import { momentWords, periodWords } from '../words/times';
import { valueWords } from '../words/values';
import type { Certificate, Judgement, MemberShare, Section } from './certificate';
import { memberColumns, type MemberColumn } from './certificateColumns';

/** What a judgement is called, and how it looks. */
const RESULTS: Readonly<
	Record<Judgement['result'], { words: string; look: 'good' | 'bad' | 'plain' }>
> = {
	held: { words: 'Promise kept', look: 'good' },
	broken: { words: 'Promise broken', look: 'bad' },
	notJudged: { words: 'Not judged', look: 'plain' },
	tooLittle: { words: 'Too few contacts', look: 'plain' },
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
				<h2>What it does not cover</h2>
				<ul>
					${notCovered.map((sentence) => html`<li>${sentence}</li>`)}
				</ul>
				<p>SHA-256 of all figures: <code>${hash}</code></p>
			</footer>
		</main>`,
	});
}

const STYLE = `
code { font-size: 0.8rem; overflow-wrap: anywhere; }
.promise { max-width: 70rem; }
.title { display: flex; flex-wrap: wrap; gap: 0.2rem 0.8rem; align-items: baseline; }
.got { min-width: 9rem; }
.got > .bar { position: relative; overflow: visible; margin-top: 0.35rem; }
.got > .bar > b { position: absolute; top: -0.2rem; bottom: -0.2rem; width: 2px; background: var(--ink); }
.scroll { margin-top: 0.6rem; }
thead th { min-width: 4.6rem; }
thead th[scope='colgroup'] { border-left: 1px solid var(--line); text-align: left; }
td.first { border-left: 1px solid var(--line); }`;

function callouts(sections: readonly Section[], zone: string): Html | Html[] {
	if (sections.length === 0) {
		return html`<p class="callout plain">
			No team gave contacts to anybody in this time.
			<small>
				Choose a longer period, or check which sub-account and ledger the node reads: only decisions
				of published workflows count.
			</small>
		</p>`;
	}
	return sections.map((section) => {
		const { team, contacts, judgement } = section;
		const { words, look } = RESULTS[judgement.result];
		const several = sections.filter((other) => other.team === team).length > 1;
		const when = several ? `, ${spanWords(section, zone)}` : '';
		return html`<p class="callout ${look}">
			${team}${when}: ${words.toLowerCase()}
			<small>${count(contacts, 'contact')} by the team's strategy${because(judgement, zone)}</small>
		</p>`;
	});
}

/** The sentence that says why, with when it was. */
function because({ because, at }: Judgement, zone: string): string {
	if (because === null) return '.';
	return at === null ? `: ${because}.` : `. On ${momentWords(at, zone)}: ${because}.`;
}

function spanWords({ from, to }: Section, zone: string): string {
	return periodWords({ from, to: to + 1 }, zone);
}

function panel(section: Section, zone: string): Html {
	const { team, plan, judgement, members } = section;
	const { words, look } = RESULTS[judgement.result];
	const columns = memberColumns(members);
	const most = Math.max(1, ...members.map(({ got, expected }) => Math.max(got, expected)));
	return html`<section class="panel wide">
		<div class="title">
			<h2>${team}</h2>
			<span class="chip ${look}">${words}</span>
			<span class="note">${spanWords(section, zone)}, plan ${plan}</span>
		</div>
		<p class="promise">${judgement.promise}</p>
		<div class="scroll">
			<table>
				<caption>
					The mark in each bar is what was expected by the weights.
				</caption>
				<thead>
					${heads(columns)}
				</thead>
				<tbody>
					${members.map((member) => row(member, columns, most))}
				</tbody>
			</table>
		</div>
	</section>`;
}

const GROUPS = {
	turns: 'Turns',
	couldNot: 'Could not take',
	apart: 'Of these, and apart',
} as const;

function heads(columns: readonly MemberColumn[]): Html {
	const groups = Object.entries(GROUPS).flatMap(([key, label]) => {
		const number = columns.filter(({ group }) => group === key).length;
		return number === 0 ? [] : [html`<th scope="colgroup" colspan="${number}">${label}</th>`];
	});
	return html`<tr>
			<th rowspan="2" scope="col">Person</th>
			<th rowspan="2" scope="col">Got</th>
			${groups}
		</tr>
		<tr>
			${columns.map(({ label }) => html`<th scope="col" class="n">${label}</th>`)}
		</tr>`;
}

function row(member: MemberShare, columns: readonly MemberColumn[], most: number): Html {
	const { name, got, expected } = member;
	return html`<tr>
		<th scope="row">${name}</th>
		<td class="got">
			${valueWords(got, 'count')} of ${valueWords(expected, 'turns')} expected
			<div class="bar" aria-hidden="true">
				<i style="width:${percent(got / most)}"></i><b style="left:${percent(expected / most)}"></b>
			</div>
		</td>
		${columns.map((column, i) => {
			const isFirst = column.group !== columns[i - 1]?.group;
			return html`<td class="n${isFirst ? ' first' : ''}">${column.words(member)}</td>`;
		})}
	</tr>`;
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)}%`;
}
