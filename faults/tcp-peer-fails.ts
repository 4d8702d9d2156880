/** A TCP peer that resets or closes each connection, and then behaves. */

import type { Place } from "../testing/place.js";
import type { Fault, Scene } from "./fault.js";
import { type Manner, Peer } from "./peer.js";
import { mustAscend, numbered, rule } from "./rules.js";

async function setUp(place: Place, manner: Manner): Promise<Scene> {
  const peer = await Peer.listen(manner);
  place.write("in", "");
  let number = 0;
  const next = (): void => place.append("in", numbered(++number, number));
  return {
    rules: rule("^(line \\d+)", `tcpsock 127.0.0.1:${peer.port} $1%{.nl}`),
    options: ["--input=in"],
    break: (daemon) =>
      daemon.until("it connects anew", () => {
        next();
        return peer.connections >= 3;
      }),
    said: [new RegExp(`\\b${peer.port}\\b`)],
    mend: () => {
      peer.manner = "read";
      peer.received = "";
    },
    async after(daemon) {
      await daemon.until("a line arrives", () => {
        next();
        return peer.lines.length > 0;
      });
      const last = number + 100;
      place.append("in", numbered(number + 1, last));
      await daemon.until("all further lines arrive", () => peer.lines.at(-1) === `line ${last}`);
      mustAscend("what the peer got", peer.lines, /^line (\d+)$/);
    },
    cleanUp: () => peer.close(),
  };
}

export const tcpPeerResets: Fault = {
  name: "tcp-peer-resets",
  what: "a TCP peer resets each connection, then behaves",
  quick: true,
  setUp: (place) => setUp(place, "reset"),
};

export const tcpPeerCloses: Fault = {
  name: "tcp-peer-closes",
  what: "a TCP peer closes each connection at once, then behaves",
  quick: true,
  setUp: (place) => setUp(place, "close"),
};
