import type { Scope } from '../../whatsapp/meta/scope';

/** What n8n keeps with the workflow for a trigger (its static data). */
export interface TriggerData {
	/** Whose callback was set: the parameters may say something else by the time it is given back. */
	registered?: Scope;
	/** The production URL that a test run replaced and has to put back. */
	replacedUrl?: string | null;
	/** Verified names by phone number ID, read once after the trigger was registered. */
	accountNames?: Record<string, string>;
}
