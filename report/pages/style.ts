/**
 * How all pages look: by variables, so that one picture is light, dark and fit for paper. The colours
 * are told apart by people who see no red or no green, and nothing is said by colour alone.
 */
const LIGHT = `
	color-scheme: light;
	--page: #f4f5f7; --surface: #ffffff; --sunken: #eef0f3;
	--ink: #16202b; --muted: #55606d; --line: #d5dbe2; --faint: #e3e7ec;
	--accent: #0b5cad; --bad: #b3410e; --bad-back: #fdf0e6; --good: #0b6b57; --good-back: #e8f5f1;
	--bar: #5b8fc4; --bar-bad: #d5672a; --ghost: #c9d1da;
	--c1: #0b5cad; --c2: #d5672a; --c3: #0f8a70; --c4: #8a4fa3; --c5: #8a6d00; --c6: #55606d;
	--h0: #eef0f3; --h1: #d3e3f2; --h2: #a5c8e6; --h3: #6ba3d3; --h4: #2f76b5; --h5: #0b4a8a;
	--w0: #eef0f3; --w1: #fbe3d0; --w2: #f6c199; --w3: #ec9459; --w4: #cf6320; --w5: #97380a;
	--on-h-light: #16202b; --on-h-dark: #ffffff;`;

const DARK = `
	color-scheme: dark;
	--page: #0e1318; --surface: #171d24; --sunken: #222a33;
	--ink: #e8ecf1; --muted: #a0abb8; --line: #36414d; --faint: #27303a;
	--accent: #7ab8f5; --bad: #ffa26b; --bad-back: #33231a; --good: #5fd0b4; --good-back: #16302b;
	--bar: #4f8fd0; --bar-bad: #e8834a; --ghost: #46525f;
	--c1: #6fb1f2; --c2: #f0935c; --c3: #4cc3a5; --c4: #c58be0; --c5: #d6b64a; --c6: #a0abb8;
	--h0: #222a33; --h1: #1d3a57; --h2: #22527f; --h3: #2d71ad; --h4: #5b9fdb; --h5: #a8d2f7;
	--w0: #222a33; --w1: #4a2c18; --w2: #72401d; --w3: #a85a25; --w4: #dd8145; --w5: #ffb88a;
	--on-h-light: #e8ecf1; --on-h-dark: #0e1318;`;

const COLOURS = `
:root {${LIGHT}
}
@media screen and (prefers-color-scheme: dark) {
	:root {${DARK}
	}
}`;

const TEXT = `
*, *::before, *::after { box-sizing: border-box; }
html { font-size: clamp(15px, 0.35vw + 11px, 21px); -webkit-text-size-adjust: 100%; }
body {
	margin: 0; background: var(--page); color: var(--ink); line-height: 1.45;
	font-family: system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif;
}
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.05rem; line-height: 1.3; margin: 0; }
p { margin: 0.25rem 0 0; }
a { color: var(--accent); }
.muted, .note { color: var(--muted); }
.note { font-size: 0.87rem; }
.visually-hidden {
	position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}`;

const LAYOUT = `
.page { padding: 1rem clamp(0.75rem, 2vw, 2.5rem) 2rem; }
.top { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: baseline; margin-bottom: 0.9rem; }
.panels { display: grid; gap: 0.9rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); }
.panel {
	background: var(--surface); border: 1px solid var(--line); border-radius: 0.6rem;
	padding: 0.9rem 1rem; min-width: 0;
}
.panel.wide { grid-column: 1 / -1; }
.panels + .panel, .panel + .panels, .page > .panel + .panel { margin-top: 0.9rem; }
.panels > .panel { margin-top: 0; }
.tiles {
	display: grid; gap: 0.6rem; margin-bottom: 0.9rem;
	grid-template-columns: repeat(auto-fit, minmax(min(46%, 9.5rem), 1fr));
}
.tile {
	background: var(--surface); border: 1px solid var(--line); border-radius: 0.6rem; padding: 0.6rem 0.8rem;
}
.tile.bad { border-left: 0.35rem solid var(--bad); }
.tile-label { color: var(--muted); font-size: 0.87rem; }
.tile-value { font-size: 1.6rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile-more { color: var(--muted); font-size: 0.87rem; }
.callouts { display: grid; gap: 0.6rem; margin-bottom: 0.9rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
.callout {
	border-radius: 0.6rem; padding: 0.7rem 1rem; font-size: 1.2rem; line-height: 1.35; font-weight: 600;
	background: var(--surface); border: 1px solid var(--line); border-left: 0.35rem solid var(--muted);
}
.callout small { display: block; font-size: 0.87rem; font-weight: 400; color: var(--muted); }
.callout.bad { background: var(--bad-back); border-color: var(--bad); }
.callout.good { background: var(--good-back); border-color: var(--good); }
.callout.plain { border-left-color: var(--muted); }
.foot { margin-top: 1.2rem; color: var(--muted); font-size: 0.87rem; }
.foot dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: 0.2rem 1rem; margin: 0.5rem 0; }
@media (min-width: 70rem) { .foot dl { grid-template-columns: repeat(2, minmax(8rem, max-content) 1fr); } }
.foot ul { margin: 0.3rem 0 1rem; padding-left: 1.2rem; }
.foot dt { color: var(--ink); } .foot dd { margin: 0; }`;

const PARTS = `
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding-bottom: 0.3rem; }
th, td { padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--faint); text-align: left; vertical-align: top; }
thead th { color: var(--muted); font-weight: 600; border-bottom-color: var(--line); vertical-align: bottom; }
.n { text-align: right; white-space: nowrap; }
thead .n { white-space: normal; }
.scroll tr > :first-child { position: sticky; left: 0; background: var(--surface); min-width: 7rem; overflow-wrap: break-word; }
.bar { background: var(--sunken); border-radius: 0.2rem; height: 0.6rem; min-width: 4rem; overflow: hidden; }
.bar > i { display: block; height: 100%; background: var(--bar); }
.bar.bad > i { background: var(--bar-bad); }
.chip {
	display: inline-block; border: 1px solid currentcolor; border-radius: 1rem; padding: 0 0.5rem;
	font-size: 0.8rem; font-weight: 600; white-space: nowrap;
}
.bad > .chip, .chip.bad, .bad-text { color: var(--bad); }
.chip.good, .good-text { color: var(--good); }
.chip.plain { color: var(--muted); }
details > summary { cursor: pointer; color: var(--muted); font-size: 0.87rem; margin-top: 0.4rem; }`;

const PAPER = `
@page { margin: 12mm; }
@media print {
	html { font-size: 11px; }
	body { background: #ffffff; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
	.page { padding: 0; }
	.panel, .tile, .callout, tr, .keep { break-inside: avoid; }
	.panels { display: block; } .panels > .panel + .panel { margin-top: 0.9rem; }
	h2 { break-after: avoid; }
	.scroll { overflow: visible; }
	table { font-size: 0.82rem; }
	th, td { padding: 0.2rem 0.3rem; }
	.scroll tr > :first-child { min-width: 5.5rem; }
	.tiles { grid-template-columns: repeat(4, 1fr); }
	.screen-only { display: none; }
}`;

/** CSS of all pages. */
export const STYLE = [COLOURS, TEXT, LAYOUT, PARTS, PAPER].join('\n');
