/** What each action does when it runs; its syntax is in rules/actions. A new action fails to compile until it is here. */
import type { ActionType } from "../../rules/ast.js";
import { add } from "./add.js";
import { addinput } from "./addinput.js";
import { alias } from "./alias.js";
import { assign } from "./assign.js";
import { assignsq } from "./assignsq.js";
import { breakLoop } from "./break.js";
import { call } from "./call.js";
import { cevent } from "./cevent.js";
import { closef } from "./closef.js";
import { closetcp } from "./closetcp.js";
import { closeudgr } from "./closeudgr.js";
import { closeudp } from "./closeudp.js";
import { closeustr } from "./closeustr.js";
import { cmdexec } from "./cmdexec.js";
import { continueLoop } from "./continue.js";
import { copy } from "./copy.js";
import { create } from "./create.js";
import { cspawn } from "./cspawn.js";
import { cspawnexec } from "./cspawnexec.js";
import { deleteContext } from "./delete.js";
import { dropinput } from "./dropinput.js";
import { empty } from "./empty.js";
import { evaluate } from "./eval.js";
import { event } from "./event.js";
import { exists } from "./exists.js";
import { fill } from "./fill.js";
import { free } from "./free.js";
import { getaliases } from "./getaliases.js";
import { getctime } from "./getctime.js";
import { getltime } from "./getltime.js";
import { getsize } from "./getsize.js";
import { getwpos } from "./getwpos.js";
import { ifTrue } from "./if.js";
import { lcall } from "./lcall.js";
import { logonly } from "./logonly.js";
import { none } from "./none.js";
import { obsolete } from "./obsolete.js";
import { owritecl } from "./owritecl.js";
import { pipe } from "./pipe.js";
import { pipeexec } from "./pipeexec.js";
import { pop } from "./pop.js";
import { prepend } from "./prepend.js";
import { report, reportexec } from "./report.js";
import { reset } from "./reset.js";
import { rewrite } from "./rewrite.js";
import type { ActionMeaning } from "./run.js";
import { setContext } from "./set.js";
import { setctime } from "./setctime.js";
import { setltime } from "./setltime.js";
import { setwpos } from "./setwpos.js";
import { shellcmd } from "./shellcmd.js";
import { shift } from "./shift.js";
import { sigemul } from "./sigemul.js";
import { spawn } from "./spawn.js";
import { spawnexec } from "./spawnexec.js";
import { tcpsock } from "./tcpsock.js";
import { tevent } from "./tevent.js";
import { trim } from "./trim.js";
import { udgram } from "./udgram.js";
import { udpsock } from "./udpsock.js";
import { unalias } from "./unalias.js";
import { ustream } from "./ustream.js";
import { varset } from "./varset.js";
import { whileTrue } from "./while.js";
import { write } from "./write.js";
import { writen } from "./writen.js";

export const ACTIONS: { readonly [Type in ActionType]: ActionMeaning<Type> } = {
  none,
  logonly,
  write,
  writen,
  closef,
  owritecl,
  udgram,
  closeudgr,
  ustream,
  closeustr,
  udpsock,
  closeudp,
  tcpsock,
  closetcp,
  shellcmd,
  spawn,
  cspawn,
  cmdexec,
  spawnexec,
  cspawnexec,
  pipe,
  pipeexec,
  create,
  delete: deleteContext,
  obsolete,
  set: setContext,
  alias,
  unalias,
  add,
  prepend,
  fill,
  report,
  reportexec,
  copy,
  empty,
  pop,
  shift,
  trim,
  exists,
  getsize,
  getaliases,
  getltime,
  setltime,
  getctime,
  setctime,
  event,
  tevent,
  cevent,
  reset,
  getwpos,
  setwpos,
  assign,
  assignsq,
  free,
  eval: evaluate,
  call,
  lcall,
  rewrite,
  addinput,
  dropinput,
  sigemul,
  varset,
  if: ifTrue,
  while: whileTrue,
  break: breakLoop,
  continue: continueLoop,
};
