// Private answers, each in its place: a message below the posts, a form as a dialog over the page.

import { box, byId, made, person, tell, toSight } from "./here.js";
import { count, refuse, typed } from "./forms.js";
import { sendBy } from "./sending.js";

const answers = byId("private");

// The page itself speaks as its person is spoken to: after a change it is loaded anew, and the answer stands again.
const waiting = `blether/${person}/answer`;

function turned(said, action) {
  const other = said.languages && said.kind !== "refusal" && said.languages !== document.body.dataset.languages;
  if (!other || document.querySelector(".private form[data-touched]:not([data-sent])")) return false;
  sessionStorage.setItem(waiting, JSON.stringify({ said: { ...said, languages: "" }, action }));
  for (const form of document.querySelectorAll("form[data-touched]")) delete form.dataset.touched;
  location.reload();
  return true;
}

// Shows an answer to `action`: in place of another one (`spot`), or below them all. A form stands in a dialog over the
// page, and what it was opened from stays until it is answered.
export function put(said, spot, action, opener = null, did = said?.kind) {
  if (!said || turned(said, action)) return;
  const answer = made(said.html), dialog = answer.querySelector("dialog");
  answer.action = action;
  answer.opener = opener;
  if (spot && dialog && !spot.querySelector("dialog")) {
    answer.from = spot;
    spot.after(answer);
  } else if (spot) {
    answer.opener = spot.opener;
    if (dialog) answer.from = spot.from;
    else spot.from?.remove();
    spot.replaceWith(answer);
  } else {
    answers.append(answer);
  }
  if (dialog) open(answer);
  else answer.focus({ preventScroll: true });
  tell(did, action); // the tour may then need more room
  if (!dialog) toSight(answer);
}

export function open(answer) {
  const dialog = answer.querySelector("dialog"), form = answer.querySelector("form");
  answer.classList.remove("closed");
  form.dataset.action = answer.action;
  form.querySelectorAll("[data-left]").forEach(count);
  dialog.oncancel = (event) => {
    event.preventDefault();
    close(answer);
  };
  dialog.showModal();
  const first = form.querySelector("input:not([type=search]), select, textarea");
  (first?.closest("fieldset")?.querySelector("input:checked") ?? first ?? form.querySelector("button")).focus();
}

// What was typed into a form that is closed can be brought back; the focus returns to where it came from.
export function close(answer) {
  const { opener } = answer;
  if (answer.querySelector("form[data-touched]")) {
    answer.querySelector("dialog").close();
    answer.classList.add("closed");
    answer.querySelector("[data-back]").focus();
  } else {
    answer.remove();
    (opener?.isConnected && opener.checkVisibility() ? opener : box).focus();
  }
  tell("closed", answer.action);
}

export async function press(button) {
  const form = button.closest("form"), answer = button.closest(".private");
  const changed = form && JSON.stringify(typed(form)) !== form.dataset.sent; // then the form stays, beside the answer
  const said = await sendBy(button, "/do", { wire: button.dataset.wire });
  if (said && changed) {
    answer.querySelector("dialog").close();
    answer.classList.add("closed");
  }
  put(said, changed ? null : answer, button.dataset.action, button);
}

export async function submit(form) {
  const values = typed(form);
  form.dataset.sent = JSON.stringify(values);
  const said = await sendBy(form.querySelector("button.main"), "/do", { wire: form.dataset.wire, typed: values });
  if (said?.kind === "refusal") refuse(form, said);
  else put(said, form.closest(".private"), form.dataset.action, null, said?.kind === "message" ? "sent" : "form");
}

// An answer that was waiting while the page was loaded anew, when everything can hear of it.
export function standAgain() {
  const answered = JSON.parse(sessionStorage.getItem(waiting) ?? "null");
  sessionStorage.removeItem(waiting);
  if (answered) put(answered.said, null, answered.action);
}
