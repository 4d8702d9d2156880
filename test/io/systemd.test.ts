import assert from "node:assert/strict";
import { test } from "node:test";
import { ServiceManager, takeEnvironment } from "../../src/io/systemd.js";

function listen(environment: Record<string, string>) {
  const sent: string[] = [];
  const manager = ServiceManager.of(environment, 42, (path, data) => sent.push(`${path} ${data}`));
  return { sent, manager };
}

test("nobody is told anything when nobody listens", () => {
  assert.equal(listen({}).manager, null);
});

test("start, reload and stop are told", () => {
  const { sent, manager } = listen({ NOTIFY_SOCKET: "/run/notify" });
  manager?.ready("3 rules");
  manager?.reloading(123456n);
  manager?.stopping();
  manager?.alive(1000);
  assert.deepEqual(sent, [
    "/run/notify READY=1\nSTATUS=3 rules",
    "/run/notify RELOADING=1\nMONOTONIC_USEC=123456",
    "/run/notify STOPPING=1",
  ]);
});

test("signs of life at half of the watchdog's time, if it is us that is watched", () => {
  const { sent, manager } = listen({ NOTIFY_SOCKET: "@abstract", WATCHDOG_USEC: "10000000", WATCHDOG_PID: "42" });
  for (const now of [5000, 6000, 9999, 10_000, 12_000, 15_000]) manager?.alive(now);
  assert.deepEqual(sent, Array(3).fill("\0abstract WATCHDOG=1"));
  const other = listen({ NOTIFY_SOCKET: "/n", WATCHDOG_USEC: "10000000", WATCHDOG_PID: "43" });
  other.manager?.alive(60_000);
  assert.deepEqual(other.sent, []);
});

test("what is meant for us alone is not inherited", () => {
  const environment: NodeJS.ProcessEnv = { NOTIFY_SOCKET: "/n", WATCHDOG_USEC: "1", WATCHDOG_PID: "2", PATH: "/bin" };
  const taken = takeEnvironment(environment);
  assert.deepEqual(environment, { PATH: "/bin" });
  assert.equal(taken.NOTIFY_SOCKET, "/n");
});
