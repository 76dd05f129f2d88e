// The playground's page: gestures go out by fetch, posts come in by one stream. Nothing typed is ever thrown away.
"use strict";

const { person, place, after } = document.body.dataset;
const byId = (id) => document.getElementById(id);
const box = byId("box"), posts = byId("posts"), answers = byId("private");
const away = document.querySelector("#away p");

// --- sending ---------------------------------------------------------------------------------------------------------

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

async function send(path, gesture) {
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
async function sendBy(button, path, gesture) {
  button?.setAttribute("aria-busy", "true");
  const said = await send(path, gesture);
  button?.removeAttribute("aria-busy");
  return said;
}

// --- private answers -------------------------------------------------------------------------------------------------

function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

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
function put(said, spot, action, opener = null, did = said?.kind) {
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
  else {
    answer.focus({ preventScroll: true });
    answer.scrollIntoView({ block: answer.offsetHeight > innerHeight / 2 ? "start" : "nearest" });
  }
  tell(did, action);
}

function open(answer) {
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
function close(answer) {
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

// Something happened that the tour may have waited for.
function tell(kind, action) {
  document.dispatchEvent(new CustomEvent("happened", { detail: `${kind} ${action}` }));
}

async function press(button) {
  const form = button.closest("form"), answer = button.closest(".private");
  const changed = form && JSON.stringify(typed(form)) !== form.dataset.sent; // then the form stays, beside the answer
  const said = await sendBy(button, "/do", { wire: button.dataset.wire });
  if (said && changed) {
    answer.querySelector("dialog").close();
    answer.classList.add("closed");
  }
  put(said, changed ? null : answer, button.dataset.action, button);
}

// --- pictures --------------------------------------------------------------------------------------------------------

// The same picture over the page, as large as there is room; the browser gives the focus back to where it came from.
function enlarge(figure) {
  const large = byId("large");
  large.querySelector("div").replaceChildren(figure.querySelector("picture").cloneNode(true));
  large.showModal();
}

// --- forms -----------------------------------------------------------------------------------------------------------

function typed(form) {
  const values = {};
  for (const control of form.querySelectorAll("[data-field]")) {
    const { field, kind } = control.dataset;
    if (control.matches("fieldset")) {
      const chosen = [...control.querySelectorAll(".options input:checked")].map((input) => input.value);
      values[field] = kind === "picks" ? chosen : kind === "members" ? { kind, ids: chosen } : chosen[0] ?? "";
    } else {
      values[field] = kind && control.value ? { kind, id: control.value } : control.value;
    }
  }
  return values;
}

async function submit(form) {
  const values = typed(form);
  form.dataset.sent = JSON.stringify(values);
  const said = await sendBy(form.querySelector("button.main"), "/do", { wire: form.dataset.wire, typed: values });
  if (said?.kind === "refusal") refuse(form, said);
  else put(said, form.closest(".private"), form.dataset.action, null, said?.kind === "message" ? "sent" : "form");
}

function refuse(form, said) {
  const refused = form.querySelector(".refused");
  refused.innerHTML = said.inner;
  for (const control of form.querySelectorAll("[data-field]")) {
    const problem = said.problems[control.dataset.field] ?? "";
    control.closest(".field").querySelector(".problem").innerHTML = problem;
    control.classList.toggle("wrong", Boolean(problem));
    if (problem && !control.matches("fieldset")) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  }
  refused.focus({ preventScroll: true });
  refused.scrollIntoView({ block: "nearest" });
}

function count(left) {
  const control = byId(left.dataset.left);
  const number = Number(control.dataset.limit) - [...control.value].length;
  left.textContent = number;
  left.parentElement.classList.toggle("over", number < 0);
}

async function find(search) {
  const fieldset = search.closest("fieldset"), words = search.value.trim();
  const options = fieldset.querySelector(".options");
  const free = () => [...options.children].filter((label) => !label.firstElementChild.checked);
  if (search.dataset.search === "near") {
    for (const label of free()) label.hidden = !label.textContent.toLowerCase().includes(words.toLowerCase());
  } else {
    const wire = search.closest("form").dataset.wire;
    const found = await send("/choices", { wire, field: fieldset.dataset.field, words });
    if (!Array.isArray(found) || words !== search.value.trim()) return;
    for (const label of free()) if (label.firstElementChild.value) label.remove();
    const there = new Set([...options.querySelectorAll("input")].map((input) => input.value));
    options.append(...found.filter((option) => !there.has(option.value)).map((option) => offered(option, options)));
  }
  fieldset.querySelector(".nothing").hidden = free().some((label) => !label.hidden && label.firstElementChild.value);
}

function offered(option, options) {
  const label = document.createElement("label"), input = document.createElement("input");
  Object.assign(input, { type: options.dataset.type, name: options.dataset.name, value: option.value });
  label.innerHTML = ` ${option.label}`;
  label.prepend(input);
  return label;
}

// --- the stream ------------------------------------------------------------------------------------------------------

let last = after;

function listen() {
  const stream = new EventSource(`/stream?${new URLSearchParams({ as: person, in: place, after: last })}`);
  stream.onopen = () => { away.hidden = true; };
  stream.onerror = () => {
    away.hidden = false;
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 3000);
  };
  stream.onmessage = (event) => {
    last = event.lastEventId || last;
    const told = JSON.parse(event.data);
    if (told.clock) tick(told);
    else if (told.place) spot(told);
    else if (told.html) stand(made(told.html), byId(`post-${told.post}`));
    else {
      byId(`post-${told.post}`)?.remove();
      arrange();
    }
  };
}

function stand(post, before) {
  const low = !posts.lastElementChild || posts.lastElementChild.getBoundingClientRect().bottom < innerHeight + 80;
  if (before) {
    const inside = before.contains(document.activeElement);
    before.replaceWith(post);
    if (inside) post.querySelector("button, summary")?.focus();
  } else {
    posts.append(post);
  }
  arrange();
  const answering = document.activeElement.closest(".private");
  if (answering && !answering.querySelector("form")) answering.scrollIntoView({ block: "nearest" });
  else if (low && !answering) toEnd();
}

// A day is named above its first post; who goes on within ten minutes is not named again, but to a screen reader.
const SOON = 10 * 60_000;

function arrange() {
  let before = null;
  for (const post of posts.children) {
    const { by, at } = post.dataset;
    const sameDay = before?.at.slice(0, 10) === at.slice(0, 10);
    post.querySelector(".day").hidden = sameDay;
    post.classList.toggle("same", sameDay && before.by === by && new Date(at) - new Date(before.at) < SOON);
    before = post.dataset;
  }
  byId("nothing").hidden = Boolean(posts.children.length);
}

async function earlier(button) {
  const first = posts.firstElementChild, log = posts.parentElement;
  const query = new URLSearchParams({ as: person, in: place, before: first.id.slice("post-".length) });
  button.setAttribute("aria-busy", "true");
  try {
    const found = await (await fetch(`/earlier?${query}`)).json();
    const template = document.createElement("template"), top = first.getBoundingClientRect().top;
    template.innerHTML = found.html;
    log.setAttribute("aria-live", "off"); // they are found by reading, and not all said at once
    posts.prepend(template.content);
    arrange();
    first.scrollIntoView();
    document.querySelector(".scroll").scrollBy(0, first.getBoundingClientRect().top - top);
    setTimeout(() => log.removeAttribute("aria-live"), 1000);
    button.hidden = !found.more;
    first.previousElementSibling?.querySelector("summary")?.focus({ preventScroll: true });
  } catch {
    away.hidden = false;
  }
  button.removeAttribute("aria-busy");
}

function tick({ clock, html }) {
  const status = byId("clock").querySelector("[role=status]"), shown = document.createElement("p");
  byId("clock").dataset.seen = clock;
  shown.innerHTML = html;
  if (shown.innerHTML !== status.innerHTML) status.replaceChildren(...shown.childNodes); // what stays is not said again
}

// --- what is new in other places -------------------------------------------------------------------------------------

function spot({ place: id, after: before, newest, html }) {
  if (!byId(`place-${id}`)) byId(`place-${before}`).after(made(html)); // a thread, below what it belongs to
  byId(`place-${id}`).dataset.newest = newest;
  fresh(byId(`place-${id}`));
}

// A place was read up to the newest post that stood in it when it was last looked at or, before that, first listed.
function fresh(item) {
  const key = `blether/${person}/${item.id}`, newest = Number(item.dataset.newest);
  const read = Number(localStorage.getItem(key) ?? newest);
  const here = item.id === `place-${place}`;
  if (here || read >= newest) localStorage.setItem(key, newest);
  item.querySelector(".new").hidden = here || read >= newest;
}

function toEnd() {
  posts.lastElementChild?.scrollIntoView({ block: "end" });
}

// --- what people do --------------------------------------------------------------------------------------------------

document.addEventListener("click", async (event) => {
  const target = event.target.closest("button, a, [data-large]");
  const menu = event.target.closest(".menu");
  const tour = event.target.closest("#tour"); // points into an open menu
  for (const one of document.querySelectorAll(".menu[open]")) if (one !== menu && !tour) one.open = false;
  if (!target) return;
  const { wire, menu: action, post, way } = target.dataset;
  if (wire !== undefined) await press(target);
  else if (way) {
    toEnd(); // what is said comes into sight
    await sendBy(target, "/clock", { way, seen: byId("clock").dataset.seen });
  } else if (action) {
    menu.open = false;
    put(await send("/do", { menu: action, post: Number(post) }), null, action, menu.querySelector("summary"));
  } else if (target.id === "earlier") earlier(target);
  else if (target.matches("[data-large]")) enlarge(target.closest("figure"));
  else if (target.matches("[data-shut]")) target.closest("dialog").close();
  else if (target.matches("[data-close]")) close(target.closest(".private"));
  else if (target.matches("[data-back]")) open(target.closest(".private"));
  else if (target.origin === location.origin && target.pathname.startsWith("/to/")) target.search = `?as=${person}`;
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.id !== "say") submit(event.target);
});

let pause;
document.addEventListener("input", (event) => {
  const { target } = event;
  if (target.dataset.search) {
    clearTimeout(pause);
    pause = setTimeout(() => find(target), target.dataset.search === "far" ? 200 : 0);
  } else if (target.form?.dataset.wire) {
    target.form.dataset.touched = "";
    const left = document.querySelector(`[data-left="${target.id}"]`);
    if (target.id && left) count(left);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.dataset.search) event.preventDefault();
  const menu = event.target.closest(".menu");
  if (!menu) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 }, all = [...menu.querySelectorAll("summary, button")];
  if (event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  } else if (steps[event.key]) {
    menu.open = true;
    all[(all.indexOf(event.target) + steps[event.key] + all.length) % all.length].focus();
    event.preventDefault();
  }
});

posts.addEventListener("toggle", (event) => { if (event.target.open) tell("open", ""); }, true);
addEventListener("beforeunload", (event) => {
  if (document.querySelector(".private:not(.closed) form[data-touched]")) event.preventDefault();
});

arrange();
if (!location.hash) toEnd();
for (const item of byId("spots").children) fresh(item);
listen();
