import type { Editor } from '../editor';
import type { Stack } from '../twoLinesStack';

/** What every picture is taken in: the demo after its messages, and the editor. */
export interface Studio {
	stack: Stack;
	editor: Editor;
	/** A workflow with every node of this package as it is when it has just been added. */
	everyNode: string;
}

/** A part of the screen. */
export interface Motif {
	screenshot(options: { path: string; animations: 'disabled' }): Promise<unknown>;
}

/** A picture in `docs/images`. */
export interface Picture {
	/** The file, without its ending. */
	name: string;
	/** Of the window; a small laptop's by default. */
	size?: { width: number; height: number };
	/** Brings to the screen what is to be seen, and says which part of it the picture shows. */
	show(studio: Studio): Promise<Motif>;
}
