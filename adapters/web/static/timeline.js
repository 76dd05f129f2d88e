// What comes in by the stream: posts, the time, and what is new in other places.

import { after, byId, made, person, place, toSight } from "./here.js";
import { away } from "./sending.js";

const posts = byId("posts");

let last = after;

addEventListener("online", () => { away.hidden = true; }); // a stream may have outlived what only its requests did not

export function listen() {
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
  if (answering && !answering.querySelector("form")) toSight(answering);
  else if (low && !answering) toEnd();
}

// A day is named above its first post; who goes on within ten minutes is not named again, but to a screen reader.
const SOON = 10 * 60_000;

export function arrange() {
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

export async function earlier(button) {
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
export function fresh(item) {
  const key = `blether/${person}/${item.id}`, newest = Number(item.dataset.newest);
  const read = Number(localStorage.getItem(key) ?? newest);
  const here = item.id === `place-${place}`;
  if (here || read >= newest) localStorage.setItem(key, newest);
  item.querySelector(".new").hidden = here || read >= newest;
}

export function toEnd() {
  posts.lastElementChild?.scrollIntoView({ block: "end" });
}
