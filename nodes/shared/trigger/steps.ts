/** The text of a notice with numbered steps: of HTML, n8n's notices know links and lists, and number none. */
export function steps(...texts: string[]): string {
	return `<ul>${texts.map((text, index) => `<li>${index + 1}. ${text}</li>`).join('')}</ul>`;
}
