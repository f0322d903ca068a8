// Files are brought in and taken out without leaving the page; they can be dropped on the row of their indicator.
const shelves = document.querySelector("[data-shelves]");
const told = document.querySelector("[data-evidence-told]");

const send = async (form) => {
  told.textContent = told.dataset.sending;
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error", headers: { "X-Part": "evidence" },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    shelves.innerHTML = await answer.text();
    told.textContent = "";
    const wrong = shelves.querySelector("[aria-invalid]");
    if (wrong) wrong.focus();
  } catch {
    told.textContent = told.dataset.failed;
  }
};

shelves.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-evidence]")) return;
  event.preventDefault();
  send(event.target);
});

// Rows came in or went out: the indicators are called otherwise now.
document.addEventListener("ziping:table", async () => {
  const form = shelves.querySelector("form[enctype]");
  const answer = form && await fetch(form.action, { credentials: "same-origin", headers: { "X-Part": "evidence" } }).catch(() => null);
  if (answer && answer.ok) shelves.innerHTML = await answer.text();
});

const rowOf = (event) => event.target.closest && event.target.closest("[data-drop-here]");
const hasFiles = (event) => Array.from(event.dataTransfer.types).includes("Files");

shelves.addEventListener("dragover", (event) => {
  const row = rowOf(event);
  if (!row || !hasFiles(event)) return;
  event.preventDefault();
  shelves.querySelectorAll(".over").forEach((it) => it.classList.toggle("over", it === row));
  row.classList.add("over");
});
shelves.addEventListener("dragleave", (event) => {
  const row = rowOf(event);
  if (row && !row.contains(event.relatedTarget)) row.classList.remove("over");
});
shelves.addEventListener("drop", (event) => {
  const row = rowOf(event);
  if (!row || !hasFiles(event)) return;
  event.preventDefault();
  row.classList.remove("over");
  const form = row.querySelector("form[enctype]");
  form.querySelector("input[type=file]").files = event.dataTransfer.files;
  send(form);
});
