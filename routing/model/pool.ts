import type { CandidateReason } from './reasons';

/**
 * Who of a team could have taken a contact when somebody of it was chosen, by user ID: `true`, or how
 * much they had when the strategy goes by load; else why not. Whoever was chosen because they work
 * next has `working_next`: no strategy chose.
 */
export type Pool = Readonly<Record<string, true | number | CandidateReason>>;
