import type { LastReply } from './reply';

/** How a wait for an answer ends. */
export const WAIT_ENDINGS = {
	/** A human answered, whoever it was. */
	answered: 'answered',
	/** No answer came in time, and somebody else got the contact for it. */
	escalated: 'escalated',
	/** Somebody else got the contact for another reason. */
	moved: 'moved',
	/** The contact was closed. */
	closed: 'closed',
	/** The contact wrote no more for the hours that the plan says. */
	silent: 'silent',
	/** All about the contact was removed. */
	forgotten: 'forgotten',
} as const;

export type WaitEnding = keyof typeof WAIT_ENDINGS;

/**
 * A contact waits for an answer of a person. The waits of one question form a chain: each is the part of
 * one person. All times are milliseconds since 1970.
 */
export interface Wait {
	/** What is waited about: the part of the contact, as in `Ownership.slot`. */
	slot: string;
	/** HighLevel's ID of who has to answer; null as long as nobody has. */
	user: string | null;
	/** ID of the account that was written to; null when it is not known. */
	account: string | null;
	team: string | null;
	/**
	 * Name of the rule that named the person, or `Fallback`. Of who owned the contact before it is the
	 * first rule that matches. Null for none.
	 */
	rule: string | null;
	/** Source of the contact, as HighLevel calls it; null when none is known. */
	source: string | null;
	/** Who has to answer did not work when it was asked; null: not known. */
	outsideHours: boolean | null;
	/** How often the question was escalated before. */
	level: number;
	/** When the question was asked: the same in all parts of a chain. */
	askedAt: number;
	/** When this person got it: who owned the contact before had it when it was asked. */
	givenAt: number;
	/** When the contact wrote again since, ascending: what no answer before it can answer. */
	laterAsks: readonly number[];
	/** When the answer is overdue; null: never. */
	dueAt: number | null;
	/** Place in the plan's `replyTimes` of the entry that it goes by, from 0; null when none fits. */
	replyTime: number | null;
	/** Hashes of the plan, and of what was known of people, that decided: see `KeptPlan`. */
	plan: string;
	staff: string;
	/** IDs of all who had this question, the last one last. */
	had: readonly string[];
	/**
	 * How it goes on when nobody answers in time, as plain data: see `escalationSchema`. Null when no
	 * reply time fits.
	 */
	escalation: unknown;
}

/** One that has not ended. */
export interface OpenWait extends Wait {
	id: string;
	chain: string;
}

/** One that begins. */
export interface NewWait extends Wait {
	/** The wait whose question it goes on with, which ends in the same moment; null for a new question. */
	continues: string | null;
}

/** What a ledger knows of a contact's waits. */
export interface ContactWaits {
	open: readonly OpenWait[];
	lastReply: LastReply | null;
}

/** What a decision makes of a contact's waits. */
export type WaitChange =
	| { type: 'waitOpened'; wait: NewWait }
	/**
	 * The contact wrote again, or before: whichever of its questions came first is `askedAt`, the others
	 * are `laterAsks`. `dueAt` and `outsideHours`: what they become then; left out, they stay.
	 */
	| {
			type: 'waitAsked';
			wait: string;
			at: number;
			dueAt?: number | null;
			outsideHours?: boolean | null;
	  }
	/** `workingMs`: how much of the time since `givenAt` the person worked. */
	| { type: 'waitEnded'; wait: string; ended: WaitEnding; at: number; workingMs: number }
	/** It was told that the answer is overdue; it is due again then, or never. */
	| { type: 'waitTold'; wait: string; level: number; dueAt: number | null };
