/** Characters that mean something else than themselves in a regular expression. */
export const SPECIAL_CHARACTERS = /[\\^$.[\]|()?*+{}#\s]/;
