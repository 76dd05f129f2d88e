// What stands in a form: what was typed, what of it could not be read, how much more fits, and choices that are sought.

import { byId } from "./here.js";
import { send } from "./sending.js";

export function typed(form) {
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

export function refuse(form, said) {
  const refused = form.querySelector(".refused");
  refused.innerHTML = said.inner;
  refused.querySelector(`.buttons [data-action="${form.dataset.action}"]`)?.remove(); // back to what stands open
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

export function count(left) {
  const control = byId(left.dataset.left);
  const number = Number(control.dataset.limit) - [...control.value].length;
  left.textContent = number;
  left.parentElement.classList.toggle("over", number < 0);
}

export async function find(search) {
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
