// Where a cell stands after rows came in, went out or changed places. A cell of a row that went out stands at a pointer that
// begins with "/gone/", by which it is found again when the row comes back.
const CELL = /^\/(indicators|funds)\/(\d+)(\/.*)$/;
const GONE = /^\/gone\/(\d+)\/(indicators|funds)(\/.*)$/;

export const rowOf = (pointer) => {
  const [, table, row] = CELL.exec(pointer || "") || [];
  return table && { table, row: Number(row) };
};

export const isGone = (pointer) => GONE.test(pointer);

const after = (row, move) => {
  if (move.kind === "add-row") return row + (row >= move.row ? 1 : 0);
  if (row === move.row) return move.to;
  const left = row - (row > move.row ? 1 : 0);
  return move.to === null ? left : left + (left >= move.to ? 1 : 0);
};

const once = (pointer, move) => {
  const [, version, table, rest] = GONE.exec(pointer) || [];
  if (version) return move.kind === "add-row" && Number(version) === move.undoes ? `/${table}/${move.row}${rest}` : pointer;
  const [, of, row, name] = CELL.exec(pointer) || [];
  if (of !== move.table) return pointer;
  const now = after(Number(row), move);
  return now === null ? `/gone/${move.version}/${of}${name}` : `/${of}/${now}${name}`;
};

export const moved = (pointer, moves) => moves.reduce(once, pointer);
