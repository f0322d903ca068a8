// Where a cell stands after rows came in or went out; null when its own row went out.
export const moved = (pointer, moves) => {
  const parts = /^\/indicators\/(\d+)(\/.*)$/.exec(pointer);
  if (!parts) return pointer;
  let row = Number(parts[1]);
  for (const [kind, at] of moves) {
    if (kind === "add-row") row += row >= at ? 1 : 0;
    else if (row === at) return null;
    else row -= row > at ? 1 : 0;
  }
  return `/indicators/${row}${parts[2]}`;
};
