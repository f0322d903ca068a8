// The cell at hand is marked in the picture; a value that is corrected is one that is taken.
const rows = document.querySelectorAll("[data-for]");
const boxOf = (row) => Array.from(document.querySelectorAll("[data-box]")).find((it) => it.dataset.box === row.dataset.for);

const mark = (row) => {
  document.querySelectorAll(".here").forEach((it) => it.classList.remove("here"));
  row.classList.add("here");
  const box = boxOf(row);
  if (!box) return;
  box.classList.add("here");
  box.scrollIntoView({ block: "center", inline: "nearest" });
};

rows.forEach((row) => {
  row.addEventListener("focusin", () => mark(row));
  row.addEventListener("input", (event) => {
    if (event.target.tagName !== "TEXTAREA") return;
    event.target.parentElement.dataset.text = event.target.value;
    row.querySelector("input[type=checkbox]").checked = true;
  });
});
