// Who looks at the page, where, and what every part of it needs.

export const { person, place, after } = document.body.dataset;
export const byId = (id) => document.getElementById(id);
export const box = byId("box");

export function made(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

// Scrolls something to where nothing stands over it: on a phone the foot does, with the tour on it.
export function toSight(one) {
  document.documentElement.style.setProperty("--foot", `${document.querySelector(".foot").offsetHeight}px`);
  const { scrollMarginTop, scrollMarginBottom } = getComputedStyle(one);
  const window = innerHeight - parseFloat(scrollMarginTop) - parseFloat(scrollMarginBottom);
  const room = Math.min(window, document.querySelector(".scroll").clientHeight);
  one.scrollIntoView({ block: one.offsetHeight > room ? "start" : "nearest" });
}

// Something happened that the tour may have waited for.
export function tell(kind, action) {
  document.dispatchEvent(new CustomEvent("happened", { detail: `${kind} ${action}` }));
}
