import { ADD_SECTION } from '../../../nodes/ResolveAssignment/parameters/addSection';
import type { Newcomer } from './newcomer';
import { nameNewTeam, nameTarget } from './targets';

/** Who is named in the tasks, as the editor's lists show them. */
const SOFIA = 'Sofia Reyes';
const PRIYA = 'Priya Patel';
const MARCUS = 'Marcus Chen';
const TOM = 'Tom Baker';

/** Adds a node from the canvas: what is searched for, and then Enter for the first entry. */
async function addNode(person: Newcomer, search: string): Promise<void> {
	const { page } = person;
	await page.locator('[data-test-id="node-creator-search-bar"]').waitFor();
	await person.type(search);
	const found = page.locator('[data-test-id="item-iterator-item"]');
	await found
		.filter({ hasText: new RegExp(search, 'i') })
		.first()
		.waitFor();
	await person.press('Enter');
	// The picker has to show the actions of the node before the first one can be taken.
	await page
		.getByText(/^(Triggers|Actions) \(\d+\)/)
		.first()
		.waitFor();
	await page.waitForTimeout(800);
	await person.press('Enter');
	await person.panel.waitFor();
}

/** Closes the node and opens the picker behind one of its outputs. */
async function behind(person: Newcomer, node: string, search: string): Promise<void> {
	const { page } = person;
	await person.close();
	const card = page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`);
	await card.waitFor();
	await page.keyboard.press('1');
	const plus = page.locator(
		`[data-test-id="canvas-node-output-handle"][data-node-name="${node}"] [data-test-id="canvas-handle-plus"]`,
	);
	await person.click(plus);
	await addNode(person, search);
}

/** A trigger for all numbers, with the routing behind it. The panel of the routing is open then. */
export async function startWorkflow(person: Newcomer): Promise<void> {
	await person.click(person.page.locator('[data-test-id="canvas-add-button"] button'));
	await addNode(person, 'WhatsApp Account');
	await person.select('receive', 'Messages to All Accounts of the App');
	await behind(person, 'WhatsApp Account Trigger', 'Resolve Assignment');
}

/** The first rule shows the credential that lists the numbers, and n8n does not choose it by itself. */
async function firstRule(person: Newcomer): Promise<void> {
	await person.addCard('Add Rule');
	const credentials = person.panel.locator('[data-test-id="node-credentials-select"]');
	await person.click(credentials.last());
	await person.choose('WhatsApp sandbox');
}

/** A rule for one number and one person, in the card that was added last. */
async function accountRule(person: Newcomer, account: string, user: string): Promise<void> {
	await person.pick('account', account);
	await nameTarget(person, user);
}

/** Two lines to two people, published. */
export async function twoLines(person: Newcomer): Promise<void> {
	await startWorkflow(person);
	await firstRule(person);
	await accountRule(person, 'Sales Line', SOFIA);
	await person.addCard('Add Rule');
	await accountRule(person, 'Support Line', PRIYA);
	await behind(person, 'Resolve Assignment', 'HighLevel Assign Contact');
	await person.close();
	await publish(person);
}

async function publish(person: Newcomer): Promise<void> {
	await person.click(person.page.locator('[data-test-id="workflow-open-publish-modal-button"]'));
	await person.click(person.page.locator('[data-test-id="workflow-publish-button"]'));
}

/**
 * In an empty panel: a department with weights, hours, an on-call person and a lead as backup, in one
 * team and one rule.
 */
export async function department(person: Newcomer): Promise<void> {
	await firstRule(person);
	await person.pick('account', 'Sales Line');
	await nameNewTeam(person, 'Sales');

	await person.add(ADD_SECTION, 'Teams');
	const within = person.panel.locator('[data-test-id="fixed-collection-teams"]');
	const members = within.locator('[data-test-id="fixed-collection-members"]');
	await person.fill('name', 'Sales', within);
	await person.pick('user', SOFIA, members);
	await person.fill('weight', '2', members);
	await person.addCard('Add Member', within);
	await person.pick('user', MARCUS, members);
	await person.takeTyped('works', 'Mon-Fri 9-17', within);
	await nameTarget(person, PRIYA, { field: 'outsideHours', within });
	await nameTarget(person, TOM, { field: 'ifNobody', within });
}

/** In an empty panel: an ad by day, a tag, and a country after hours. Each for any account. */
export async function threeConditionalRules(person: Newcomer): Promise<void> {
	await ruleForAnyAccount(person);
	await person.add('Add Condition', 'Ad Was Clicked');
	await person.add('Add Condition', 'Time');
	await nameTarget(person, SOFIA);

	await ruleForAnyAccount(person);
	await person.add('Add Condition', 'Tag Is Any Of');
	await person.takeTyped('tag', 'vip');
	await nameTarget(person, MARCUS);

	await ruleForAnyAccount(person);
	await person.add('Add Condition', 'Contact Country or Region');
	await person.select('countries', 'Spain (ES)');
	await person.add('Add Condition', 'Time');
	await person.select('time', 'After Hours');
	await nameTarget(person, PRIYA);
}

/** A new card asks for the account, which these rules do not. */
async function ruleForAnyAccount(person: Newcomer): Promise<void> {
	await person.addCard('Add Rule');
	await person.remove('account');
}

/** In an empty panel: who is not answered in time goes to the next one, and to the lead in the end. */
export async function replyTimes(person: Newcomer): Promise<void> {
	await firstRule(person);
	await accountRule(person, 'Sales Line', SOFIA);
	await person.add(ADD_SECTION, 'Reply Times');
	const within = person.panel.locator('[data-test-id="fixed-collection-replyTimes"]');
	await person.fill('within', '10', within);
	await person.add('Add Option', 'Again After (Minutes)', within);
	await person.add('Add Option', 'At Last', within);
	await nameTarget(person, PRIYA, { field: 'atLast', within });
}
