/** What not everybody uses of HighLevel, as the panels call it. */
export const FEATURES = {
	answers: {
		name: 'Answers and Reply Times',
		description:
			'In Waiting Contacts Trigger and Resolve Assignment, to see whether somebody answered',
	},
	timeAway: {
		name: 'Away From HighLevel Blocked Slots',
		description: "In Resolve Assignment, 'Data From HighLevel'",
	},
	opportunities: {
		name: 'Create or Move Opportunities',
		description: "In HighLevel Assign Contact, 'Also Do'",
	},
	unread: {
		name: 'Load From HighLevel Unread Conversations',
		description: "In Resolve Assignment, 'Data From HighLevel'",
	},
	mention: {
		name: 'Mention in Comment',
		description: "In HighLevel Assign Contact, 'Also Do'",
	},
	tagList: {
		name: 'Tags From a List',
		description: 'To choose tags in a panel; typing them works without',
	},
	workingHours: {
		name: 'Working Hours From HighLevel Calendars',
		description: "In Resolve Assignment, 'Data From HighLevel'",
	},
	receiptField: {
		name: 'Write Receipt to Custom Field',
		description:
			'To choose the field in HighLevel Assign Contact from a list; its key works without',
	},
} as const;

export type Feature = keyof typeof FEATURES;
