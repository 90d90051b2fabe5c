/** What HighLevel showed of a contact, and when: whoever knows this need not ask again for a while. */
export interface ContactSnapshot {
	contactId: string;
	/** User ID; null when nobody owns the contact. */
	ownerId: string | null;
	/** Null when nobody knows which. */
	tags: readonly string[] | null;
	/** User IDs; null when nobody knows who. */
	followers: readonly string[] | null;
	/** When HighLevel showed it, milliseconds since 1970. */
	at: number;
}
