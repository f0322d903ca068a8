// One box chooses all forms of the page.

const all = document.querySelector("[data-all]");
const boxes = Array.from(document.querySelectorAll("[name=form]"));

if (all) {
  all.addEventListener("change", () => {
    for (const box of boxes) {
      box.checked = all.checked;
    }
  });
}
