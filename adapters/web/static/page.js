// The playground's page: gestures go out by fetch, posts come in by one stream. Nothing typed is ever thrown away.
"use strict";

const { person, place, after } = document.body.dataset;
const byId = (id) => document.getElementById(id);
const box = byId("box"), offers = byId("offers"), posts = byId("posts"), answers = byId("private");
const away = document.querySelector("#away span");

// --- sending ---------------------------------------------------------------------------------------------------------

const events = new Map(); // what was sent and not yet answered -> its event: a retry brings the same one
const flying = new Set();

async function send(path, gesture) {
  const sent = { person, place, ...gesture };
  const key = path + JSON.stringify(sent);
  if (flying.has(key)) return null;
  if (!events.has(key)) events.set(key, crypto.randomUUID());
  flying.add(key);
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-blether": "1" },
      body: JSON.stringify({ ...sent, event: events.get(key) }),
    });
    const said = await response.json();
    events.delete(key);
    away.hidden = true;
    return said;
  } catch {
    away.hidden = false;
    return null;
  } finally {
    flying.delete(key);
  }
}

// --- private answers -------------------------------------------------------------------------------------------------

function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

// The page itself speaks as its person is spoken to: after a change it is loaded anew, and the answer stands again.
const waiting = `blether/${person}/answer`;

function turned(said) {
  const other = said.languages && said.kind !== "refusal" && said.languages !== document.body.dataset.languages;
  if (!other || document.querySelector(".private form[data-touched]:not([data-sent])")) return false;
  sessionStorage.setItem(waiting, JSON.stringify({ ...said, languages: "" }));
  for (const form of document.querySelectorAll("form[data-touched]")) delete form.dataset.touched;
  location.reload();
  return true;
}

function put(said, spot) {
  if (!said || turned(said)) return;
  const answer = made(said.html);
  if (spot) spot.replaceWith(answer);
  else answers.append(answer);
  answer.querySelectorAll("[data-left]").forEach(count);
  const first = answer.querySelector("form input:not([type=search]), form select, form textarea");
  const chosen = first?.closest("fieldset")?.querySelector("input:checked");
  (chosen ?? first ?? answer).focus({ preventScroll: true });
  answer.scrollIntoView({ block: answer.offsetHeight > innerHeight / 2 ? "start" : "nearest" });
}

function close(answer) {
  if (answer.querySelector("form[data-touched]")) {
    answer.classList.add("closed");
    answer.querySelector("[data-back]").focus();
  } else {
    answer.remove();
    box.focus();
  }
}

async function press(button) {
  const form = button.closest("form");
  const changed = form && JSON.stringify(typed(form)) !== form.dataset.sent; // then the form stays, beside the answer
  put(await send("/do", { wire: button.dataset.wire }), changed ? null : button.closest(".private"));
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
  const said = await send("/do", { wire: form.dataset.wire, typed: values });
  if (said?.kind === "refusal") refuse(form, said);
  else put(said, form.closest(".private"));
}

function refuse(form, said) {
  const refused = form.querySelector(".refused");
  refused.innerHTML = said.inner;
  for (const control of form.querySelectorAll("[data-field]")) {
    const problem = said.problems[control.dataset.field] ?? "";
    control.closest(".field").querySelector(".problem").innerHTML = problem;
    control.toggleAttribute("aria-invalid", Boolean(problem));
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

// --- the message box -------------------------------------------------------------------------------------------------

const kept = `blether/${person}/${place}`;

function keep() {
  sessionStorage.setItem(kept, box.value);
}

async function say() {
  const said = box.value;
  if (!said.trim()) return;
  offer();
  const answer = await send("/do", { said });
  if (answer && answer.kind !== "refusal" && box.value === said) box.value = "";
  keep();
  if (answer && answer.kind !== "posted") put(answer, null);
}

// A command, then its fields, then the choices of a field: whatever continues what is typed.
function fits(option, text) {
  const { of, fill } = option.dataset;
  if (!text.startsWith(of)) return false;
  const rest = text.slice(of.length);
  if (!of) return fill.startsWith(rest);
  const word = rest.split(/\s/).pop();
  if (word.includes(":")) return fill !== word && fill.includes(":") && !fill.endsWith(":") && fill.startsWith(word);
  return fill.endsWith(":") && !rest.includes(fill) && (word ? fill.startsWith(word) : !rest);
}

function offer(text = "") {
  const shown = [...offers.children].filter((option) => {
    option.hidden = !text.startsWith("/") || !fits(option, text);
    return !option.hidden;
  });
  offers.hidden = !shown.length;
  box.setAttribute("aria-expanded", String(Boolean(shown.length)));
  mark(null);
  return shown;
}

function mark(option) {
  for (const each of offers.children) each.setAttribute("aria-selected", String(each === option));
  if (option) {
    box.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

function choose(option) {
  const { of, fill } = option.dataset;
  box.value = of ? box.value.slice(0, box.value.length - box.value.split(/\s/).pop().length) + fill : fill;
  box.focus();
  keep();
  offer(box.value);
}

function move(event) {
  if (event.isComposing) return;
  const shown = offers.hidden ? [] : [...offers.children].filter((option) => !option.hidden);
  const at = shown.findIndex((option) => option.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const options = shown.length ? shown : offer(box.value);
    if (!options.length) return;
    const down = event.key === "ArrowDown";
    mark(options[at < 0 ? (down ? 0 : options.length - 1) : (at + (down ? 1 : -1) + options.length) % options.length]);
  } else if (event.key === "Enter" && at >= 0) {
    choose(shown[at]);
  } else if (event.key === "Escape" && shown.length) {
    offer();
  } else {
    return;
  }
  event.preventDefault();
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
    last = event.lastEventId;
    const { post, html } = JSON.parse(event.data);
    const before = byId(`post-${post}`);
    if (html) stand(made(html), before);
    else before?.remove();
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
  const answering = document.activeElement.closest(".private");
  if (answering && !answering.querySelector("form")) answering.scrollIntoView({ block: "nearest" });
  else if (low && !answering) toEnd();
}

function toEnd() {
  posts.lastElementChild?.scrollIntoView({ block: "end" });
}

// --- what people do --------------------------------------------------------------------------------------------------

document.addEventListener("click", async (event) => {
  const target = event.target.closest("button, a, [role=option]");
  const menu = event.target.closest(".menu");
  for (const open of document.querySelectorAll(".menu[open]")) if (open !== menu) open.open = false;
  if (!target) return;
  const { wire, menu: action, post } = target.dataset;
  if (wire !== undefined) await press(target);
  else if (action) {
    menu.open = false;
    put(await send("/do", { menu: action, post: Number(post) }), null);
  } else if (target.matches("[data-close]")) close(target.closest(".private"));
  else if (target.matches("[data-back]")) {
    target.closest(".private").classList.remove("closed");
    target.closest(".private").querySelector("form").querySelector("input, select, textarea").focus();
  } else if (target.matches("[role=option]")) choose(target);
  else if (target.origin === location.origin && target.pathname.startsWith("/to/")) target.search = `?as=${person}`;
});

document.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.id === "say") say();
  else submit(event.target);
});

let pause;
document.addEventListener("input", (event) => {
  const { target } = event;
  if (target === box) {
    keep();
    offer(box.value);
  } else if (target.dataset.search) {
    clearTimeout(pause);
    pause = setTimeout(() => find(target), target.dataset.search === "far" ? 200 : 0);
  } else if (target.form) {
    target.form.dataset.touched = "";
    const left = document.querySelector(`[data-left="${target.id}"]`);
    if (target.id && left) count(left);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.target === box) move(event);
  else if (event.key === "Enter" && event.target.dataset.search) event.preventDefault();
  else if (event.key === "Escape" && event.target.closest(".menu[open]")) {
    const menu = event.target.closest(".menu");
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

box.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== box) offer(); }, 150));
addEventListener("beforeunload", (event) => {
  if (document.querySelector(".private:not(.closed) form[data-touched]")) event.preventDefault();
});

box.value ||= sessionStorage.getItem(kept) ?? ""; // what was typed while this loaded comes first
if (!location.hash) toEnd();
put(JSON.parse(sessionStorage.getItem(waiting)), null);
sessionStorage.removeItem(waiting);
listen();
document.body.dataset.ready = "";
