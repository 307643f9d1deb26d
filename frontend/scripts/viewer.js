// Shows a paper of the case: PDF pages on a canvas, images as they are; places marked, versions compared.
import * as pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";
import { differences } from "./differences.js";

const viewer = document.querySelector("[data-viewer]");
const sheet = viewer?.querySelector("[data-sheet]");
const bar = viewer?.querySelector("[data-bar]");
const words = viewer?.dataset;
const WHOLE = 1000;
const SVG = "http://www.w3.org/2000/svg";
let shown = null; // the tab of the paper shown
let document_ = null; // its PDF
let page = 1;
let zoom = 1;
let turn = 0; // grows with each drawing: a late one is dropped

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const say = (text) => { viewer.querySelector("[data-said]").textContent = text; };

function open(address) {
  const base = new URL(".", new URL(words.worker, location.href)).href;
  return pdfjs.getDocument({
    url: address,
    cMapUrl: `${base}pdf/cmaps/`,
    cMapPacked: true,
    useSystemFonts: true,
    wasmUrl: `${base}pdf/wasm/`,
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
}

async function show(tab) {
  const mine = ++turn;
  shown = tab;
  page = 1;
  zoom = 1;
  document_?.destroy();
  document_ = null;
  closeComparison();
  bar.hidden = tab.dataset.kind !== "pdf";
  bar.querySelector("[data-do=compare]").hidden = !(tab.dataset.kind === "pdf" && tab.dataset.earlier);
  viewer.querySelector("[data-words]").textContent = "";
  if (tab.dataset.kind === "image") return image(tab);
  if (tab.dataset.kind !== "pdf") return message(tab);
  message(tab, words.loading);
  try {
    const opened = await open(tab.dataset.src);
    if (mine !== turn) { opened.destroy(); return; }
    document_ = opened;
    bar.querySelector("[data-pages]").textContent = `/ ${opened.numPages}`;
    await draw();
  } catch {
    if (mine === turn) { bar.hidden = true; message(tab, words.failed); }
  }
}

function message(tab, text = "") {
  const told = document.createElement("p");
  told.className = "no-preview";
  if (text) told.append(text, " ");
  if (text !== words.loading) {
    const link = document.createElement("a");
    link.href = tab.dataset.src;
    link.textContent = tab.dataset.file;
    told.append(link);
  }
  sheet.replaceChildren(told);
}

function image(tab) {
  const picture = new Image();
  picture.alt = tab.textContent.trim();
  picture.src = tab.dataset.src;
  sheet.replaceChildren(frame(picture));
  marks();
}

/** What is shown with a layer for places over it. */
function frame(content) {
  const around = document.createElement("div");
  around.className = "page-frame";
  const layer = document.createElementNS(SVG, "svg");
  layer.setAttribute("class", "page-marks");
  layer.setAttribute("viewBox", `0 0 ${WHOLE} ${WHOLE}`);
  layer.setAttribute("preserveAspectRatio", "none");
  layer.setAttribute("aria-hidden", "true");
  around.append(content, layer);
  drag(around, layer);
  return around;
}

async function draw() {
  const mine = ++turn;
  const one = await document_.getPage(page);
  const plain = one.getViewport({ scale: 1 });
  const room = Math.max(280, sheet.clientWidth - 26);
  const scale = (room / plain.width) * zoom;
  const sharp = Math.min(window.devicePixelRatio || 1, 2);
  const viewport = one.getViewport({ scale: scale * sharp });
  const canvas = document.createElement("canvas");
  canvas.width = viewport.width;
  canvas.height = viewport.height;
  canvas.style.width = `${Math.floor(viewport.width / sharp)}px`;
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", fill(words.pageOf, { page, pages: document_.numPages }));
  await one.render({ canvasContext: canvas.getContext("2d"), canvas, viewport }).promise;
  if (mine !== turn) return;
  sheet.replaceChildren(frame(canvas));
  sheet.scrollTop = 0;
  bar.querySelector("[data-page]").value = page;
  viewer.dataset.drawn = `${shown.dataset.paper}:${page}`;
  say(fill(words.pageOf, { page, pages: document_.numPages }));
  marks();
  const text = await one.getTextContent();
  if (mine === turn) viewer.querySelector("[data-words]").textContent = text.items.map((item) => item.str).join("");
}

function goto(wanted) {
  if (!document_) return;
  const next = Math.max(1, Math.min(document_.numPages, wanted || 1));
  bar.querySelector("[data-page]").value = next;
  if (next === page) return;
  page = next;
  draw();
}

function scale(by) {
  zoom = Math.max(0.5, Math.min(4, zoom * by));
  if (document_) draw();
  else sheet.querySelector("img")?.style.setProperty("width", `${100 * zoom}%`);
}

// ---- places ----
const field = (point, name) => point.querySelector(`[name^="${name}-"]`);
const pageShown = () => (document_ ? page : 1);

function marks() {
  const layer = sheet.querySelector(".page-marks");
  if (!layer) return;
  layer.replaceChildren();
  for (const point of document.querySelectorAll(".judge-point")) {
    const box = field(point, "box").value.split(",").map(Number);
    const here = field(point, "paper").value === shown.dataset.paper && Number(field(point, "page").value) === pageShown();
    if (here && box.length === 4) layer.append(rectangle(box));
  }
}

function rectangle([left, top, width, height]) {
  const drawn = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ x: left, y: top, width, height })) drawn.setAttribute(name, value);
  return drawn;
}

/** Drag a box over the page: it becomes the place of the current point. */
function drag(around, layer) {
  let from = null;
  let drawn = null;
  const at = (event) => {
    const box = around.getBoundingClientRect();
    const part = (value, size) => Math.round(Math.max(0, Math.min(1, value / size)) * WHOLE);
    return [part(event.clientX - box.left, box.width), part(event.clientY - box.top, box.height)];
  };
  const sides = (to) => [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.abs(from[0] - to[0]), Math.abs(from[1] - to[1])];
  around.addEventListener("pointerdown", (event) => {
    const point = document.querySelector(".judge-point.current");
    if (event.button || event.pointerType === "touch" || !point || point.querySelector("fieldset").disabled) return;
    event.preventDefault();
    from = at(event);
    drawn = rectangle([...from, 0, 0]);
    layer.append(drawn);
    around.setPointerCapture(event.pointerId);
  });
  around.addEventListener("pointermove", (event) => {
    if (!from) return;
    const [left, top, width, height] = sides(at(event));
    for (const [name, value] of Object.entries({ x: left, y: top, width, height })) drawn.setAttribute(name, value);
  });
  around.addEventListener("pointerup", (event) => {
    if (!from) return;
    const box = sides(at(event));
    from = null;
    drawn.remove();
    if (box[2] > 5 && box[3] > 5) mark(document.querySelector(".judge-point.current"), box);
  });
}

function mark(point, box = null) {
  if (!shown || !point) return;
  field(point, "paper").value = shown.dataset.paper;
  field(point, "page").value = pageShown();
  field(point, "box").value = box ? box.join(",") : "";
  point.querySelector(".more").open = true;
  field(point, "page").dispatchEvent(new Event("change", { bubbles: true }));
  say(fill(words.marked, { page: pageShown() }));
  marks();
}

// ---- versions ----
async function lines(opened) {
  const pages = [];
  for (let at = 1; at <= opened.numPages; at += 1) {
    const text = await (await opened.getPage(at)).getTextContent();
    const found = [];
    let line = "";
    for (const item of text.items) {
      line += item.str;
      if (item.hasEOL) { found.push(line.trim()); line = ""; }
    }
    pages.push([...found, line.trim()].filter(Boolean));
  }
  return pages;
}

function closeComparison() {
  const told = viewer.querySelector("[data-differences]");
  told.hidden = true;
  told.replaceChildren();
  bar.querySelector("[data-do=compare]").setAttribute("aria-pressed", "false");
}

async function compare() {
  const button = bar.querySelector("[data-do=compare]");
  if (!document_ || button.hidden) return;
  if (button.getAttribute("aria-pressed") === "true") return closeComparison();
  button.setAttribute("aria-pressed", "true");
  const mine = shown;
  const told = viewer.querySelector("[data-differences]");
  told.hidden = false;
  told.textContent = words.loading;
  try {
    const before = await open(shown.dataset.earlier);
    const [old, now] = [await lines(before), await lines(document_)];
    before.destroy();
    if (mine === shown) tell(told, old, now);
  } catch {
    if (mine === shown) told.textContent = words.failed;
  }
}

function tell(told, old, now) {
  const without = (pages) => pages.every((one) => !one.length);
  if (without(old) || without(now)) { told.textContent = words.noText; return; }
  const found = differences(old, now);
  if (!found.length) { told.textContent = words.same; return; }
  told.replaceChildren(...found.map(({ page: at, removed, added }) => {
    const part = document.createElement("div");
    const head = document.createElement("button");
    head.type = "button";
    head.className = "button link";
    head.textContent = fill(words.onPage, { page: at });
    head.addEventListener("click", () => goto(at));
    part.append(head, ...removed.map((text) => entry("del", words.removed, text)), ...added.map((text) => entry("ins", words.added, text)));
    return part;
  }));
}

function entry(tag, label, text) {
  const line = document.createElement("p");
  const changed = document.createElement(tag);
  changed.textContent = text;
  line.append(`${label}：`, changed);
  return line;
}

// ---- what is asked of it ----
const DOES = {
  "page-on": () => goto(page + 1), "page-back": () => goto(page - 1), larger: () => scale(1.25), smaller: () => scale(0.8), compare,
};

if (viewer) {
  pdfjs.GlobalWorkerOptions.workerSrc = words.worker;
  document.addEventListener("desk:paper", (event) => show(event.detail));
  document.addEventListener("desk:do", (event) => DOES[event.detail]?.());
  document.addEventListener("desk:mark", (event) => mark(event.detail));
  bar.addEventListener("click", (event) => DOES[event.target.closest("button")?.dataset.do]?.());
  bar.querySelector("[data-page]").addEventListener("change", (event) => goto(Number(event.target.value)));
  document.addEventListener("change", (event) => {
    if (!/^(page|paper)-/.test(event.target.name || "")) return;
    const point = event.target.closest(".judge-point");
    if (event.isTrusted && point) field(point, "box").value = "";
    marks();
  });
  // Enter in a page number goes to the page; it must not send the form
  bar.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches("input")) { event.preventDefault(); goto(Number(event.target.value)); } });
  const first = document.querySelector(".paper-tabs [aria-current]");
  if (first && !shown) show(first);
}
