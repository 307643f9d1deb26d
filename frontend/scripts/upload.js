// A file field inside data-upload="/address" goes up in parts and goes on at the last part after a break.
//
//   POST   {address}             name, size              -> {"id", "offset", "part_size"}
//   GET    {address}{id}                                 -> {"id", "offset", "part_size"}
//   PATCH  {address}{id}?offset  the bytes from there on -> {"id", "offset", "part_size"}
//   POST   {address}{id}/done                            -> {"id", "name"}
//
// The hidden field data-upload-value then carries the file's id, and the plain file field is emptied.
const TRIES = 6;

const rest = (ms) => new Promise((go) => setTimeout(go, ms));
const stamp = (file) => `upload:${file.name}:${file.size}:${file.lastModified}`;

function token(form) {
  return form.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
}

class Refused extends Error {
  constructor(body) {
    super(body.detail || body.title || "");
    this.offset = body.offset;
  }
}

async function ask(address, options) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await fetch(address, options);
      const body = await answer.json().catch(() => ({}));
      if (answer.ok) return body;
      if (answer.status < 500 && answer.status !== 429) throw new Refused(body);
      throw new Error(String(answer.status));
    } catch (error) {
      if (error instanceof Refused || attempt >= TRIES) throw error;
      await rest(500 * 2 ** attempt);
    }
  }
}

async function begin(address, headers, box, file) {
  const known = sessionStorage.getItem(stamp(file));
  if (known) {
    const upload = await ask(address + known, { headers }).catch(() => null); // finished, expired or another's
    if (upload) return upload;
  }
  const body = new FormData();
  body.append("name", file.name);
  body.append("size", String(file.size));
  if (box.dataset.slot) body.append("slot", box.dataset.slot);
  const upload = await ask(address, { method: "POST", headers, body });
  sessionStorage.setItem(stamp(file), upload.id);
  return upload;
}

async function send(box, file) {
  const address = box.dataset.upload;
  const headers = { "X-CSRFToken": token(box.closest("form")) };
  let upload = await begin(address, headers, box, file);
  while (upload.offset < file.size) {
    show(box, upload.offset / file.size);
    const body = file.slice(upload.offset, upload.offset + upload.part_size);
    const sent = `${address}${upload.id}?offset=${upload.offset}`;
    try {
      upload = { ...upload, ...(await ask(sent, { method: "PATCH", headers, body })) };
    } catch (error) {
      // Part of what a broken line carried has arrived: go on behind it.
      if (!(error.offset > upload.offset)) throw error;
      upload = { ...upload, offset: error.offset };
    }
  }
  const done = await ask(`${address}${upload.id}/done`, { method: "POST", headers });
  sessionStorage.removeItem(stamp(file));
  return done;
}

function show(box, share, words) {
  const bar = box.querySelector("progress");
  const said = box.querySelector("output");
  bar.hidden = share >= 1 || words !== undefined;
  bar.value = share;
  said.textContent = words ?? `${Math.round(share * 100)}%`;
}

// Forms sent while a file was still going up, with the button pressed: sent again once the last has arrived.
const waiting = new Map();

function goOn(form) {
  if (!waiting.has(form) || form.querySelector("[data-upload][aria-busy]")) return;
  const button = waiting.get(form);
  waiting.delete(form);
  form.requestSubmit(button);
}

function enhance(box) {
  const field = box.querySelector("input[type=file]");
  const value = box.querySelector("[data-upload-value]");
  const form = box.closest("form");
  if (!field || !value || !form) return;
  field.addEventListener("change", async () => {
    const file = field.files[0];
    if (!file) return;
    box.setAttribute("aria-busy", "true");
    try {
      const done = await send(box, file);
      value.value = done.id;
      field.value = "";
      field.required = false;
      show(box, 1, `${box.dataset.said || "已上传"}：${done.name || file.name}`);
    } catch (error) {
      // The plain field still holds the file: sending the form sends it whole.
      show(box, 0, (error instanceof Refused && error.message) || box.dataset.failed || "上传中断，请重新选择同一文件，将从断点继续");
    } finally {
      box.removeAttribute("aria-busy");
      goOn(form);
    }
  });
  form.addEventListener("submit", (event) => {
    if (box.getAttribute("aria-busy")) {
      event.preventDefault();
      waiting.set(form, event.submitter);
      box.querySelector("output").focus();
    }
  });
}

export function resumeUploads() {
  for (const box of document.querySelectorAll("[data-upload]")) enhance(box);
}
