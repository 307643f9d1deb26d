// A form with data-draft="/address" is kept on the server while it is being filled in.
const PAUSE = 1500;
const CARRIED = ["csrfmiddlewaretoken", "version", "key"]; // not typed

function clock() {
  return new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** What was typed, without files: those have their own road. */
function typed(form) {
  const body = new FormData();
  for (const [name, value] of new FormData(form)) {
    if (!(value instanceof File)) body.append(name, value);
  }
  return body;
}

function keep(form) {
  const status = form.querySelector("[data-draft-status]");
  const words = status ? status.dataset : {};
  let timer = 0;
  let last = "";
  let busy = null;
  let again = false;

  // one save at a time: each carries the version that the one before it came back with
  function save() {
    if (busy) {
      again = true;
      return;
    }
    busy = send().finally(() => {
      busy = null;
      if (again) later();
      again = false;
    });
  }

  async function send() {
    const body = typed(form);
    const print = JSON.stringify([...body].filter(([name]) => !CARRIED.includes(name)));
    if (print === last) return;
    try {
      const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { "X-Draft": "1" }, keepalive: print.length < 60000 });
      if (answer.status === 409) {
        if (status) status.textContent = words.stale || "这份内容在别处保存过，请按“保存”核对";
        return;
      }
      if (!answer.ok) throw new Error(String(answer.status));
      const kept = await answer.json().catch(() => ({}));
      if (kept.version && form.elements.version) form.elements.version.value = kept.version;
      last = print;
      if (status) status.textContent = `${words.saved || "已自动保存"} ${clock()}`;
    } catch {
      if (status) status.textContent = words.failed || "暂时没有保存成功，请保持页面打开，稍后会再试";
      timer = setTimeout(save, 8 * PAUSE);
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  }
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!busy) return;
    event.preventDefault();
    const { submitter } = event;
    again = false;
    busy.then(() => form.requestSubmit(submitter));
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer) save();
  });
}

export function keepDrafts() {
  for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
}
