import { z } from 'zod/v4';

/**
 * Where it comes from when people work, are away and how much they have. What the plan itself says
 * of a person stays true: hours of the plan go before calendars, days away count as well.
 */
export const sourcesSchema = z.strictObject({
	/** `calendars`: of people without hours in the plan, the schedules of their HighLevel calendars. */
	hours: z.enum(['plan', 'calendars']).default('plan'),
	/** `blockedSlots`: time that is blocked in HighLevel, besides the days in the plan. */
	away: z.enum(['plan', 'blockedSlots']).default('plan'),
	/**
	 * What counts for capacity and for the strategies `fewestOpen` and `lowestLoad`. `ledger`: contacts
	 * that were assigned here and are open. `unreadConversations`: of a person in HighLevel, with a
	 * message of the contact as the last one. `contacts`: all of whom a person is the owner in
	 * HighLevel and that changed in the last `staleAfterDays` days.
	 */
	load: z.enum(['ledger', 'unreadConversations', 'contacts']).default('ledger'),
	/** How old what HighLevel said may be before it is asked again. */
	refreshMinutes: z
		.int()
		.min(1, 'must be 1 to 60 minutes')
		.max(60, 'must be 1 to 60 minutes')
		.default(5),
});

export type Sources = z.infer<typeof sourcesSchema>;
