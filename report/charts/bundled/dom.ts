/** What charts need of a page: the compiler knows of no browser here. */
export interface PageElement {
	clientWidth: number;
	textContent: string | null;
	innerHTML: string;
	style: Record<string, string>;
	getAttribute(name: string): string | null;
	setAttribute(name: string, value: string): void;
	querySelector(selector: string): PageElement | null;
}

interface PageDocument {
	documentElement: PageElement;
	createElement(tag: string): PageElement;
	getElementById(id: string): PageElement | null;
	querySelectorAll(selector: string): Iterable<PageElement>;
}

interface PageWindow {
	document: PageDocument;
	addEventListener(event: string, listener: () => void): void;
	getComputedStyle(element: PageElement): { fontSize: string };
	matchMedia(query: string): {
		matches: boolean;
		addEventListener(event: 'change', listener: () => void): void;
	};
}

export function pageWindow(): PageWindow {
	return globalThis as unknown as PageWindow;
}
