// The message box: words go to the place; what begins with / is completed field by field, and what is chosen for a field
// stands beside the words until it is taken out or sent.

import { put } from "./answers.js";
import { box, byId, made, person, place } from "./here.js";
import { send, sendBy } from "./sending.js";

const offers = byId("offers"), chosen = byId("chosen"), hint = byId("hint");
const kept = `blether/${person}/${place}`;
let chips = []; // what was chosen for the command that is typed: {command, field, value, label}
let known = { rooms: [], commands: [] }; // what can be begun here
let asked = 0; // counts what was typed: an answer about an older text is too late

const COMMAND = /^\s*\/\s*(\S+)\s+(\S+)\s/;

async function learn() {
  try {
    known = await (await fetch(`/commands?${new URLSearchParams({ as: person, in: place })}`)).json();
    if (document.activeElement === box) offer();
  } catch {
    setTimeout(learn, 3000);
  }
}

function begun(text) {
  const found = COMMAND.exec(`${text} `);
  const name = found && `/${found[1]} ${found[2]}`.toLowerCase();
  return known.commands.find((command) => command.name === name);
}

// --- what is kept ----------------------------------------------------------------------------------------------------

function keep() {
  sessionStorage.setItem(kept, JSON.stringify({ text: box.value, chips }));
}

function show() {
  chosen.hidden = !chips.length;
  chosen.replaceChildren(...chips.map((chip, at) => {
    const item = document.createElement("li"), button = document.createElement("button"), name = document.createElement("b");
    name.textContent = `${chip.field} `;
    button.type = "button";
    button.innerHTML = chip.label;
    button.prepend(name);
    button.setAttribute("aria-label", `${chosen.dataset.remove}: ${button.textContent}`);
    button.onclick = () => remove(at);
    item.append(button);
    return item;
  }));
}

function remove(at) {
  chips.splice(at, 1);
  show();
  keep();
  box.focus();
  offer();
}

// --- sending ---------------------------------------------------------------------------------------------------------

function line() {
  const values = chips.map(({ field, value }) => `${field}:"${value}" `).join("");
  return values ? box.value.replace(COMMAND, (begin) => `${begin.trimEnd()} ${values}`) : box.value;
}

async function say() {
  const text = box.value, there = chips, command = begun(text);
  if (!text.trim()) return;
  if (chips.length && !/\s$/.test(text)) box.value += " ";
  const said = line();
  box.value = text;
  shut();
  const answer = await sendBy(byId("say").querySelector("button"), "/do", { said });
  if (answer && answer.kind !== "refusal" && box.value === text && chips === there) {
    box.value = "";
    chips = [];
    show();
    help();
  }
  keep();
  if (answer && answer.kind !== "posted") put(answer, null, command?.name.slice(1).replace(" ", ".") ?? "", box);
}

// --- what can be typed next ------------------------------------------------------------------------------------------

// Each option: what stands there, and the text of the box once it is taken, or a chip.
function rooms(word) {
  const there = known.rooms.filter(({ name }) => name.startsWith(word.toLowerCase()));
  return there.map(({ name, about }) => ({ name, about, text: `${name} ` }));
}

function verbs(text) {
  const typed = text.trim().toLowerCase().replace(/^\/\s*/, "/").replace(/\s+/g, " ");
  const there = known.commands.filter(({ name }) => name.startsWith(/\s$/.test(text) && !typed.includes(" ") ? `${typed} ` : typed));
  return there.map(({ name, about }) => ({ name, about, text: `${name} ` }));
}

function fields(command, rest, word) {
  const first = command.fields.find(({ kind }) => kind === "line" || kind === "long"); // takes the words that are left
  const there = ({ name, kind }) => rest.includes(`${name}:`) || (chips.some(({ field }) => field === name) && !["picks", "members"].includes(kind));
  return command.fields
    .filter((field) => field !== first && field.name.startsWith(word.toLowerCase()) && !there(field))
    .map((field) => ({ name: `${field.name}:`, about: field.label, hint: field.hint, ...completed(field) }));
}

function completed({ name, kind }) {
  const before = box.value.replace(/\S*$/, "");
  return ["line", "long"].includes(kind) ? { text: `${before}${name}:""`, caret: -1 } : { text: `${before}${name}:` };
}

const found = new Map(); // the choices of fields as they were asked for

async function values(command, field, words) {
  const search = field.far ? words : "", key = `${command.name} ${field.name} ${search}`;
  if (!found.has(key)) found.set(key, send("/choices", { said: `${command.name} `, field: field.name, words: search }));
  const options = await found.get(key);
  if (field.far || !Array.isArray(options)) found.delete(key); // what is in the data may be another thing later
  const before = box.value.replace(/\S*$/, ""), near = words.toLowerCase();
  return (Array.isArray(options) ? options : [])
    .map(({ value, label }) => ({ about: label, text: before, chip: { command: command.name, field: field.name, value, label } }))
    .filter((option) => field.far || made(`<p>${option.about}</p>`).textContent.toLowerCase().includes(near) || option.chip.value.startsWith(near));
}

async function next(text) {
  if (!/^\s*\//.test(text)) return [];
  const command = begun(text);
  if (!command || !COMMAND.test(text)) return /^\s*\/\s*\S*$/.test(text) ? rooms(text.trim().replace(/^\/\s*/, "/")) : verbs(text);
  const rest = text.replace(COMMAND, "");
  if (rest.split('"').length % 2 === 0) return []; // inside quotes
  const word = rest.split(/\s/).pop(), [, name, words] = /^([^:]*):(.*)$/s.exec(word) ?? [];
  const field = command.fields.find((one) => one.name === name?.toLowerCase());
  if (field) return field.choice ? values(command, field, words) : [];
  return word || !rest.trim() || /\s$/.test(rest) ? fields(command, rest, word) : [];
}

// Says what the words are for: the field that is being typed, or the one that takes the words that are left.
function help() {
  const command = begun(box.value), name = /(\S+):"?[^"]*$/.exec(box.value)?.[1].toLowerCase();
  const field = command && (command.fields.find((one) => one.name === name) ?? command.fields.find(({ kind }) => kind === "line" || kind === "long"));
  const said = field ? [field.label, field.hint].filter(Boolean).join(" ") : command?.about ?? "";
  if (hint.innerHTML !== said) hint.innerHTML = said;
}

let listed = ""; // the words that the list is for

async function offer() {
  const mine = ++asked;
  help();
  const options = await next(box.value);
  if (mine !== asked) return;
  listed = box.value;
  offers.replaceChildren(...options.map((option, at) => {
    const item = document.createElement("li");
    Object.assign(item, { id: `offer-${at}`, option });
    item.setAttribute("role", "option");
    item.innerHTML = `${option.name ? "<b></b> " : ""}<span>${option.about}</span>${option.hint ? `<small>${option.hint}</small>` : ""}`;
    if (option.name) item.firstElementChild.textContent = option.name;
    return item;
  }));
  offers.hidden = !options.length;
  offers.scrollTop = 0;
  box.setAttribute("aria-expanded", String(Boolean(options.length)));
  mark(null);
}

function shut() {
  asked++;
  offers.replaceChildren();
  offers.hidden = true;
  box.setAttribute("aria-expanded", "false");
  mark(null);
}

function mark(item) {
  for (const each of offers.children) each.setAttribute("aria-selected", String(each === item));
  if (item) {
    box.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

function choose({ option }) {
  box.value = option.text;
  if (option.chip) chips = [...chips.filter(({ field, value }) => field !== option.chip.field || value !== option.chip.value), option.chip];
  box.focus();
  box.setSelectionRange(box.value.length + (option.caret ?? 0), box.value.length + (option.caret ?? 0));
  show();
  keep();
  offer();
}

// --- keys ------------------------------------------------------------------------------------------------------------

box.addEventListener("keydown", async (event) => {
  if (event.isComposing) return;
  const shown = [...offers.children];
  const at = shown.findIndex((item) => item.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!shown.length || listed !== box.value) await offer(); // what was shown for other words is not chosen
    const options = [...offers.children], down = event.key === "ArrowDown";
    if (options.length) mark(options[at < 0 ? (down ? 0 : options.length - 1) : (at + (down ? 1 : -1) + options.length) % options.length]);
  } else if (event.key === "Enter" && (at >= 0 || (shown.length && !begun(box.value)))) {
    event.preventDefault();
    choose(shown[Math.max(at, 0)]); // what is not yet a command is completed, not sent
  } else if (event.key === "Escape" && shown.length) {
    event.preventDefault();
    shut();
  } else if (event.key === "Backspace" && chips.length && box.selectionEnd === 0) {
    remove(chips.length - 1);
  }
});

box.addEventListener("input", () => {
  if (chips.length && begun(box.value)?.name !== chips[0].command) {
    chips = [];
    show();
  }
  keep();
  offer();
});
box.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== box) shut(); }, 150));
offers.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
offers.addEventListener("click", (event) => {
  const item = event.target.closest("[role=option]");
  if (item) choose(item);
});
byId("say").addEventListener("submit", say);

const before = JSON.parse(sessionStorage.getItem(kept) ?? "null");
if (before && !box.value) { // what was typed while this loaded comes first
  box.value = before.text;
  chips = before.chips;
  show();
}
learn();
