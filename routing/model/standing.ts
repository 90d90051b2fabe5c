/**
 * How a decision stands when it is about to be carried out. `carriedOut`: that was done before.
 * `overtaken`: a later decision gave the contact to somebody else. `open`: neither.
 */
export type Standing = 'open' | 'carriedOut' | 'overtaken';
