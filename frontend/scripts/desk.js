// The case desk by keyboard. Everything here only presses what the page offers anyway.
const form = document.querySelector("form[data-desk]");
const points = [...document.querySelectorAll(".judge-point")];
const tabs = [...document.querySelectorAll(".paper-tabs [data-paper]")];
const opinion = document.getElementById("opinion");
const help = document.getElementById("keys");
const toggle = document.querySelector("[data-keys]");
const mine = Boolean(form && form.dataset.draft);
let current = -1;

document.body.classList.add("with-script");

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
const judged = (point) => Boolean(point.querySelector("input[type=radio]:checked"));
const verdicts = (point) => [...point.querySelectorAll("input[type=radio]")];

/** Make a point the current one: it is marked, its paper is shown, its first choice has the focus. */
function go(index, focus = true, scroll = true) {
  if (!points.length) return;
  current = Math.max(0, Math.min(points.length - 1, index));
  points.forEach((point, at) => point.classList.toggle("current", at === current));
  const point = points[current];
  if (focus && mine) {
    const radios = verdicts(point);
    (radios.find((radio) => radio.checked) || radios[0]).focus({ preventScroll: true });
  }
  if (scroll) point.scrollIntoView({ block: "nearest" });
  if (point.dataset.paper) show(point.dataset.paper);
}

function show(paper) {
  if (form.elements.paper.value === paper) return;
  for (const tab of tabs) {
    if (tab.dataset.paper === paper) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  for (const about of document.querySelectorAll("[data-about]")) about.hidden = about.dataset.about !== paper;
  form.elements.paper.value = paper;
  tell("desk:paper", tabs.find((tab) => tab.dataset.paper === paper));
}

function turn(step) {
  if (!tabs.length) return;
  const at = tabs.findIndex((tab) => tab.dataset.paper === form.elements.paper.value);
  const tab = tabs[(at + step + tabs.length) % tabs.length];
  show(tab.dataset.paper);
  tab.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function tally() {
  const told = document.querySelector("[data-tally]");
  if (told) told.textContent = points.filter(judged).length;
}

/** The next point that is not judged, else the conclusion. */
function onward() {
  const next = points.findIndex((point, at) => at > current && !judged(point));
  if (next >= 0) go(next);
  else {
    const open = points.findIndex((point) => !judged(point));
    if (open >= 0) go(open);
    else opinion?.focus();
  }
}

function judge(index) {
  if (current < 0) go(0);
  const radio = verdicts(points[current])[index];
  if (!radio || radio.disabled) return;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  if (index === 1) remark();
  else onward();
}

function remark() {
  if (current < 0) go(0);
  const more = points[current].querySelector(".more");
  more.open = true;
  more.querySelector("textarea").focus();
}

/** Put words into the text that has the focus, else at the end of the opinion. */
function insert(words) {
  const active = document.activeElement;
  const into = active?.tagName === "TEXTAREA" ? active : opinion;
  const end = active === into ? into.selectionEnd : into.value.length;
  const before = into.value.slice(0, end);
  const gap = before && !before.endsWith("\n") && active !== into ? "\n" : "";
  into.focus();
  into.setRangeText(gap + words, end, end, "end");
  into.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The unmet points in words: remark and place. */
function unmet() {
  const lines = points.filter((point) => verdicts(point)[1]?.checked).map((point, at) => {
    const text = point.querySelector("legend").textContent.replace(/^\s*\d+\.\s*/, "").trim();
    const said = point.querySelector("textarea").value.trim() || point.querySelector(".unmet span").textContent;
    const page = point.querySelector("[name^=page-]").value;
    const paper = point.querySelector("select").selectedOptions[0]?.textContent.replace(/^\d+\s/, "").trim();
    return `${at + 1}. ${text}：${said}${page ? `（《${paper}》第 ${page} 页）` : ""}`;
  });
  if (lines.length) insert(lines.join("\n"));
}

const KEYS = {
  1: () => mine && judge(0), 2: () => mine && judge(1), 3: () => mine && judge(2),
  j: () => go(current + 1), k: () => go(current - 1), "]": () => turn(1), "[": () => turn(-1),
  n: () => tell("desk:do", "page-on"), p: () => tell("desk:do", "page-back"), d: () => tell("desk:do", "compare"),
  "+": () => tell("desk:do", "larger"), "=": () => tell("desk:do", "larger"), "-": () => tell("desk:do", "smaller"),
  r: () => mine && remark(), m: () => mine && place(), o: () => opinion?.focus(), u: () => mine && unmet(),
  g: () => (form.querySelector("[name=choice]:checked") || form.querySelector("[name=choice]"))?.focus(),
  "?": () => { help.open = !help.open; if (help.open) help.querySelector("summary").focus(); },
};

function place() {
  if (current < 0) go(0);
  points[current].querySelector(".more").open = true;
  tell("desk:mark", points[current]);
}

const typing = (one) => one.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");

document.addEventListener("keydown", (event) => {
  if (event.isComposing || !form) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return press(event, "conclude");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") return press(event, "save");
  if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
    const phrase = document.querySelectorAll("[data-phrase]")[Number(event.code.at(-1)) - 1];
    if (phrase) { event.preventDefault(); insert(phrase.dataset.phrase); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) { event.preventDefault(); go(Math.max(current, 0)); return; }
  if (typing(event.target) || (toggle && !toggle.checked)) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act) { event.preventDefault(); act(); }
});

function press(event, what) {
  const button = form.querySelector(`.buttons [value=${what}]`);
  if (!button) return;
  event.preventDefault();
  form.requestSubmit(button);
}

if (form) {
  form.addEventListener("change", tally);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.phrase) { event.preventDefault(); insert(button.dataset.phrase); }
    else if (button.value === "unmet") { event.preventDefault(); unmet(); }
    else if (button.dataset.do === "mark") { go(points.indexOf(button.closest(".judge-point")), false); place(); }
  });
  form.addEventListener("focusin", (event) => {
    const at = points.indexOf(event.target.closest(".judge-point"));
    if (at >= 0 && at !== current) go(at, false);
  });
  for (const tab of tabs) {
    tab.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      show(tab.dataset.paper);
    });
  }
  if (toggle) {
    toggle.checked = localStorage.getItem("desk-keys") !== "off";
    toggle.addEventListener("change", () => localStorage.setItem("desk-keys", toggle.checked ? "on" : "off"));
  }
  // begin at the first point still open; an error summary or a conflict keeps the focus
  if (mine && !document.querySelector(".govuk-error-summary, .banner.bad")) {
    const open = points.findIndex((point) => !judged(point));
    const beside = matchMedia("(min-width: 60em)").matches; // below, the papers stand above the points
    if (!location.hash) go(open < 0 ? 0 : open, beside, beside);
  }
}
