// The fill-in page begins here: listens, and lets the desk do the rest.
import { Desk } from "./desk.js";
import { Edits } from "./edits.js";
import { onKey } from "./keys.js";
import { onPaste } from "./pasting.js";
import { Server } from "./server.js";
import { Sheet } from "./sheet.js";
import { Store } from "./store.js";
import { learn, say } from "./words.js";

const EVERY = 15000;

const state = JSON.parse(document.getElementById("filling-state").textContent);
learn(state.words);
const root = document.querySelector("[data-sheet]");
const sheet = new Sheet(root);
const edits = new Edits(state.values, new Store(state.form, state.person));
edits.version = state.version;
const desk = new Desk(sheet, edits, new Server(state.form), state);

const acts = {
  undo: () => desk.undo(),
  discard: () => desk.discard(),
  "take-all": () => desk.takeAll(),
  retry: () => desk.poll(),
  "add-row": () => desk.changeRows({ add: currentRow() ?? lastRow() }),
  "remove-row": () => {
    const row = currentRow();
    const name = row === undefined ? "" : edits.shown(`/indicators/${row}/level3`);
    if (row === undefined) desk.tell(["which_row"]);
    else if (window.confirm(say("remove_row", { name }))) desk.changeRows({ remove: row });
  },
};

let lastCell;
const rowOf = (pointer) => (/^\/indicators\/(\d+)\//.exec(pointer || "") || [])[1];
const currentRow = () => {
  const row = rowOf(lastCell);
  return row === undefined ? undefined : Number(row);
};
const lastRow = () => Math.max(-1, ...[...edits.values.keys()].map((it) => Number(rowOf(it) ?? -1)));

const cellOf = (target) => {
  const td = target.closest("[data-pointers]");
  return td && sheet.byPointer.get(td.dataset.pointers.split(" ")[0]);
};

const listen = () => {
  root.addEventListener("focusin", (event) => { lastCell = (cellOf(event.target) || {}).pointer; });
  root.addEventListener("focusout", (event) => desk.commit(cellOf(event.target)));
  root.addEventListener("input", (event) => desk.typed(cellOf(event.target)));
  root.addEventListener("paste", (event) => onPaste(desk, event));
  root.addEventListener("compositionstart", () => desk.compose(true));
  root.addEventListener("compositionend", () => desk.compose(false));
  root.addEventListener("mousedown", (event) => {
    const cell = cellOf(event.target);
    if (!cell || !cell.area || event.target.closest("textarea, button")) return;
    event.preventDefault();
    cell.focus({ all: false });
  });
  document.addEventListener("keydown", (event) => onKey(desk, event));
  document.addEventListener("submit", flushed);
  window.addEventListener("online", () => desk.poll());
  window.addEventListener("focus", () => desk.poll());
  document.addEventListener("visibilitychange", () => desk.poll());
  window.addEventListener("pagehide", () => desk.send({ typed: true, last: true }));
  setInterval(() => desk.poll(), EVERY);
};

document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-do]");
  if (act && acts[act.dataset.do]) acts[act.dataset.do]();
});

// A link to a level that spans rows leads to the cell that stands for it; all others are followed by records/review.js.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto]");
  if (link && !event.defaultPrevented && desk.focus(link.dataset.goto)) event.preventDefault();
});

// Steps are taken with the form as it is shown: what is still being saved is waited for.
const flushed = async (event) => {
  if (!event.target.matches("#way form, #remarks form") || !edits.pending.size) return;
  event.preventDefault();
  const { target, submitter } = event;
  await desk.settle();
  if (!edits.pending.size) target.requestSubmit(submitter);
};

const { count, version } = edits.recall();
if (state.editable) {
  listen();
  if (count) edits.version = Math.min(version, state.version);
  desk.refresh();
  if (count) {
    desk.tell(["restored", { n: count }]);
    desk.send();
  }
} else if (count) {
  desk.leftOver();
} else {
  desk.refresh();
}
root.dataset.ready = "";
