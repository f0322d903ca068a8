// The official table: its cells by pointer and by place. Knows the document, and nothing of saving.
export const plain = (text) => text.replace(/\r\n?/g, "\n");

const element = (tag, className, text = "") => {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
};

export class Cell {
  constructor(td) {
    this.td = td;
    this.area = td.querySelector("textarea");
    this.pointers = (td.dataset.pointers || "").split(" ").filter(Boolean);
    [this.row, this.column, this.rows, this.columns] = (td.dataset.at || "-1 0 1 1").split(" ").map(Number);
    this.name = this.area ? this.area.getAttribute("aria-label") : "";
  }

  get pointer() { return this.pointers[0]; }

  get value() { return this.area.value; }

  get isNumber() { return this.td.classList.contains("number"); }

  // Shows a value without moving the cursor of somebody who stands in the cell.
  show(value) {
    const text = plain(value);
    if (this.area.value === text) return;
    const { selectionStart, selectionEnd } = this.area;
    const focused = document.activeElement === this.area;
    this.area.value = text;
    if (focused) this.area.setSelectionRange(Math.min(selectionStart, text.length), Math.min(selectionEnd, text.length));
    this.grow();
  }

  grow() { this.area.parentElement.dataset.text = this.area.value; }

  state(name) {
    if (name) this.td.dataset.state = name;
    else delete this.td.dataset.state;
  }

  // Puts one line of its own kind below the value, or takes it away. Whoever stands on its button stays in the cell: the cursor
  // would be lost with an element that is taken away.
  note(kind, text, ...buttons) {
    const find = () => this.td.querySelector(`.note.${kind}`);
    const made = text ? element("div", `note ${kind}`, text) : null;
    if (made) made.append(...buttons);
    const found = find();
    if (found && made && found.textContent === made.textContent) return found;
    const isHeld = found && found.contains(document.activeElement);
    if (isHeld) this.area.focus();
    const old = find(); // leaving the button may have changed it
    if (old && made) old.replaceWith(made);
    else if (old) old.remove();
    else if (made) this.td.append(made);
    if (isHeld && buttons.length) buttons[0].focus();
    return made;
  }

  focus({ all = true } = {}) {
    (this.area || this.td).focus();
    if (this.area && all) this.area.select();
    this.td.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
}

export const button = (text, label, act, data = {}) => {
  const made = element("button", "small", text);
  made.type = "button";
  if (label) made.setAttribute("aria-label", label);
  Object.assign(made.dataset, data);
  made.addEventListener("click", act);
  return made;
};

export class Sheet {
  constructor(root) {
    this.root = root;
    this.build();
  }

  build() {
    this.cells = [...this.root.querySelectorAll("[data-at], .above .cell")].map((td) => new Cell(td));
    this.byPointer = new Map(this.cells.flatMap((cell) => cell.pointers.map((pointer) => [pointer, cell])));
    this.byPlace = new Map();
    for (const cell of this.cells.filter((it) => it.row >= 0)) {
      for (let row = cell.row; row < cell.row + cell.rows; row += 1) {
        for (let column = cell.column; column < cell.column + cell.columns; column += 1) {
          this.byPlace.set(`${row} ${column}`, cell);
        }
      }
    }
  }

  get editable() { return this.cells.filter((cell) => cell.area); }

  get current() {
    const td = document.activeElement && document.activeElement.closest("[data-pointers]");
    return td ? this.byPointer.get(td.dataset.pointers.split(" ")[0]) : undefined;
  }

  place(row, column) { return this.byPlace.get(`${row} ${column}`); }

  // The next cell that can be filled in above or below, in the column where the given cell begins.
  neighbour(cell, step) {
    const last = this.cells.reduce((most, it) => Math.max(most, it.row + it.rows), 0);
    for (let row = step > 0 ? cell.row + cell.rows : cell.row - 1; row >= 0 && row < last; row += step) {
      const found = this.place(row, cell.column);
      if (found && found !== cell && found.area) return found;
    }
    return undefined;
  }

  // The columns that begin at or right of a cell's, in its row.
  columnsFrom(cell) {
    const columns = [];
    for (let column = cell.column, seen; this.place(cell.row, column); column += 1) {
      const found = this.place(cell.row, column);
      if (found !== seen) columns.push(column);
      seen = found;
    }
    return columns;
  }

  // Puts another table in the place of this one; the cursor stays in its cell, wherever that is by then. Returns what puts it
  // to its place in the text, once the text is there.
  replace(html, moved) {
    const held = this.current;
    const selection = held && held.area && [held.area.selectionStart, held.area.selectionEnd];
    this.root.innerHTML = html;
    this.build();
    document.dispatchEvent(new Event("ziping:table"));
    const cell = held && this.byPointer.get(moved(held.pointer));
    if (!cell) return () => {};
    cell.focus({ all: false });
    return () => { if (selection && cell.area) cell.area.setSelectionRange(...selection); };
  }
}
