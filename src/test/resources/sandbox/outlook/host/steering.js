// How tests steer the host: what add-ins called, which calls fail, wait or are late. A person's Outlook does without.
const known = new Set();
const failing = new Map();
const late = new Map();
const held = new Map();

export const calls = [];
export const completed = [];
// What the host claims to support; read when an add-in's page is opened.
export const claims = { sets: { Mailbox: "1.12", DialogApi: "1.2", IdentityAPI: "1.3", AddinCommands: "1.1" }, nested: "consent" };

// An answer that says no, by Office's number for it.
export class Refusal extends Error {
  constructor(code, message = "") {
    super(message);
    this.code = code;
  }
}

export const learn = (names) => names.forEach((name) => known.add(name));

function check(name) {
  if (!known.has(name)) {
    throw new Error(`Outlook knows no call '${name}'; it knows ${[...known].sort().join(", ")}`);
  }
  return name;
}

// Every call of an add-in passes here.
export async function pass(name, parameters, run) {
  const call = { name, parameters, state: "running" };
  calls.push(call);
  if (late.has(name)) {
    await new Promise((go) => setTimeout(go, late.get(name)));
  }
  if (held.has(name)) {
    call.state = "held";
    await held.get(name).opened;
    call.state = "running";
  }
  try {
    if (failing.has(name)) {
      throw new Refusal(failing.get(name));
    }
    return await run();
  } finally {
    call.state = "answered";
  }
}

export const steering = {
  calls,
  completed,
  claims,
  fail: (name, code) => failing.set(check(name), code),
  delay: (name, millis) => late.set(check(name), millis),
  hold(name) {
    let open;
    const opened = new Promise((go) => (open = go));
    held.set(check(name), { opened, open });
  },
  release(name) {
    held.get(check(name))?.open();
    held.delete(name);
  },
  heal() {
    failing.clear();
    late.clear();
    held.forEach((gate) => gate.open());
    held.clear();
  },
};
