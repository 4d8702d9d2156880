import { differencesOf } from "./differences.js";
import { type CaseVerdict, isFailure, type Report } from "./report.js";

/** The XML of JUnit as build servers read it: one suite, a test case each. */
export function makeJUnitReport(): Report {
  return {
    begin: () => "",
    ofCase: () => "",
    end: (verdicts) => {
      const failures = verdicts.filter(({ verdict }) => verdict.kind === "failed").length;
      const errors = verdicts.filter(({ verdict }) => verdict.kind === "broken").length;
      const seconds = verdicts.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
      const counts = `tests="${verdicts.length}" failures="${failures}" errors="${errors}" time="${seconds.toFixed(3)}"`;
      return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites ${counts}>`,
        `<testsuite name="evcorr" ${counts}>`,
        ...verdicts.map(caseOf),
        "</testsuite>",
        "</testsuites>",
        "",
      ].join("\n");
    },
  };
}

function caseOf(each: CaseVerdict): string {
  const { path, verdict, milliseconds } = each;
  const slash = path.replace(/\/+$/, "").lastIndexOf("/");
  const folder = slash > 0 ? path.slice(0, slash) : ".";
  const head = `<testcase classname="${escaped(folder)}" name="${escaped(path.slice(slash + 1))}" time="${(milliseconds / 1000).toFixed(3)}"`;
  if (!isFailure(each)) return `${head}/>`;
  if (verdict.kind === "broken") return `${head}><error type="case" message="${escaped(verdict.message)}"/></testcase>`;
  const { result } = verdict;
  const message = `${result.differences.join(", ")} not as expected`;
  const text = escaped(differencesOf(result).join("\n"));
  return `${head}><failure type="difference" message="${escaped(message)}">${text}</failure></testcase>`;
}

/** For text and attributes; characters that XML cannot have are dropped. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
