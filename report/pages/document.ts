import { html, ownCode, type Html } from './html';
import { STYLE } from './style';

/** What a page consists of. */
export interface Page {
	title: string;
	body: Html;
	/** CSS of this page alone. */
	style?: string;
	/** Whatever else belongs into the head, such as `<meta http-equiv="refresh" …>`. */
	head?: Html;
	/** JavaScript, run when the body is there; without `</script`. */
	script?: string;
}

/** A whole HTML document that needs nothing else from anywhere, and is not to be found by searching. */
export function htmlDocument({ title, body, style, head, script }: Page): string {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<meta name="referrer" content="no-referrer" />
				<title>${title}</title>
				<style>
					${ownCode(STYLE)}${style === undefined ? null : ownCode(style)}
				</style>
				${head ?? null}
			</head>
			<body>
				${body}
				${
					script === undefined
						? null
						: html`<script>
								${ownCode(script)};
							</script>`
				}
			</body>
		</html> `.toString();
}
