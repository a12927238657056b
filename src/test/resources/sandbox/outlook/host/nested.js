// Outlook as the broker of nested app authentication: the add-in asks for a token of its own client through the bridge, and the
// sandbox's Entra ID gives it in the person's name, after they agreed.
import { me } from "../dom.js";
import { ask } from "./ask.js";
import { claims } from "./steering.js";

const INTERACTION = "USER_INTERACTION_REQUIRED";
const CANCELLED = "USER_CANCEL";
const LIFE = 3600;

const account = () => ({
  environment: "login.microsoftonline.com",
  homeAccountId: `${me.id}.${me.tenant}`,
  localAccountId: me.id,
  tenantId: me.tenant,
  username: me.mail,
  name: me.name,
});

// The answer to one message of the bridge.
export async function nested(text, addInName) {
  const asked = JSON.parse(text);
  const answer = { messageType: "NestedAppAuthResponse", requestId: asked.requestId, success: true };
  if (asked.method === "GetInitContext") {
    return JSON.stringify({ ...answer, initContext: { sdkName: "outlook-sandbox", sdkVersion: "1", accountContext: account(), capabilities: { queryAccount: true } } });
  }
  const got = await tokens(asked, addInName);
  if (got.refusal) {
    return JSON.stringify({ ...answer, success: false, error: { status: got.refusal, code: got.refusal.toLowerCase(), description: "" } });
  }
  const { scope, authority } = asked.tokenParams;
  return JSON.stringify({ ...answer, token: { scope, authority, access_token: got.token, id_token: got.idToken, expires_in: LIFE }, account: account() });
}

async function tokens({ method, tokenParams }, addInName) {
  const first = await token(tokenParams, false);
  if (first.refusal !== INTERACTION || method !== "GetTokenPopup") {
    return first;
  }
  if (claims.nested === "cancel") {
    return { refusal: CANCELLED };
  }
  const question = ask("Permission requested", `${addInName} would like to sign you in and act as you.`, [["yes", "Accept"], ["no", "Cancel"]], { label: "nested-sign-in" });
  return (await question.answered) === "yes" ? token(tokenParams, true) : { refusal: CANCELLED };
}

async function token({ clientId, scope }, agreed) {
  const answer = await fetch("nested-sign-in", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ clientId, scope, agreed }) });
  return answer.ok ? answer.json() : { refusal: "TRANSIENT_ERROR" };
}
