// What was typed and is not yet saved, cell by cell, and what can be undone. Knows neither the document nor the network.
import { isGone, moved } from "./moves.js";
import { plain } from "./sheet.js";

// An entry holds `was` (what the server had), `value`, `before` (what an undo brings back) and its `status`:
// typing, waiting, saving, failed, conflict.
export class Edits {
  constructor(values, store) {
    this.values = new Map(Object.entries(values));
    this.store = store;
    this.pending = new Map();
    this.undoable = [];
    this.saved = new Set();
    this.version = 0;
  }

  shown(pointer) {
    const entry = this.pending.get(pointer);
    return entry ? entry.value : this.values.get(pointer) || "";
  }

  // Notes what stands in a cell while somebody types in it.
  touch(pointer, value) {
    const entry = this.pending.get(pointer);
    if (!entry) this._set(pointer, { was: this.values.get(pointer) || "", value, before: this.shown(pointer), status: "typing" });
    else if (entry.status === "conflict") this._set(pointer, { ...entry, value });
    else if (entry.status === "typing") this._set(pointer, { ...entry, value });
    else this._set(pointer, { ...entry, value, before: entry.value, status: "typing", message: "" });
  }

  // Makes what was typed in the cells final, as one step of undo; returns whether anything is to be sent.
  commit(pointers) {
    const step = [];
    for (const pointer of pointers) {
      const entry = this.pending.get(pointer);
      if (!entry || entry.status !== "typing") continue;
      if (plain(entry.value) !== plain(entry.before)) step.push({ pointer, value: entry.before });
      if (plain(entry.value) === plain(entry.was) && !entry.sent) this._drop(pointer);
      else this._set(pointer, { ...entry, status: "waiting" });
    }
    if (step.length) this.undoable.push(step);
    return step.length > 0;
  }

  // Puts a value into a cell; where the person left another one there before the page was opened, only if that still stands.
  put(pointer, value, left) {
    const isNew = !this.pending.has(pointer);
    this.touch(pointer, value);
    if (left !== undefined && isNew) this._set(pointer, { ...this.pending.get(pointer), was: left });
  }

  // What the person did before the page was opened can be undone too.
  remember(steps) { this.undoable.unshift(...steps); }

  // The rows were changed, which made that version of the form: a step of undo of its own.
  rowsChanged(version) { this.undoable.push({ rows: version }); }

  // Takes the last step back: cells, which are returned, or rows, of which the version is.
  undo() {
    const step = this.undoable.pop();
    if (!step || step.rows) return { rows: step && step.rows, changed: [] };
    const cells = step.filter(({ pointer }) => !isGone(pointer));
    if (!cells.length) return this.undo();
    const isOvertaken = cells.some(({ pointer, was }) => was !== undefined && was !== this.values.get(pointer));
    cells.forEach(({ pointer, value, was }) => this.put(pointer, value, was));
    if (this.commit(cells.map(({ pointer }) => pointer))) this.undoable.pop();
    return { changed: cells.map(({ pointer }) => pointer), isOvertaken };
  }

  // Gives what has been typed since the last commit up again.
  restore(pointer) {
    const entry = this.pending.get(pointer);
    if (!entry || entry.status !== "typing") return;
    if (plain(entry.before) === plain(entry.was) && !entry.sent) this._drop(pointer);
    else this._set(pointer, { ...entry, value: entry.before, status: "waiting" });
  }

  // Marks what waits as being sent, and returns it.
  take({ typed = false } = {}) {
    const ready = [...this.pending].filter(([, { status }]) => status === "waiting" || (typed && status === "typing"));
    ready.forEach(([pointer, entry]) => this.pending.set(pointer, { ...entry, sent: entry.value, status: "saving" }));
    return ready.map(([pointer, { was, value }]) => ({ pointer, was, value }));
  }

  // The request failed: what it held waits again.
  giveBack() {
    for (const [pointer, entry] of this.pending) {
      if (entry.sent === undefined) continue;
      const status = entry.status === "saving" ? "waiting" : entry.status;
      this.pending.set(pointer, { ...entry, sent: undefined, status });
    }
  }

  // Takes in an answer of the server: rows that moved, values, and what became of each cell that was sent.
  // Returns the values that others changed, and entries of rows that are gone.
  receive({ moves = [], values, version, saved = [], refused = [], conflicts = [] }) {
    const gone = this._follow(moves);
    const news = this._news(values, saved);
    this.values = new Map(Object.entries(values));
    this.version = version;
    saved.forEach((pointer) => this._acknowledge(pointer));
    refused.forEach(({ pointer, message }) => this._settle(pointer, { status: "failed", message }));
    conflicts.forEach(({ pointer, value, by, at }) => this._settle(pointer, { status: "conflict", theirs: value, by, at }));
    this.giveBack();
    for (const [pointer, entry] of this.pending) this.store.keep(pointer, entry, version);
    return { news, gone };
  }

  _news(values, saved) {
    const ours = new Set([...saved, ...this.pending.keys()]);
    return Object.keys(values).filter((it) => !ours.has(it) && this.values.has(it) && this.values.get(it) !== values[it]);
  }

  _follow(moves) {
    if (!moves.length) return [];
    const held = [...this.pending];
    held.forEach(([pointer]) => this._drop(pointer));
    const followed = held.map(([pointer, entry]) => [moved(pointer, moves), entry]);
    const gone = followed.filter(([pointer]) => isGone(pointer));
    followed.filter(([pointer]) => !isGone(pointer)).forEach(([pointer, entry]) => this._set(pointer, entry));
    this.values = new Map([...this.values].map(([pointer, value]) => [moved(pointer, moves), value]));
    this.saved = new Set([...this.saved].map((pointer) => moved(pointer, moves)));
    this.undoable = this.undoable.map((step) => (step.rows ? step
      : step.map((it) => ({ ...it, pointer: moved(it.pointer, moves) }))));
    return gone;
  }

  _acknowledge(pointer) {
    const entry = this.pending.get(pointer);
    this.saved.add(pointer);
    if (!entry) return;
    if (entry.value === entry.sent && entry.status === "saving") this._drop(pointer);
    else this._set(pointer, { ...entry, was: this.values.get(pointer), sent: undefined });
  }

  _settle(pointer, change) {
    const entry = this.pending.get(pointer);
    if (entry && entry.value === entry.sent) this._set(pointer, { ...entry, sent: undefined, ...change });
  }

  // Of two values in conflict, keeps one.
  choose(pointer, mine) {
    const entry = this.pending.get(pointer);
    if (!entry || entry.status !== "conflict") return;
    if (mine) this._set(pointer, { ...entry, was: entry.theirs, status: "waiting" });
    else this._drop(pointer);
  }

  // Gives up whatever was not saved.
  discard() { [...this.pending.keys()].forEach((pointer) => this._drop(pointer)); }

  // Finds again what an earlier visit could not send.
  recall() {
    const found = this.store.all();
    for (const [pointer, { was, value }] of found) this.pending.set(pointer, { was, value, before: was, status: "waiting" });
    return { count: found.size, version: Math.min(...[...found.values()].map(({ version }) => version)) };
  }

  count(...statuses) {
    return [...this.pending.values()].filter(({ status }) => statuses.includes(status)).length;
  }

  _set(pointer, entry) {
    this.pending.set(pointer, entry);
    this.store.keep(pointer, entry, this.version);
  }

  _drop(pointer) {
    this.pending.delete(pointer);
    this.store.drop(pointer);
  }
}
