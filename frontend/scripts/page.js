// Every page works without this file; it only makes some of them smoother.
import { Button, CharacterCount, Checkboxes, ErrorSummary, Radios } from "govuk-frontend";
import { keepDrafts } from "./draft.js";
import { resumeUploads } from "./upload.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

function start(Component, name, config) {
  for (const element of document.querySelectorAll(`[data-module="${name}"]`)) {
    try {
      new Component(element, config);
    } catch (error) {
      console.warn(error);
    }
  }
}

start(ErrorSummary, "govuk-error-summary");
start(Button, "govuk-button", { preventDoubleClick: true });
start(Checkboxes, "govuk-checkboxes");
start(Radios, "govuk-radios");
start(CharacterCount, "govuk-character-count", {
  i18n: {
    charactersUnderLimit: { other: "还可以输入 %{count} 个字" },
    charactersAtLimit: "已到字数上限",
    charactersOverLimit: { other: "超出 %{count} 个字" },
  },
});

for (const field of document.querySelectorAll("[data-submits]")) {
  field.addEventListener("change", () => field.form.requestSubmit());
}

keepDrafts();
resumeUploads();
