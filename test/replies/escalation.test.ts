import { makeStory } from './story';
import { Model } from './model';
it('x', () => {
	const story = makeStory({ customers: 200, from: '2026-10-24T08:00:00Z', until: '2026-10-26T22:00:00Z', seed: 1 });
	const t = performance.now();
	const model = new Model(story).run();
	console.log(performance.now() - t, story.asks.length, story.ourMessages.length, story.byHand.length);
	const c: Record<string, number> = {};
	for (const h of model.happenings) c[h.what] = (c[h.what] ?? 0) + 1;
	for (const p of model.parts) { const k = 'part ' + (p.ended?.how ?? 'open'); c[k] = (c[k] ?? 0) + 1; }
	console.log(c);
	console.log(model.happenings.filter(h => !['kept','assigned'].includes(h.what)).slice(0, 60).map(h => `${new Date(h.at).toISOString()} ${h.customer} ${h.what} ${h.from} -> ${h.to}`).join('\n'));
});
