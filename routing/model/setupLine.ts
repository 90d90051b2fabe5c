/** One thing that has to be right before contacts are assigned. No secrets, no messages. */
export interface SetupLine {
	check: string;
	/** Null when WhatsApp or HighLevel does not tell, or when it may be meant so: `fix` says where to look. */
	ok: boolean | null;
	found: string;
	/** Empty when all is well. */
	fix: string;
}

export const right = (check: string, found: string): SetupLine => ({
	check,
	ok: true,
	found,
	fix: '',
});

export const wrong = (check: string, found: string, fix: string): SetupLine => ({
	check,
	ok: false,
	found,
	fix,
});

export const look = (check: string, found: string, fix: string): SetupLine => ({
	check,
	ok: null,
	found,
	fix,
});
