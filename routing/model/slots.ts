/** The whole contact, as a part of it that has an owner. */
export const WHOLE = '*';
