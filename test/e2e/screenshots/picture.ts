import type { Studio } from './studio';

/** A part of the screen. */
export interface Motif {
	screenshot(options: { animations: 'disabled' }): Promise<Buffer>;
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
