/** scan.wat, assembled: scripts/kernel.mjs writes the module. */
export const CODE: Uint8Array;
