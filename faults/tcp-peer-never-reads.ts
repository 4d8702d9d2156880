/** A TCP peer accepts and never reads: the queue for it is bounded. */
import type { Fault } from "./fault.js";
import { Peer } from "./peer.js";
import { mustAscend, numbered, rule } from "./rules.js";

/** Together about 48 MB: more than the system's buffers and a bounded queue take. */
const LINES = 800;
const FILLING = ` ${"x".repeat(60_000)}`;
const MEMORY_MAX = 500e6;

export const tcpPeerNeverReads: Fault = {
  name: "tcp-peer-never-reads",
  what: "a TCP peer accepts and reads nothing, later it reads again",
  quick: false,
  async setUp(place) {
    const peer = await Peer.listen("never read");
    place.write("in", "");
    return {
      rules: rule("^(line .*)", `tcpsock 127.0.0.1:${peer.port} $1%{.nl}`),
      options: ["--input=in"],
      break: () => {
        for (let number = 1; number <= LINES; number += 100) place.append("in", numbered(number, number + 99, FILLING));
      },
      said: [new RegExp(`\\b${peer.port}\\b.*(?:dropped|lost)`)],
      mend: (daemon) => {
        if (daemon.memory > MEMORY_MAX) throw new Error(`it takes ${Math.round(daemon.memory / 1e6)} MB of memory`);
        peer.startReading();
      },
      async after(daemon) {
        let number = LINES;
        await daemon.until("a new line arrives", () => {
          if (peer.lines.length > 0) place.append("in", numbered(++number, number, FILLING));
          return peer.lines.some((line) => Number(line.split(" ")[1]) > LINES);
        });
        const torn = peer.lines.find((line) => !line.endsWith(FILLING));
        if (torn !== undefined) throw new Error(`a torn line of ${torn.length} bytes: ${torn.slice(0, 40)}`);
        mustAscend("what the peer got", peer.lines, /^line (\d+) x+$/);
      },
      cleanUp: () => peer.close(),
    };
  },
};
