/** Signal handlers of the correlator that Perl code has replaced by its own (`$SIG{USR2} = ...`). */
import type { Signal } from "../../engine/ports.js";
import { isTrue, type PerlHost } from "../../perl/host.js";
import type { PerlOptions } from "./options.js";

/** Runs code's own handler; whether there was one. */
export function runHandler(perl: PerlHost, signal: Signal, log: PerlOptions["log"]): boolean {
  const outcome = perl.evaluate(handlerProgram(signal), "scalar");
  if (!outcome.ok) log(2, `handler of SIG${signal} in Perl code: ${outcome.message}`);
  return !outcome.ok || isTrue(outcome.value[0]);
}

function handlerProgram(signal: Signal): string {
  // The name of a function without a package is one of main's.
  return String.raw`do {
    my $handler = $SIG{${signal}};
    if (!defined($handler) || $handler eq '' || $handler eq 'DEFAULT' || $handler eq "$Evcorr::no_handler") { 0 }
    else {
      if (!ref($handler) && $handler ne 'IGNORE') { $handler = \&{$handler =~ /::|'/ ? $handler : "main::$handler"} }
      $handler->('${signal}') if ref($handler);
      1;
    }
  }`;
}
