// The mailbox's own list of categories.
import * as graph from "../graph.js";
import { preset } from "./mail.js";
import { Refusal } from "./steering.js";

export class Master {
  constructor(changed) {
    this.changed = changed;
  }

  async all() {
    return (await graph.categories()).map(({ displayName, color }) => ({ displayName, color: preset(color) }));
  }

  async add(details) {
    const known = (await graph.categories()).map((one) => one.displayName.toLowerCase());
    if (details.some(({ displayName }) => known.includes(displayName.toLowerCase()))) {
      throw new Refusal(9045);
    }
    for (const { displayName, color } of details) {
      await graph.addCategory(displayName, color.toLowerCase());
    }
    this.changed();
  }

  async remove(names) {
    const known = await graph.categories();
    for (const name of names) {
      const one = known.find(({ displayName }) => displayName === name);
      if (!one) {
        throw new Refusal(9044);
      }
      await graph.removeCategory(one.id);
    }
    this.changed();
  }
}
