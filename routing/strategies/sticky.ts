import { ByChance } from './byChance';
import { FAR, NO_TURN, type Choice, type Strategy } from './strategy';
import { takeTurn } from './weightedRoundRobin';

/**
 * The same contact always gets the same member, without any memory: weighted rendezvous hashing
 * (Thaler and Ravishankar 1998; weights by -w / ln u). Only the contacts of somebody who leaves
 * move, each to its own second choice, and they move back when that member returns. Contacts who
 * show nothing to know them by again would all be one: they go by weighted turns.
 */
export const sticky: Strategy = {
	choose: (candidates, absent, contact) => {
		if (contact === '') return unknownContact(takeTurn(candidates, absent));
		let chosen = candidates[0];
		let best = -Infinity;
		for (const candidate of candidates) {
			const score = -candidate.weight / Math.log(fraction(`${contact}\n${candidate.id}`));
			if (score > best) {
				best = score;
				chosen = candidate;
			}
		}
		if (!chosen) throw new RangeError('A strategy needs at least one candidate');
		return { chosen, tieBreak: null, turns: {} };
	},
	usesWeight: true,
	usesLoad: false,
	usesContact: true,
	sharesEvenly: false,
	passedOver: null,
	// Enough of both that the weight does not eat up the turn.
	ahead: { weight: FAR * FAR, turn: { ...NO_TURN, credit: FAR ** 3 } },
	promise: {
		sentence:
			'The same contact always gets the same member as long as that one can take it; over many different contacts each member gets what the weights say, as nearly as if lots were drawn.',
		begin: (context) => new ByChance(context),
	},
};

function unknownContact({ tieBreak, ...choice }: Choice): Choice {
	const why = 'nothing tells this contact from others, so members take turns';
	return { ...choice, tieBreak: tieBreak ? `${why}; ${tieBreak}` : why };
}

/**
 * An even spread of texts over the open interval 0 to 1: 53 bits of two multiplicative hashes
 * (cyrb53, public domain), as many as a number holds exactly.
 */
function fraction(text: string): number {
	let a = 0xdeadbeef;
	let b = 0x41c6ce57;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		a = Math.imul(a ^ code, 2654435761);
		b = Math.imul(b ^ code, 1597334677);
	}
	a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
	b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
	const bits = (2097151 & b) * 4294967296 + (a >>> 0);
	return (bits + 0.5) / 2 ** 53;
}
