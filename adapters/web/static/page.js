// The playground's page: what people do at it. Nothing typed is ever thrown away.

import { close, open, press, put, standAgain, submit } from "./answers.js";
import { count, find } from "./forms.js";
import { byId, person, tell } from "./here.js";
import { send, sendBy } from "./sending.js";
import { arrange, earlier, fresh, listen, toEnd } from "./timeline.js";
import "./box.js";
import "./tour.js";

// The same picture over the page, as large as there is room; the browser gives the focus back to where it came from.
function enlarge(figure) {
  const large = byId("large");
  large.querySelector("div").replaceChildren(figure.querySelector("picture").cloneNode(true));
  large.showModal();
}

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

byId("posts").addEventListener("toggle", ({ target }) => {
  if (!target.open) return;
  target.lastElementChild.scrollIntoView({ block: "nearest" });
  tell("open", "");
}, true);
addEventListener("beforeunload", (event) => {
  if (document.querySelector(".private:not(.closed) form[data-touched]")) event.preventDefault();
});

arrange();
if (!location.hash) toEnd();
for (const item of byId("spots").children) fresh(item);
listen();
standAgain();
document.body.dataset.ready = "";
