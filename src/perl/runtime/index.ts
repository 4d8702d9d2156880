/** The functions that compiled code calls, by name. */
import * as arithmetic from "./arithmetic.js";
import * as containers from "./containers.js";
import * as hash from "./hash.js";
import * as increment from "./increment.js";
import * as lists from "./lists.js";
import * as matching from "./matching.js";
import { sprintf } from "./sprintf.js";
import * as state from "./state.js";
import * as strings from "./strings.js";
import * as text from "./text.js";
import * as time from "./time.js";
import * as values from "./values.js";

export const LIBRARY = {
  ...arithmetic,
  ...containers,
  ...hash,
  ...increment,
  ...lists,
  ...matching,
  sprintf,
  ...state,
  ...strings,
  ...text,
  ...time,
  ...values,
};

export type LibraryName = keyof typeof LIBRARY;
