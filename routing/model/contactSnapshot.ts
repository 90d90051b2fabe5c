/** What HighLevel shows of a contact. */
export interface ContactState {
	contactId: string;
	/** User ID; null when nobody owns the contact. */
	ownerId: string | null;
	/** Null when nobody knows which. */
	tags: readonly string[] | null;
	/** User IDs; null when nobody knows who. */
	followers: readonly string[] | null;
}

/** What it showed, and when: whoever knows this need not ask again for a while. */
export interface ContactSnapshot extends ContactState {
	/** When HighLevel showed it, milliseconds since 1970. */
	at: number;
}
