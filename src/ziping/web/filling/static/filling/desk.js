// The desk at which a form is filled in: brings the table, the edits and the server together.
import { showBanner, showFound, showProgress, showSources, showVersion, tell } from "./panels.js";
import { moved } from "./moves.js";
import { Failure } from "./server.js";
import { button } from "./sheet.js";
import { say } from "./words.js";

const LONGEST_WAIT = 30000;
const IDLE = 3000; // a long text is saved while its writer thinks

export class Desk {
  constructor(sheet, edits, server, state) {
    Object.assign(this, { sheet, edits, server, state });
    this.busy = false;
    this.composing = false;
    this.failure = null;
    this.wait = 1000;
    this.orphans = [];
    this.later = [];
  }

  // What stands in a cell was typed just now.
  typed(cell) {
    cell.grow();
    cell.pointers.forEach((pointer) => this.edits.touch(pointer, cell.value));
    clearTimeout(this.idle);
    if (!cell.isNumber) this.idle = setTimeout(() => this.commit(cell), IDLE);
    this.refresh([cell]);
  }

  commit(cell) {
    if (this.composing || !cell || !cell.area) return;
    this.edits.commit(cell.pointers);
    this.refresh([cell]);
    this.send();
  }

  // Puts values into cells as one step of undo.
  fill(changes) {
    const changed = changes.filter(({ pointer, value }) => this.edits.shown(pointer) !== value);
    changed.forEach(({ pointer, value }) => this.edits.put(pointer, value));
    this.edits.commit(changed.map(({ pointer }) => pointer));
    this.refresh();
    this.send();
    return changed.length;
  }

  async undo() {
    if (!this.edits.undoable.length) await (this.remembering ||= this.remember());
    const { rows, changed, isOvertaken } = this.edits.undo();
    if (rows) {
      this.undoRows(rows);
      return;
    }
    this.refresh();
    const cell = this.sheet.byPointer.get(changed[0]);
    if (cell) cell.focus();
    if (!isOvertaken) this.tell([changed.length ? "undone" : "nothing_to_undo"]);
    this.send();
  }

  // Asks for what the person did before the page was opened, once, with everything saved and the form as it is by now.
  async remember() {
    let told;
    await this.settle();
    await this.exchange(() => this.server.since(this.edits.version, this.state.shape));
    await this.exchange(async () => {
      told = await this.server.undoable();
      return {};
    });
    if (told && told.version === this.edits.version) this.edits.remember(told.steps);
    else this.remembering = null;
  }

  restore(cell) {
    cell.pointers.forEach((pointer) => this.edits.restore(pointer));
    this.refresh([cell]);
    cell.area.select();
    this.send();
  }

  take(pointers) {
    const known = this.state.computed;
    return this.fill(pointers.filter((it) => known[it] && known[it].value && known[it].differs)
      .map((pointer) => ({ pointer, value: known[pointer].value })));
  }

  takeOne(cell) {
    this.take([cell.pointer]);
    cell.focus();
  }

  takeAll() { this.tell(["took_all", { n: this.take(Object.keys(this.state.computed)) }]); }

  discard() {
    this.edits.discard();
    this.orphans = [];
    if (this.failure && this.failure.kind === "closed") this.failure = null;
    this.refresh();
  }

  // The form is no longer the person's to fill in, and something was not saved before.
  leftOver() {
    this.failure = new Failure("closed");
    this.orphans = [...this.edits.pending.values()].map(({ value }) => value);
    this.refresh();
  }

  // What was typed is saved first, so that a row goes out with all that it held. Where the change did not come about, the page
  // says why, and there is nothing to undo.
  async changeRows(change) {
    await this.settle();
    const before = this.edits.version;
    await this.exchange(() => this.server.post("rows", { ...this.seen(), ...change }));
    const { failure, state } = this;
    const isDone = !failure && this.edits.version !== before;
    if (isDone && !("undo" in change)) this.edits.rowsChanged(this.edits.version);
    const [move] = isDone ? state.moves.slice(-1) : [];
    if (move && move.kind === "add-row") this.focusRow(move.table, move.row);
    return isDone;
  }

  async undoRows(version) {
    if (await this.changeRows({ undo: version })) this.tell(["undone"]);
    else if (this.failure && this.failure.kind === "offline") this.edits.rowsChanged(version);
  }

  // The cursor goes into the first cell of the row that can be filled in, but for levels that span rows.
  focusRow(table, row) {
    const isHere = (it) => it.area && it.rows === 1 && it.pointer.startsWith(`/${table}/${row}/`);
    const cell = this.sheet.byPointer.get(`/indicators/${row}/level3`);
    const first = table === "indicators" && cell && cell.area ? cell : this.sheet.cells.find(isHere);
    if (first) first.focus();
    else if (row > 0) this.focusRow(table, row - 1);
  }

  focus(pointer) {
    const cell = this.sheet.byPointer.get(pointer);
    if (cell) cell.focus();
    return Boolean(cell);
  }

  seen() {
    return { person: this.state.person, version: this.edits.version, shape: this.state.shape };
  }

  // Sends whatever waits; what comes to wait meanwhile is sent afterwards.
  async send(options = {}) {
    if (this.busy || (this.failure && this.failure.kind === "closed")) return;
    const edits = this.edits.take(options);
    if (!edits.length) return;
    this.refresh();
    await this.exchange(() => this.server.post("cells", { ...this.seen(), edits }, options));
    if (!this.failure) this.send();
  }

  // Comes back when everything was sent, or cannot be.
  async settle() {
    await this.send({ typed: true });
    while (this.busy) await this.current;
  }

  async poll() {
    if (this.busy || document.visibilityState !== "visible") return;
    if (this.edits.count("waiting")) await this.send();
    else if (!this.failure || this.failure.kind !== "closed") {
      await this.exchange(() => this.server.since(this.edits.version, this.state.shape));
    }
  }

  // One request at a time, so that no older answer can follow a newer one.
  async exchange(request) {
    while (this.busy) await this.current;
    this.busy = true;
    this.current = this.asked(request);
    await this.current;
  }

  async asked(request) {
    try {
      const answer = await request();
      this.failure = null;
      this.wait = 1000;
      this.busy = false;
      this.whenStill(() => this.receive(answer));
    } catch (failure) {
      if (!(failure instanceof Failure)) throw failure;
      this.busy = false;
      this.failed(failure);
    }
  }

  failed(failure) {
    this.edits.giveBack();
    this.failure = failure;
    this.refresh();
    if (failure.kind !== "offline") return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.poll(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  // Characters are put together by an input method: nothing may move under it.
  whenStill(act) {
    if (this.composing) this.later.push(act);
    else act();
  }

  compose(composing) {
    this.composing = composing;
    if (!composing) this.later.splice(0).forEach((act) => act());
  }

  receive(answer) {
    if (!answer.values) {
      this.refresh([]);
      return;
    }
    const { news, gone } = this.edits.receive(answer);
    this.orphans.push(...gone.map(([, { value }]) => value).filter(Boolean));
    Object.assign(this.state, answer);
    showSources(answer.sources);
    const settle = answer.table
      ? this.sheet.replace(answer.table, (pointer) => moved(pointer, answer.moves))
      : () => {};
    showFound("found", answer.found);
    showFound("standing", answer.standing);
    showVersion(answer.version);
    this.refresh();
    settle();
    news.map((pointer) => this.sheet.byPointer.get(pointer)).forEach((cell) => cell && cell.state("news"));
    if (news.length) this.tell(["others", { n: news.length }]);
  }

  // Shows every cell as it stands by now.
  refresh(cells = this.sheet.cells) {
    cells.forEach((cell) => this.refreshCell(cell));
    const closed = this.failure && this.failure.kind === "closed" && this.edits.pending.size > 0;
    showProgress(this.edits);
    showBanner(closed || (this.failure && this.failure.kind !== "closed") ? this.failure : null, this.orphans);
  }

  refreshCell(cell) {
    if (!cell.pointer) return;
    const { computed, marks, asks } = this.state;
    if (cell.area) this.refreshField(cell);
    const mark = marks[cell.pointer];
    cell.td.classList.toggle("wrong", mark === "error");
    cell.td.classList.toggle("doubtful", mark === "warning");
    if (cell.area) cell.area.setAttribute("aria-invalid", mark === "error" ? "true" : "false");
    this.computedNote(cell, computed[cell.pointer]);
    cell.note("asked", asks[cell.pointer] || "");
  }

  refreshField(cell) {
    const entries = cell.pointers.map((pointer) => this.edits.pending.get(pointer)).filter(Boolean);
    if (!this.composing) cell.show(this.edits.shown(cell.pointer));
    const status = entries.length ? entries[entries.length - 1].status : "";
    cell.state(status || (this.edits.saved.has(cell.pointer) ? "saved" : ""));
    const failed = entries.find((entry) => entry.status === "failed");
    cell.note("refusal", failed ? failed.message : "");
    this.conflictNote(cell, entries.find((entry) => entry.status === "conflict"));
  }

  computedNote(cell, known) {
    if (!known) cell.note("computed", "");
    else if (!known.differs) cell.note("computed", `✓ ${known.text}`);
    else {
      const text = `${say("computed")} ${known.text} `;
      const label = say("take_label", { value: known.value, cell: cell.name });
      const note = cell.area && known.value
        ? cell.note("computed", text, button(say("take"), label, () => this.takeOne(cell), { take: "" }))
        : cell.note("computed", text);
      note.classList.add("differs");
    }
  }

  conflictNote(cell, entry) {
    if (!entry) {
      cell.note("conflict", "");
      return;
    }
    const choose = (mine) => () => {
      cell.pointers.forEach((pointer) => this.edits.choose(pointer, mine));
      this.refresh([cell]);
      cell.focus();
      this.send();
    };
    const text = say("changed_by", { by: entry.by || say("somebody"), value: entry.theirs || say("blank") });
    cell.note("conflict", text, button(say("theirs"), "", choose(false)), button(say("mine"), "", choose(true)));
  }

  tell(...said) { tell(this.edits, said.map(([name, gaps]) => say(name, gaps)).join("")); }
}
