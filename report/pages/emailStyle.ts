/** Of bars, which have their colours in the cells themselves. Blue and orange are told apart by everybody. */
export const BAR_COLOURS = { full: '#2166ac', bad: '#b35806', rest: '#e3e8ef' } as const;

/**
 * How the e-mail form looks. In classes, so that a message stays small; what must not get lost, the bars,
 * stands in the cells. Without `>`, which n8n's HTML tab would write otherwise. Cells have their colours
 * themselves: where the document type is taken out, as there, tables do not inherit any.
 */
export const EMAIL_CSS = `
body{margin:0}
.page{margin:0;padding:0;width:100%;background:#f3f5f8;color:#1f2937}
.page,.page td,.page th{font-family:Segoe UI,Helvetica,Arial,sans-serif;font-size:14px;line-height:20px;color:#1f2937}
.frame{width:100%;max-width:680px;margin:0 auto;border-collapse:collapse}
.top,.end{padding:14px 4px 10px}
.panel{background:#ffffff;border:1px solid #d9dee6;padding:16px 18px}
.gap{height:12px;line-height:12px;font-size:1px}
h1{margin:0 0 2px;font-size:22px;line-height:28px}
h2{margin:0 0 8px;font-size:16px;line-height:22px}
p{margin:0 0 6px}
.help{font-size:16px;line-height:22px;font-weight:bold}
.note{font-size:12px;line-height:17px}
.muted,.page th.head{color:#5b6472}
.bad{color:#b35806}
.good{color:#1b6b4a}
.t{width:100%;border-collapse:collapse}
.page th{text-align:left;font-weight:normal}
.page th.head{padding:4px 8px 4px 0;vertical-align:bottom;border-bottom:1px solid #d9dee6;font-size:12px;line-height:16px}
.page th.c,.page td.c{padding:6px 8px 6px 0;border-bottom:1px solid #d9dee6;font-size:13px;line-height:17px}
.page td.bar,.page td.rest{height:8px;line-height:8px;font-size:1px;padding:0}
.small{font-size:12px;white-space:nowrap}
.tile{width:25%;padding:10px 10px 4px 0;vertical-align:top}
.figure{font-size:24px;line-height:30px;font-weight:bold}
@media (max-width:520px){
.wide{display:none!important}
.tile{display:inline-block!important;width:46%!important}
.panel{padding:12px!important}
}
@media (prefers-color-scheme:dark){
.page{background:#12161c!important;color:#e8ecf2!important}
.panel{background:#1b212a!important;border-color:#343c48!important}
.page td,.page th{color:#e8ecf2!important}
.page th.head,.page th.c,.page td.c{border-color:#343c48!important}
.muted,.page th.head{color:#a7b0bd!important}
.bad{color:#fdb863!important}
.good{color:#7fd1ae!important}
.rest{background:#3a4350!important}
}
@media print{.page{background:#ffffff!important}}
`;
