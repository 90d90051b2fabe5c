import { labelsFor, type NamesShown } from '../words/names';
import type { LiveView } from './view';

/** A view in which people appear as wanted. IDs of users are gone, too, unless names are shown. */
export function withLiveNames(view: LiveView, shown: NamesShown): LiveView {
	if (shown === 'names') return view;
	const everybody = [...view.people, ...view.teams.flatMap(({ members }) => members)];
	const labels = labelsFor(everybody, shown);
	const called = <One extends { id: string; name: string }>(one: One): One => {
		const label = labels.of(one.id);
		return { ...one, id: label, name: label };
	};
	return {
		...view,
		people: labels.inOrder(view.people.map(called)),
		teams: view.teams.map((team) => ({
			...team,
			name: labels.within(team.name),
			next: team.next === null ? null : labels.of(team.next),
			nextWhy: team.nextWhy === null ? null : labels.within(team.nextWhy),
			members: labels.inOrder(team.members.map(called)),
		})),
		notSeen: view.notSeen.map(labels.within),
	};
}
