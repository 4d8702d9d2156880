// Random choices that depend on a seed alone, for the generators of this folder.

/** Numbers from 0 to 1 (mulberry32). */
function makeRandom(start) {
  let state = start >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class Choices {
  constructor(seed) {
    this.random = makeRandom(seed);
  }

  below(limit) {
    return Math.floor(this.random() * limit);
  }

  pick(items) {
    return items[this.below(items.length)];
  }

  chance(share) {
    return this.random() < share;
  }
}

/** The value of --NAME=VALUE of the command line. */
export function option(name, otherwise) {
  return process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise;
}
