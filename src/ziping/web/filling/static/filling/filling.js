// The fill-in page begins here: listens, and lets the desk do the rest.
import { Desk } from "./desk.js";
import { Edits } from "./edits.js";
import { onKey } from "./keys.js";
import { moved, rowOf } from "./moves.js";
import { onPaste } from "./pasting.js";
import { showSources } from "./panels.js";
import { Server } from "./server.js";
import { Sheet } from "./sheet.js";
import { Store } from "./store.js";
import { learn } from "./words.js";

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
  "add-row": () => desk.changeRows({ add: currentIndicator() ?? lastIndicator() }),
  "add-fund": (button) => {
    button.closest("details").open = false;
    desk.changeRows({ fund: button.dataset.source });
  },
  "remove-row": () => withRow(async ({ table, row }) => {
    const name = edits.shown(`/${table}/${row}/${table === "funds" ? "label" : "level3"}`);
    if (!await desk.changeRows({ table, remove: row })) return;
    desk.focusRow(table, row);
    desk.tell(["row_removed", { name }]);
  }),
  "row-up": () => moveRow(-1),
  "row-down": () => moveRow(1),
};

let lastCell;
let byTab = false; // as in a spreadsheet, what is typed after Tab takes the place of what stands in the cell
const indicators = (pointers) => pointers.map(rowOf).filter((it) => it && it.table === "indicators").map(({ row }) => row);
const currentIndicator = () => indicators([lastCell])[0];
const lastIndicator = () => Math.max(-1, ...indicators([...edits.values.keys()]));

const withRow = (act) => {
  const row = rowOf(lastCell);
  if (row) act(row);
  else desk.tell(["which_row"]);
};

const moveRow = (by) => withRow(async ({ table, row }) => {
  const name = lastCell.split("/")[3];
  if (await desk.changeRows({ table, move: row, by })) desk.focus(`/${table}/${row + by}/${name}`);
});

const cellOf = (target) => {
  const td = target.closest("[data-pointers]");
  return td && sheet.byPointer.get(td.dataset.pointers.split(" ")[0]);
};

const listen = () => {
  root.addEventListener("focusin", ({ target }) => {
    lastCell = (cellOf(target) || {}).pointer;
    if (byTab && target.matches("textarea")) target.select();
  });
  root.addEventListener("focusout", (event) => desk.commit(cellOf(event.target)));
  root.addEventListener("input", (event) => desk.typed(cellOf(event.target)));
  root.addEventListener("paste", (event) => onPaste(desk, event));
  root.addEventListener("compositionstart", () => desk.compose(true));
  root.addEventListener("compositionend", () => desk.compose(false));
  root.addEventListener("mousedown", (event) => {
    byTab = false;
    const cell = cellOf(event.target);
    if (!cell || !cell.area || event.target.closest("textarea, button")) return;
    event.preventDefault();
    cell.focus({ all: false });
  });
  document.addEventListener("keydown", (event) => {
    byTab = event.key === "Tab";
    onKey(desk, event);
  });
  document.addEventListener("submit", flushed);
  document.addEventListener("ziping:table", () => { lastCell = lastCell && moved(lastCell, state.moves); });
  window.addEventListener("online", () => desk.poll());
  window.addEventListener("focus", () => desk.poll());
  document.addEventListener("visibilitychange", () => desk.poll());
  window.addEventListener("pagehide", () => desk.send({ typed: true, last: true }));
  setInterval(() => desk.poll(), EVERY);
};

document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-do]");
  if (act && acts[act.dataset.do]) acts[act.dataset.do](act);
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
showSources(state.sources);
// What was typed before this script ran: in the fields, and not what the page came with.
const typedBefore = () => {
  const early = sheet.editable.filter((it) => it.area.value !== it.area.defaultValue);
  early.forEach((it) => desk.typed(it));
  early.filter((it) => it.area !== document.activeElement).forEach((it) => desk.commit(it));
};

if (state.editable) {
  listen();
  typedBefore();
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
