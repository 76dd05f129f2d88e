// The tour: each step points at a real control and goes on when the person really did it. The steps stand in the page.

import { byId, person } from "./here.js";

const tour = byId("tour"), home = tour?.nextElementSibling;
const steps = tour ? [...tour.querySelectorAll(".step")] : [];
const at = `blether/${person}/tour`; // how far somebody came: they may leave it and take it up again
const on = `${at}/on`;
let step = -1; // while nobody takes it

// The control that a step points at, the newest where there are several.
function target(number) {
  return [...document.querySelectorAll(steps[number]?.dataset.point || null)].filter((one) => one.checkVisibility()).pop();
}

function go(number) {
  step = number;
  sessionStorage.setItem(at, step);
  steps.forEach((each, one) => { each.hidden = one !== step; });
  point();
}

function point() {
  for (const one of document.querySelectorAll(".pointed")) one.classList.remove("pointed");
  if (step < 0) return;
  const dialog = document.querySelector("dialog:modal form")?.parentElement ?? null;
  if (dialog) dialog.prepend(tour); // over the rest of the page nothing else can be read
  else if (tour.nextElementSibling !== home) home.before(tour);
  target(step)?.classList.add("pointed");
}

function take() {
  let from = Number(sessionStorage.getItem(at) ?? 0);
  if (from < 0 || from >= steps.length - 1) from = 0;
  while (from && !target(from)) from--; // what it pointed at is gone: back to where that came from
  tour.hidden = false;
  sessionStorage.setItem(on, "");
  go(from);
  byId("tour-name").focus();
}

function leave() {
  tour.hidden = true;
  sessionStorage.removeItem(on);
  step = -1;
  point();
  home.before(tour);
  byId("take-tour").focus();
}

if (tour) {
  byId("take-tour").addEventListener("click", take);
  tour.querySelector("[data-leave]").addEventListener("click", leave);
  tour.querySelector("[data-show]").addEventListener("click", () => {
    const one = target(step);
    one?.scrollIntoView({ block: "center" });
    one?.focus({ preventScroll: true });
  });
  document.addEventListener("happened", ({ detail }) => {
    if (step < 0) return;
    const done = steps.findIndex(({ dataset }, number) => number >= step && detail.startsWith(dataset.until) && dataset.until);
    if (done >= 0) go(done + 1);
    else if (!target(step)) go(Math.max(0, step - 1));
    else point();
  });
  if (sessionStorage.getItem(on) !== null) { // the page was loaded anew on the way
    tour.hidden = false;
    go(Number(sessionStorage.getItem(at) ?? 0));
  }
}
