// Blocks of cells from Excel and WPS: tab-separated text with quoted cells, and tables with merged ones.

// "a\tb\n" with quotes around cells that hold tabs, line ends or quotes.
export const readTabbed = (text) => {
  const rows = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\r|\n|$)/gy;
  const source = text.replace(/(\r\n|\r|\n)$/, "");
  for (let at = 0; at <= source.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const [, quoted, bare, end] = pattern.exec(source);
    const value = quoted === undefined ? bare : quoted.replaceAll('""', '"').replace(/\r\n?/g, "\n");
    rows[rows.length - 1].push(value);
    if (!end) break;
    if (end !== "\t") rows.push([]);
  }
  return rows;
};

const cellText = (cell) => {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll("br").forEach((it) => it.replaceWith("\u0001"));
  return copy.textContent.replace(/\s+/g, " ").replace(/ ?\u0001 ?/g, "\n").trim();
};

// A table of HTML with merged cells as a grid; null for places that a merged cell covers.
export const readTable = (html) => {
  const table = html && new DOMParser().parseFromString(html, "text/html").querySelector("table");
  if (!table) return null;
  const grid = [];
  [...table.rows].forEach((row, number) => {
    grid[number] = grid[number] || [];
    let column = 0;
    for (const cell of row.cells) {
      while (grid[number][column] !== undefined) column += 1;
      const [high, wide] = [Math.min(cell.rowSpan || 1, 1000), Math.min(cell.colSpan || 1, 1000)];
      for (let down = 0; down < high; down += 1) {
        grid[number + down] = grid[number + down] || [];
        for (let right = 0; right < wide; right += 1) grid[number + down][column + right] = null;
      }
      grid[number][column] = cellText(cell);
      column += wide;
    }
  });
  return grid.slice(0, table.rows.length);
};

const fits = (table, tabbed) => table.length === tabbed.length && table.every((row, it) => row.length === tabbed[it].length);

// The block on the clipboard. The text keeps blanks and line ends as they are; the table knows what is merged.
export const readBlock = (data) => {
  const tabbed = readTabbed(data.getData("text/plain"));
  const table = readTable(data.getData("text/html"));
  if (!table) return tabbed;
  if (!fits(table, tabbed)) return table;
  return table.map((row, number) => row.map((value, it) => (value === null ? null : tabbed[number][it])));
};

export const isBlock = (block) => block.length > 1 || block[0].length > 1;
