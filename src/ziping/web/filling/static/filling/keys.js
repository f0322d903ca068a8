// Moving about by the keyboard: Enter and arrows down a column, Tab along, Escape to take typing back, Ctrl+Z to undo.

const isAtEdge = (area, step) => {
  const { selectionStart, selectionEnd, value } = area;
  if (selectionStart === 0 && selectionEnd === value.length) return true;
  if (selectionStart !== selectionEnd) return false;
  const rest = step > 0 ? value.slice(selectionEnd) : value.slice(0, selectionStart);
  return rest === "" || (!value.includes("\n") && area.clientHeight < 40);
};

const move = (desk, cell, step, event) => {
  event.preventDefault();
  const next = desk.sheet.neighbour(cell, step);
  if (next) next.focus();
  else desk.commit(cell);
};

const enter = (desk, cell, event) => {
  if (!event.altKey && !event.ctrlKey) {
    move(desk, cell, event.shiftKey ? -1 : 1, event);
    return;
  }
  event.preventDefault();
  cell.area.setRangeText("\n", cell.area.selectionStart, cell.area.selectionEnd, "end");
  desk.typed(cell);
};

const undo = (desk, cell, event) => {
  const isTyping = cell && cell.pointers.some((it) => (desk.edits.pending.get(it) || {}).status === "typing");
  if (isTyping || event.shiftKey) return;
  event.preventDefault();
  desk.undo();
};

const moveRow = (step) => document.querySelector(`[data-do=${step > 0 ? "row-down" : "row-up"}]`).click();

const KEYS = {
  Enter: enter,
  ArrowDown: (desk, cell, event) => { if (event.altKey) moveRow(1); else if (isAtEdge(cell.area, 1)) move(desk, cell, 1, event); },
  ArrowUp: (desk, cell, event) => { if (event.altKey) moveRow(-1); else if (isAtEdge(cell.area, -1)) move(desk, cell, -1, event); },
  Escape: (desk, cell) => desk.restore(cell),
};

export const onKey = (desk, event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const cell = desk.sheet.current;
  const isField = cell && cell.area === document.activeElement;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") undo(desk, isField ? cell : null, event);
  else if (isField && KEYS[event.key] && !(event.shiftKey && event.key !== "Enter")) KEYS[event.key](desk, cell, event);
};
