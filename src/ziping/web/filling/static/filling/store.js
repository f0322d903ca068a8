// Edits that the server has not acknowledged, kept on this computer: one entry per form, person and cell, so that two tabs do
// not write over each other.
const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
};

export class Store {
  constructor(form, person) {
    this.prefix = `ziping/${form}/${person}`;
  }

  all() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(`${this.prefix}/`));
    return new Map(keys.map((key) => [key.slice(this.prefix.length), read(key)]).filter(([, entry]) => entry));
  }

  keep(pointer, { was, value }, version) {
    localStorage.setItem(this.prefix + pointer, JSON.stringify({ was, value, version }));
  }

  drop(pointer) {
    localStorage.removeItem(this.prefix + pointer);
  }
}
