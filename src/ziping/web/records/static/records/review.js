// Links to cells lead into them; cells that were sent back are marked in the table and say why.

function cellOf(pointer) {
  return Array.from(document.querySelectorAll("[data-pointer]")).find((it) => it.dataset.pointer === pointer);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto]");
  const cell = link && cellOf(link.dataset.goto);
  if (cell) {
    event.preventDefault();
    cell.scrollIntoView({ block: "center" });
    (cell.querySelector("input, textarea, button") || cell).focus();
  }
});

function mark() {
  for (const link of document.querySelectorAll("[data-remark]")) {
    const cell = cellOf(link.dataset.goto);
    if (cell) {
      const place = cell.closest("td") || cell;
      place.classList.add("sent-back");
      place.title = link.dataset.remark;
    }
  }
}

mark();
// The table comes anew when rows are added or removed.
document.addEventListener("ziping:table", mark);
