import type { INodeParameters } from 'n8n-workflow';
import { demoTeam } from '../../../sandbox/highlevel';
import { useHighLevel } from '../../harness/highLevel';
import { locator, touch } from '../../harness/touches';
import { resolve } from './resolve';

const { sofia } = demoTeam.users;
const toSofia = { fallback: locator('list', sofia.id) };
const person = (name: string, phone: string) => touch({ contact: { name, phone } });

describe('with the execution', () => {
	const highLevel = useHighLevel();
	const notesOf = async (parameters: INodeParameters, touches: object[]) =>
		(await resolve(highLevel().credentials, parameters, touches)).run.notes;

	it('is noted whom it was about, who got them and why, each once', async () => {
		const ann = person('Ann', '+14155550119');
		expect(await notesOf(toSofia, [ann, ann, person('Bo', '+14155550118')])).toEqual({
			contact: 'Ann, Bo',
			assigned_to: `${sofia.firstName} ${sofia.lastName}`,
			rule: 'Fallback',
		});
	});

	it('is noted that nobody got them', async () => {
		const nobody = { assigned_to: 'Nobody', rule: '' };
		expect(await notesOf({}, [person('Cy', '+14155550117')])).toMatchObject(nobody);
	});

	it('is noted no more of many than n8n keeps', async () => {
		const people = Array.from({ length: 60 }, (_, i) =>
			person(`Person ${i}`, `+141555502${10 + i}`),
		);
		const { contact } = await notesOf(toSofia, people);
		expect(contact?.length).toBeLessThanOrEqual(255);
		expect(contact).toMatch(/^Person 0, Person 1, .*…$/);
	});
});
