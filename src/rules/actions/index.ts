/**
 * The syntax of every action (manual: ACTIONS); what they do is in engine/actions. Those
 * that are a plain row of parameters stand here, the others in files of their own. A new
 * action fails to compile until it is here.
 */
import { Template } from "../../base/template.js";
import type { ActionType } from "../ast.js";
import type { ActionReader } from "./action-reader.js";
import { call } from "./call.js";
import { evalSyntax } from "./eval.js";
import { event } from "./event.js";
import { ifSyntax } from "./if.js";
import { lcall } from "./lcall.js";
import { pipe, pipeexec } from "./pipe.js";
import type { ActionSyntax } from "./syntax.js";
import { whileSyntax } from "./while.js";

const END_OF_FILE = new Template("-");

const nothing = (): object => ({});
const text = (reader: ActionReader) => ({ string: reader.string() });
const file = (reader: ActionReader) => ({ file: reader.word("<filename>") });
const fileText = (reader: ActionReader) => ({ file: reader.word("<filename>"), string: reader.string() });
const peer = (reader: ActionReader) => ({ peer: reader.word("<host>:<port>") });
const peerText = (reader: ActionReader) => ({ peer: reader.word("<host>:<port>"), string: reader.string() });
const commandLine = (reader: ActionReader) => ({ command: reader.requiredString("<cmdline>") });
const commandWords = (reader: ActionReader) => ({ arguments: reader.requiredWords("<cmdline>") });
const name = (reader: ActionReader) => ({ name: reader.wordOrDescription() });
const nameText = (reader: ActionReader) => ({ name: reader.word("<name>"), string: reader.string() });
const nameVariable = (reader: ActionReader) => ({ name: reader.word("<name>"), variable: reader.variable() });
const variableName = (reader: ActionReader) => ({ variable: reader.variable(), name: reader.word("<name>") });
const variableText = (reader: ActionReader) => ({ variable: reader.variable(), string: reader.string() });

export const ACTION_SYNTAX: { readonly [Type in ActionType]: ActionSyntax<Type> } = {
  none: nothing,
  logonly: text,
  write: fileText,
  writen: fileText,
  closef: file,
  owritecl: fileText,
  udgram: fileText,
  closeudgr: file,
  ustream: fileText,
  closeustr: file,
  udpsock: peerText,
  closeudp: peer,
  tcpsock: peerText,
  closetcp: peer,
  shellcmd: commandLine,
  spawn: commandLine,
  cspawn: (reader) => ({ name: reader.word("<name>"), command: reader.requiredString("<cmdline>") }),
  cmdexec: commandWords,
  spawnexec: commandWords,
  cspawnexec: (reader) => ({ name: reader.word("<name>"), arguments: reader.requiredWords("<cmdline>") }),
  pipe,
  pipeexec,
  create: (reader) => ({
    name: reader.wordOrDescription(),
    time: reader.optionalWord(),
    list: reader.optionalList(),
  }),
  delete: name,
  obsolete: name,
  set: (reader) => ({ name: reader.word("<name>"), time: reader.word("<time>"), list: reader.optionalList() }),
  alias: (reader) => ({ name: reader.word("<name>"), alias: reader.wordOrDescription() }),
  unalias: name,
  add: nameText,
  prepend: nameText,
  fill: nameText,
  report: (reader) => ({ name: reader.word("<name>"), command: reader.optionalString() }),
  reportexec: (reader) => ({ name: reader.word("<name>"), arguments: reader.optionalWords() }),
  copy: nameVariable,
  empty: (reader) => ({ name: reader.word("<name>"), variable: reader.optionalVariable() }),
  pop: nameVariable,
  shift: nameVariable,
  trim: (reader) => ({
    time: reader.word("<time>"),
    name: reader.word("<name>"),
    variable: reader.optionalVariable(),
  }),
  exists: variableName,
  getsize: variableName,
  getaliases: variableName,
  getltime: variableName,
  setltime: (reader) => ({ name: reader.word("<name>"), time: reader.optionalWord() }),
  getctime: variableName,
  setctime: (reader) => ({ time: reader.word("<time>"), name: reader.word("<name>") }),
  event,
  tevent: (reader) => ({ time: reader.word("<time>"), string: reader.string() }),
  cevent: (reader) => ({ name: reader.word("<name>"), time: reader.word("<time>"), string: reader.string() }),
  reset: (reader) => ({ offset: reader.optionalOffset(), string: reader.string() }),
  getwpos: (reader) => ({ variable: reader.variable(), offset: reader.offset(), string: reader.string() }),
  setwpos: (reader) => ({ time: reader.word("<time>"), offset: reader.offset(), string: reader.string() }),
  assign: variableText,
  assignsq: variableText,
  free: (reader) => ({ variable: reader.variable() }),
  eval: evalSyntax,
  call,
  lcall,
  rewrite: (reader) => ({ lines: reader.word("<lnum>"), string: reader.string() }),
  addinput: (reader) => ({
    file: reader.word("<filename>"),
    offset: reader.optionalWord() ?? END_OF_FILE,
    name: reader.optionalWord(),
  }),
  dropinput: file,
  sigemul: (reader) => ({ signal: reader.word("<signal>") }),
  varset: (reader) => ({ variable: reader.variable(), entry: reader.word("<entry>") }),
  if: ifSyntax,
  while: whileSyntax,
  break: nothing,
  continue: nothing,
};
