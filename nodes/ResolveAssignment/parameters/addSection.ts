/** The button with which teams, people and what else is needed is added to a plan. */
export const ADD_SECTION = 'Add Teams, People, Hours or Reply Times';
