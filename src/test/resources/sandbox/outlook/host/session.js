// What add-ins remember while an item is written; gone with its form.
import { Refusal } from "./steering.js";

const MOST = 50000;

export class Session {
  constructor() {
    this.values = new Map();
  }

  put(name, value) {
    const others = [...this.values].filter(([one]) => one !== name).reduce((sum, [one, text]) => sum + one.length + text.length, 0);
    if (others + name.length + value.length > MOST) {
      throw new Refusal(9051);
    }
    this.values.set(name, value);
  }

  get(name) {
    if (!this.values.has(name)) {
      throw new Refusal(9050);
    }
    return this.values.get(name);
  }

  all() {
    return Object.fromEntries(this.values);
  }

  clear() {
    this.values.clear();
  }

  remove(name) {
    this.values.delete(name);
  }
}
