// Gestures go out by fetch, each once, also when nobody knows whether it arrived.

import { person, place } from "./here.js";

export const away = document.querySelector("#away p"); // shown while Blether does not answer

// What was sent and not yet answered, with its event: made again, also after the page was loaded anew, it brings the
// same one, and so it never has its effect twice.
const unanswered = "blether/unanswered";
const events = new Map(JSON.parse(sessionStorage.getItem(unanswered) ?? "[]"));
const flying = new Set();
const PATIENCE = 20_000; // milliseconds after which an answer is not waited for any more

function remember(key, event) {
  if (event) events.set(key, event);
  else events.delete(key);
  sessionStorage.setItem(unanswered, JSON.stringify([...events]));
}

export async function send(path, gesture) {
  const sent = { person, place, ...gesture };
  const key = path + JSON.stringify(sent);
  if (flying.has(key)) return null;
  if (!events.has(key)) remember(key, crypto.randomUUID());
  flying.add(key);
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-blether": "1" },
      body: JSON.stringify({ ...sent, event: events.get(key) }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const said = await response.json();
    remember(key, null);
    away.hidden = true;
    return said;
  } catch {
    away.hidden = false;
    return null;
  } finally {
    flying.delete(key);
  }
}

// The same, while the button that was pressed says that it is being done.
export async function sendBy(button, path, gesture) {
  button?.setAttribute("aria-busy", "true");
  const said = await send(path, gesture);
  button?.removeAttribute("aria-busy");
  return said;
}
