// A block from a spreadsheet fills the table down and to the right of the cell that has the cursor.
import { isBlock, readBlock } from "./clipboard.js";

// The value that a block's place means: of a level that spans rows, the one of that row.
const pointerAt = (sheet, row, column) => {
  const cell = sheet.place(row, column);
  return cell && cell.area ? cell.pointers[cell.pointers.length > 1 ? row - cell.row : 0] : undefined;
};

// A cell that goes over several rows takes one value, whichever row it is met in.
const targets = (sheet, cell, block) => {
  const columns = sheet.columnsFrom(cell);
  const found = new Map();
  let skipped = 0;
  block.forEach((values, down) => values.forEach((value, right) => {
    if (value === null) return;
    const pointer = right < columns.length ? pointerAt(sheet, cell.row + down, columns[right]) : undefined;
    if (pointer && !found.has(pointer)) found.set(pointer, value);
    else if (!pointer && value.trim()) skipped += 1;
  }));
  return { changes: [...found].map(([pointer, value]) => ({ pointer, value })), skipped };
};

export const onPaste = (desk, event) => {
  const cell = desk.sheet.current;
  if (!cell || !cell.area) return;
  const block = readBlock(event.clipboardData);
  const isTable = event.clipboardData.getData("text/html").includes("<table") || event.clipboardData.getData("text/plain").includes("\t");
  if (!isBlock(block)) {
    if (!isTable) return;
    event.preventDefault();
    document.execCommand("insertText", false, block[0][0]);
    return;
  }
  if (cell.row < 0 || !(isTable || cell.isNumber)) return;
  event.preventDefault();
  const { changes, skipped } = targets(desk.sheet, cell, block);
  desk.fill(changes);
  desk.tell(["pasted", { n: changes.length }], ...(skipped ? [["skipped", { n: skipped }]] : []));
};
