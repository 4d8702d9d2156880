/**
 * What is known of a thing while its text is read: a part that was faulty, and has been
 * reported, is null. When nothing was reported, the draft is the thing.
 */
export type Draft<Thing> = { readonly [Part in keyof Thing]: Thing[Part] | null };
