import type { Matcher } from "../match.js";
import type { PatternType } from "../pattern.js";
import { matchCached, matchNCached } from "./cached.js";
import { matchNPerlFunc, matchPerlFunc } from "./perlfunc.js";
import { matchNRegExp, matchRegExp } from "./regexp.js";
import { matchNSubStr, matchSubStr } from "./substr.js";
import { matchTValue } from "./tvalue.js";

/** How each pattern type matches. A new type fails to compile until it is here. */
export const MATCHERS: { readonly [Type in PatternType]: Matcher<Type> } = {
  SubStr: matchSubStr,
  RegExp: matchRegExp,
  PerlFunc: matchPerlFunc,
  Cached: matchCached,
  NSubStr: matchNSubStr,
  NRegExp: matchNRegExp,
  NPerlFunc: matchNPerlFunc,
  NCached: matchNCached,
  TValue: matchTValue,
};
