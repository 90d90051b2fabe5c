/**
 * How the e-mail form looks. What must be seen everywhere stands in `style` attributes: Outlook reads
 * those and little else. Classes add what newer programs can do: a phone's width, and the dark.
 */
export const EMAIL_COLOURS = {
	ink: '#1f2937',
	muted: '#5b6472',
	line: '#d9dee6',
	page: '#f3f5f8',
	surface: '#ffffff',
	/** Blue and orange are told apart by everybody. */
	bar: '#2166ac',
	rest: '#e3e8ef',
	bad: '#b35806',
	good: '#1b6b4a',
} as const;

const FONT = 'font-family:Segoe UI,Helvetica,Arial,sans-serif';

const { ink, muted, line, page, surface, bad } = EMAIL_COLOURS;

/** By what each stands on. */
export const STYLES = {
	page: `margin:0;padding:0;width:100%;background:${page};color:${ink};${FONT}`,
	frame: 'width:100%;max-width:680px;margin:0 auto;border-collapse:collapse',
	panel: `background:${surface};border:1px solid ${line};padding:16px 18px`,
	h1: `margin:0 0 2px;font-size:22px;line-height:28px;color:${ink};${FONT}`,
	h2: `margin:0 0 8px;font-size:16px;line-height:22px;color:${ink};${FONT}`,
	text: `margin:0;font-size:14px;line-height:20px;color:${ink};${FONT}`,
	help: `margin:0 0 6px;font-size:15px;line-height:21px;font-weight:bold;color:${bad};${FONT}`,
	note: `margin:0 0 8px;font-size:12px;line-height:17px;color:${muted};${FONT}`,
	table: 'width:100%;border-collapse:collapse',
	head: `padding:4px 8px 4px 0;text-align:left;vertical-align:bottom;border-bottom:1px solid ${line};font-size:12px;line-height:16px;font-weight:normal;color:${muted};${FONT}`,
	cell: `padding:6px 8px 6px 0;vertical-align:middle;border-bottom:1px solid ${line};font-size:13px;line-height:17px;color:${ink};${FONT}`,
	tile: `width:25%;padding:10px 10px 10px 0;vertical-align:top;${FONT}`,
	figure: `font-size:24px;line-height:30px;font-weight:bold;color:${ink}`,
} as const;

/** Without `>`, which n8n's HTML tab would write otherwise. */
export const EMAIL_CSS = `
@media (max-width:520px){
.wide{display:none!important}
.tile{display:inline-block!important;width:46%!important}
.panel{padding:12px 12px!important}
}
@media (prefers-color-scheme:dark){
.page{background:#12161c!important}
.panel{background:#1b212a!important;border-color:#343c48!important}
.ink,.ink *{color:#e8ecf2!important;border-color:#343c48!important}
.muted,.muted *{color:#a7b0bd!important}
.bad{color:#fdb863!important}
.good{color:#7fd1ae!important}
.bar{background:#67a9cf!important}
.rest{background:#3a4350!important}
}
@media print{.page{background:#ffffff!important}}
`;
