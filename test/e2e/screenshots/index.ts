import { demo } from './demo';
import { panels } from './panels';
import type { Picture } from './picture';
import { replyTimes } from './replyTimes';
import { reportPages } from './reportPages';
import { rules } from './rules';
import { templateCanvases } from './templates';

/** Every picture of the pages, each in a file with those that are taken in the same way. */
export const PICTURES: readonly Picture[] = [
	...demo,
	...panels,
	...rules,
	...replyTimes,
	...reportPages,
	...templateCanvases,
];
