/*
 * What HTML and CSS cannot do. Every page works without it.
 * In: the page, htmx's events. Out: focus, a spoken sentence, a greyed field, a copied link.
 */
"use strict";

const say = (text) => {
  const live = document.getElementById("live");
  if (live && text) live.textContent = text;
};

/* After a swap the reader stands at the new heading, or at the list of mistakes. */
const focusOn = (region) => {
  const line = region.querySelector("[data-return]"); /* one that was edited in its place */
  if (line) {
    line.setAttribute("tabindex", "-1");
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "center" });
    return;
  }
  const goal = region.querySelector("[data-focus]") || region.querySelector("h1");
  if (!goal) return;
  goal.setAttribute("tabindex", "-1");
  goal.focus({ preventScroll: true });
  window.scrollTo(0, 0);
};

/* わからない empties the question: the figure beside it is greyed and comes back when it is unticked. */
const greyOut = (box) => {
  for (const id of (box.dataset.unknown || "").split(" ")) {
    const input = id && document.getElementById(id);
    if (input) input.disabled = box.checked;
  }
};

/* What a question of this page is answered with now; "unknown" for わからない. */
const answerTo = (form, name) => {
  const box = form.elements[`${name}-unknown`];
  if (box && box.checked) return "unknown";
  const field = form.elements[name];
  return field ? field.value : "";
};

/* "some" in a list of values means any figure but 0, or わからない. */
const fits = (answer, values) => {
  if (values.includes(answer)) return true;
  const figure = Number.parseFloat(answer.normalize("NFKC").replace(/[,\s]/g, ""));
  return values.includes("some") && answer !== "" && figure !== 0;
};

/* A follow-up shows once the answer it depends on is given: name=value,value;name=value */
const showFollowUps = (form) => {
  form.querySelectorAll("[data-shown-when]").forEach((field) => {
    field.removeAttribute("data-waits");
    const conditions = field.dataset.shownWhen.split(";").map((part) => part.split("="));
    field.hidden = !conditions.every(([name, values]) =>
      fits(answerTo(form, name), values.split(",")),
    );
  });
};

const prepare = (region) => {
  region.querySelectorAll("input[type=checkbox][data-unknown]").forEach(greyOut);
  region.querySelectorAll("form").forEach(showFollowUps);
  region.querySelectorAll("[data-needs-script]").forEach((element) => {
    element.hidden = false;
  });
};

/* A link to a part that is folded away opens it. */
const unfold = () => {
  const part = document.querySelector(":target");
  if (!part) return;
  const within = part.querySelector(":scope > details.fold");
  if (within) within.open = true;
  for (let fold = part; fold; fold = fold.parentElement) {
    if (fold.matches("details")) fold.open = true;
  }
};

const copyLink = async (button) => {
  const field = document.getElementById(button.dataset.copies);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    say(button.dataset.copied);
    button.textContent = button.dataset.copied;
  } catch {
    say(button.dataset.failed); /* the link stays selected: Ctrl+C does it */
  }
};

document.addEventListener("change", ({ target }) => {
  if (target.matches("input[type=checkbox][data-unknown]")) greyOut(target);
  if (target.form) showFollowUps(target.form);
});

/* While one types, so that the Tab key finds the follow-up. */
document.addEventListener("input", ({ target }) => {
  if (target.form) showFollowUps(target.form);
});

document.addEventListener("click", ({ target }) => {
  if (target.matches("[data-copies]")) copyLink(target);
  document.querySelectorAll("details.resume-link[open]").forEach((panel) => {
    if (!panel.contains(target)) panel.open = false;
  });
});

/* A double click sends once. Where the page stays, as for a file, it can be sent again after a second. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.hasAttribute("hx-post")) return; /* these know the revision that they were opened at */
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "on";
  setTimeout(() => delete form.dataset.sent, 1000);
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  document.querySelectorAll("details.resume-link[open]").forEach((panel) => {
    panel.open = false;
    panel.querySelector("summary").focus();
  });
});

window.addEventListener("hashchange", unfold);

/* A new page moves the reader; a region that a page replaces within itself leaves the focus alone. */
document.addEventListener("htmx:afterSettle", ({ target }) => {
  prepare(target);
  if (target.id === "main" || target === document.body) focusOn(target);
  const sentence = target.querySelector("[data-announce]");
  if (sentence) say(sentence.dataset.announce);
});

/* A file that became ready is fetched once; the page stays where it is. */
document.addEventListener("startDownload", ({ detail }) => {
  window.location.assign(detail.address);
});

/* htmx:responseError: the server cannot save now (503); the page stays as it is. Any other refusal is swapped in. */
for (const trouble of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(trouble, ({ detail }) => {
    if (trouble === "htmx:responseError" && detail.xhr.status !== 503) return;
    const notice = document.getElementById("trouble");
    if (notice) {
      notice.hidden = false;
      notice.textContent = document.body.dataset.trouble;
    }
    say(document.body.dataset.trouble);
  });
}

/* After everything else: the page for a lost network is kept for later. */
window.addEventListener("load", () => {
  const { worker } = document.body.dataset;
  if (worker && "serviceWorker" in navigator) {
    navigator.serviceWorker.register(worker).catch(() => {}); /* a browser that keeps nothing */
  }
});

document.addEventListener("DOMContentLoaded", () => {
  prepare(document);
  unfold();
  const mistakes = document.querySelector(".error-summary");
  if (mistakes) mistakes.focus();
});
