import { whenFrom } from './conditions';
import { readFilter } from './filter';
import { skillsFrom } from './skills';
import { targetFrom } from './targets';
import { cardsOf, chosen, fieldsOf, text, type Fields } from './values';

/** The rules of all three kinds, each kind as it stands on the screen. */
export function rulesFrom(fields: Fields, order: readonly string[]): unknown[] {
	const rules: Record<string, unknown[]> = {
		conditional: cardsOf(fields.conditionalRules).map((card, index) => {
			const rule = { kind: 'conditional', ...common(card, `Conditional Rule ${index + 1}`) };
			return {
				...rule,
				when: whenFrom(fieldsOf(card.only), rule.name),
				conditions: readFilter(card.conditions),
			};
		}),
		tag: cardsOf(fields.tagRules).map((card, index) => ({
			kind: 'tag',
			...common(card, `Tag Rule ${index + 1}`),
			tag: text(card.tag),
		})),
		account: cardsOf(fields.rules).map((card, index) => ({
			kind: 'account',
			...common(card, `Account Rule ${index + 1}`),
			account: accountFrom(card.account),
		})),
	};
	return order.flatMap((kind) => rules[kind] ?? []);
}

function common(card: Fields, nameless: string) {
	const options = fieldsOf(card.options);
	const label = text(options.label);
	const required = skillsFrom(options.requiredSkills);
	const optional = skillsFrom(options.optionalSkills);
	return {
		name: text(card.name) || nameless,
		target: targetFrom(card),
		backups: cardsOf(card.backups).map(targetFrom),
		...(label && { label }),
		...((required.length > 0 || optional.length > 0) && { skills: { required, optional } }),
	};
}

function accountFrom(locator: unknown) {
	const { mode } = fieldsOf(locator);
	return { by: mode === 'list' ? 'id' : mode, value: chosen(locator) };
}
