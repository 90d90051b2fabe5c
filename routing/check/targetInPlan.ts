import { referenceWords } from '../model/references';
import type { Target } from '../plan/plan';

/** Whom a target means, within a sentence. */
export function targetInPlan(target: Target): string {
	switch (target.type) {
		case 'user':
			return referenceWords(target.user);
		case 'team':
			return teamWords(target.team);
		case 'firstWorkingNext':
			return `whoever of ${teamWords(target.team)} works next`;
		case 'previousOwner':
			return 'the previous owner';
		case 'nextRule':
			return 'the next matching rule';
		case 'nobody':
			return 'nobody';
	}
}

/** A team within a sentence. */
export function teamWords(name: string): string {
	return name === '' ? referenceWords({ value: name }) : `team '${name}'`;
}
