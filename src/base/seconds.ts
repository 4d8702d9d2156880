/** Whole seconds since Epoch. All of the engine's instants have this type. */
export type Seconds = number & { readonly unit?: "seconds since Epoch" };
