import { newId } from './ids';
import type { SandboxLocation } from './types';

type Weekday = 'sunday' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday';

/** `HH:MM`; a whole day off is no interval, or one from 00:00 to 00:00 (seen live). */
interface SandboxInterval {
	from: string;
	to: string;
}

/** When a user works (highlevel-api-docs, calendars.json `ScheduleRuleDTO`). */
export type SandboxScheduleRule =
	| { type: 'wday'; day: Weekday; intervals: SandboxInterval[] }
	/** `YYYY-MM-DD`; goes before the weekday. */
	| { type: 'date'; date: string; intervals: SandboxInterval[] };

/** The working hours of a user (`ScheduleObjectResponseDTO`). */
export interface SandboxSchedule {
	id: string;
	name: string;
	locationId: string;
	userId: string;
	/** IANA name. */
	timezone: string;
	rules: SandboxScheduleRule[];
	/** The calendars that it is for. */
	calendarIds: string[];
	deleted: boolean;
	/** ISO 8601, UTC. */
	dateAdded: string;
	/** ISO 8601, UTC. */
	dateUpdated: string;
}

/** Time that somebody blocked, or that an external calendar says is busy. Times in milliseconds. */
export interface SandboxBlockedSlot {
	id: string;
	title: string;
	locationId: string;
	assignedUserId: string;
	calendarId?: string;
	startTime: number;
	endTime: number;
	isFullDay: boolean;
	/** Listed all the same. */
	deleted: boolean;
}

/** An appointment (`CalendarEventDTO`). Times in milliseconds. */
export interface SandboxAppointment {
	id: string;
	title: string;
	locationId: string;
	calendarId: string;
	groupId: string;
	contactId: string;
	appointmentStatus: string;
	assignedUserId: string;
	/** The other users who take part. */
	users: string[];
	startTime: number;
	endTime: number;
	/** ISO 8601, UTC. */
	dateAdded: string;
	/** ISO 8601, UTC. */
	dateUpdated: string;
}

type New<T, Needed extends keyof T> = Partial<T> & Pick<T, Needed>;
export type NewSandboxSchedule = New<SandboxSchedule, 'userId' | 'rules'>;
export type NewSandboxBlockedSlot = New<
	SandboxBlockedSlot,
	'assignedUserId' | 'startTime' | 'endTime'
>;
export type NewSandboxAppointment = New<
	SandboxAppointment,
	'assignedUserId' | 'startTime' | 'endTime'
>;

/** Working hours and what is in the calendars, of all users. */
export class CalendarStore {
	readonly schedules: SandboxSchedule[] = [];
	readonly blockedSlots: SandboxBlockedSlot[] = [];
	readonly appointments: SandboxAppointment[] = [];

	constructor(
		private readonly locations: ReadonlyMap<string, SandboxLocation>,
		private readonly defaultLocationId: string,
		private readonly clock: () => number,
	) {}

	/** Default: in the first location, in its time zone, for no calendar in particular. */
	addSchedule(schedule: NewSandboxSchedule): SandboxSchedule {
		const now = new Date(this.clock()).toISOString();
		const { locationId = this.defaultLocationId } = schedule;
		const added: SandboxSchedule = {
			id: newId(),
			name: 'Working hours',
			locationId,
			timezone: this.locations.get(locationId)?.timezone ?? 'UTC',
			calendarIds: [],
			deleted: false,
			dateAdded: now,
			dateUpdated: now,
			...schedule,
		};
		this.schedules.push(added);
		return added;
	}

	addBlockedSlot(slot: NewSandboxBlockedSlot): SandboxBlockedSlot {
		const added: SandboxBlockedSlot = {
			id: newId(),
			title: 'Busy',
			locationId: this.defaultLocationId,
			isFullDay: false,
			deleted: false,
			...slot,
		};
		this.blockedSlots.push(added);
		return added;
	}

	addAppointment(appointment: NewSandboxAppointment): SandboxAppointment {
		const now = new Date(this.clock()).toISOString();
		const added: SandboxAppointment = {
			id: newId(),
			title: 'Appointment',
			locationId: this.defaultLocationId,
			calendarId: 'demoCalendar',
			groupId: 'demoCalendarGroup',
			contactId: 'demoContact',
			appointmentStatus: 'confirmed',
			users: [],
			dateAdded: now,
			dateUpdated: now,
			...appointment,
		};
		this.appointments.push(added);
		return added;
	}
}
