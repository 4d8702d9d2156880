/** A TCP peer in this process: what it does with connections can change. */
import { createServer, type Server, type Socket } from "node:net";

/** What a peer does with a connection. */
export type Manner = "read" | "never read" | "close" | "reset";

export class Peer {
  readonly port: number;
  manner: Manner;
  /** What all connections together have brought. */
  received = "";
  connections = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(server: Server, port: number, manner: Manner) {
    this.server = server;
    this.port = port;
    this.manner = manner;
    server.on("connection", (socket) => this.receive(socket));
  }

  static async listen(manner: Manner, port = 0): Promise<Peer> {
    const server = createServer({ pauseOnConnect: true });
    await new Promise<void>((resolve, reject) => {
      server.on("error", reject);
      server.listen(port, "127.0.0.1", resolve);
    });
    const address = server.address();
    return new Peer(server, typeof address === "object" && address !== null ? address.port : port, manner);
  }

  /** The finished lines of all connections. */
  get lines(): string[] {
    return this.received.split("\n").slice(0, -1);
  }

  /** From now on it reads, also from the connections that are open. */
  startReading(): void {
    this.manner = "read";
    for (const socket of this.sockets) socket.resume();
  }

  /** Nothing listens any more. */
  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private receive(socket: Socket): void {
    this.connections++;
    this.sockets.add(socket);
    socket.on("data", (bytes) => {
      this.received += bytes.toString("latin1");
    });
    socket.on("error", () => {}); // "close" follows
    socket.on("close", () => this.sockets.delete(socket));
    if (this.manner === "close") socket.end();
    if (this.manner === "close" || this.manner === "read") socket.resume();
    if (this.manner === "reset") socket.resetAndDestroy();
  }
}
