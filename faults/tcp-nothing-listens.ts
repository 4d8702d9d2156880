/** Nothing listens where a TCP peer should, then it does. */
import type { Fault } from "./fault.js";
import { Peer } from "./peer.js";
import { mustAscend, numbered, rule } from "./rules.js";

export const tcpNothingListens: Fault = {
  name: "tcp-nothing-listens",
  what: "nothing listens where a TCP peer should, later it does",
  quick: true,
  async setUp(place) {
    const before = await Peer.listen("read");
    const { port } = before;
    await before.close();
    let peer: Peer | null = null;
    place.write("in", "");
    return {
      rules: rule("^(line \\d+)", `tcpsock 127.0.0.1:${port} $1%{.nl}`),
      options: ["--input=in"],
      break: () => place.append("in", numbered(1, 200)),
      said: [new RegExp(`\\b${port}\\b.*(?:ECONNREFUSED|refused)`)],
      mend: async () => {
        peer = await Peer.listen("read", port);
      },
      async after(daemon) {
        let number = 200;
        const lines = (): string[] => peer?.lines ?? [];
        await daemon.until("a new line arrives", () => {
          place.append("in", numbered(++number, number));
          return lines().some((line) => Number(line.split(" ")[1]) > 200);
        });
        mustAscend("what the peer got", lines(), /^line (\d+)$/);
      },
      cleanUp: () => peer?.close(),
    };
  },
};
