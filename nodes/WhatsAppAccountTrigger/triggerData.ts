/** What n8n keeps with the workflow for a trigger (its static data). */
export interface TriggerData {
	/** The production URL that a test run replaced and has to put back. */
	replacedUrl?: string | null;
	/** Verified names by phone number ID, read once after the trigger was registered. */
	accountNames?: Record<string, string>;
}
